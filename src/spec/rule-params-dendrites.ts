/**
 * The numbers of rules with dendrites: bursts, plateaus, interneurons.
 */
import type { RuleParamEntry } from './rule-param-entry';
import type { RuleParamId, RuleParams } from './spec';

/** What most of these numbers have in common. */
const OWN = { group: 'rule', unit: '', scale: 'linear' } as const;
/** A factor on the pseudo-gradients, which the optimiser multiplies with its learning rate. */
const GAIN = { group: 'rule', scale: 'log', kind: 'number', unit: '× the learning rate' } as const;

export const DENDRITE_PARAMS = {
  teachingStrength: {
    ...OWN,
    id: 'teachingStrength',
    label: 'Teacher’s strength',
    unit: 'conductance',
    help: 'How strongly the teacher drives the output in the second phase: 0 teaches nothing.',
    min: 0,
    max: 10,
    default: 1,
    scale: 'log0',
    kind: 'number',
    urlKey: 'gt',
  },
  plateauFeedback: {
    ...OWN,
    id: 'plateauFeedback',
    group: 'feedback',
    label: 'Apical feedback',
    help: 'The weights from the output to the apical dendrites.',
    min: 0,
    max: 2,
    default: 0,
    kind: 'choice',
    choices: [
      { name: 'Fixed', help: 'Random, as drawn.' },
      { name: 'Learnt', help: 'Each plateau potential learns to predict the firing rate of its own neuron.' },
      { name: 'Symmetric', help: 'The path of forward weights from the neuron to the output.' },
    ],
    drawsAnew: true,
    urlKey: 'gp',
  },
  plateauFeedbackRate: {
    ...OWN,
    id: 'plateauFeedbackRate',
    group: 'feedback',
    label: 'Feedback rate',
    help: 'How fast the apical feedback learns.',
    min: 0.00001,
    max: 10,
    default: 0.01,
    scale: 'log',
    kind: 'number',
    urlKey: 'gr',
    applies: ({ plateauFeedback }: RuleParams): boolean => plateauFeedback === 1,
  },
  plateauGain: {
    ...GAIN,
    id: 'plateauGain',
    label: 'Dendritic rate',
    help: 'The paper’s own step is 0.21 for every single example; here it is the mean over a batch.',
    min: 0.01,
    max: 1000,
    default: 5,
    urlKey: 'gg',
  },
} as const satisfies Partial<Readonly<Record<RuleParamId, RuleParamEntry>>>;
