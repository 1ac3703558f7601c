/**
 * Experiments with rules that have targets, phases or plasticity of their own: one for each family, on digits that the page draws.
 */
import { type Preset, type PresetId, specWith } from './preset';

type LocalId = Extract<
  PresetId,
  | 'targets'
  | 'predictive-coding'
  | 'two-phases'
  | 'dendrites'
  | 'dendrites-fashion'
  | 'hebbian-features'
  | 'own-aims'
  | 'noise-teaches'
>;

const GROUP = 'Targets, phases, local rules';
/** Rates are compared after a pull towards the answer, which is the squared error, under sigmoids throughout. */
const SQUARED = { network: { outputActivation: 'sigmoid' }, loss: 'mse' } as const;

export const LOCAL_PRESETS: Readonly<Record<LocalId, Preset>> = {
  targets: {
    id: 'targets',
    group: GROUP,
    name: 'Targets instead of errors',
    caption: 'Decoders turn, and targets make sense.',
    emphasis: 'updateAngle',
    about: 'Difference target propagation and its simplified form (Lee 2015; Bartunov 2018).',
    spec: specWith({
      hidden: '64t.32t',
      optimiser: { id: 'adam', learningRate: 0.001 },
      training: { batch: 32, epochs: 8 },
      arms: ['bp', 'dtp', 'sdtp', 'fa'],
    }),
  },
  'predictive-coding': {
    id: 'predictive-coding',
    group: GROUP,
    name: 'Predictive coding, three ways',
    caption: 'Settling leaves the gradient a little.',
    emphasis: 'updateAngle',
    about: 'Settled, exact, and with random feedback (Whittington and Bogacz 2017; Song 2020).',
    spec: specWith({
      hidden: '64t.32t',
      optimiser: { id: 'adam', learningRate: 0.001 },
      training: { batch: 32, epochs: 8 },
      arms: ['bp', 'pc', { rule: 'pc', params: { pcVariant: 1 } }, { rule: 'pc', params: { pcFeedback: 1 } }],
    }),
  },
  'two-phases': {
    id: 'two-phases',
    group: GROUP,
    name: 'Two phases, one rule',
    caption: 'Settle freely, then with the answer.',
    emphasis: 'accuracy',
    about: 'Equilibrium propagation, contrastive Hebbian learning and GeneRec beside BP.',
    spec: specWith({
      hidden: '64s',
      ...SQUARED,
      optimiser: { id: 'adam', learningRate: 0.003 },
      training: { batch: 32, epochs: 8 },
      arms: ['bp', 'ep', 'chl', 'generec'],
    }),
  },
  dendrites: {
    id: 'dendrites',
    group: GROUP,
    name: 'Errors in dendrites',
    caption: 'Where in a neuron could an error live?',
    emphasis: 'accuracy',
    about: 'Segregated dendrites, microcircuits and bursts (Guerguiev 2017; Sacramento 2018; Payeur 2021).',
    spec: specWith({
      hidden: '64s',
      ...SQUARED,
      optimiser: { id: 'adam', learningRate: 0.003 },
      training: { batch: 32, epochs: 8 },
      arms: ['bp', 'guerguiev', 'sacramento', 'burstprop'],
    }),
  },
  'hebbian-features': {
    id: 'hebbian-features',
    group: GROUP,
    name: 'Features without a teacher',
    caption: 'Only the last layer knows the answer.',
    emphasis: 'accuracy',
    about: 'Random features, Oja’s rule, principal components and soft competition under one readout.',
    spec: specWith({
      hidden: '64r',
      optimiser: { id: 'adam', learningRate: 0.02 },
      training: { batch: 32, epochs: 8 },
      arms: ['readout', 'oja', 'hpca', 'softHebb'],
    }),
  },
  'own-aims': {
    id: 'own-aims',
    group: GROUP,
    name: 'Every layer its own aim',
    caption: 'No error ever leaves a layer.',
    emphasis: 'accuracy',
    about: 'Local losses and forward-forward beside BP (Nøkland and Eidnes 2019; Hinton 2022).',
    spec: specWith({
      hidden: '100r.100r',
      optimiser: { id: 'adam', learningRate: 0.003 },
      training: { batch: 32, epochs: 10 },
      arms: ['bp', 'localLoss', { rule: 'forwardForward', params: { headRate: 0.003 } }, 'readout'],
    }),
  },
  'noise-teaches': {
    id: 'noise-teaches',
    group: GROUP,
    name: 'Noise as a teacher',
    caption: 'The more unknowns, the less noise says.',
    emphasis: 'updateAngle',
    about: 'Node perturbation with one and eight tries a step, and weight perturbation with one.',
    spec: specWith({
      hidden: '32t',
      optimiser: { id: 'adam', learningRate: 0.003 },
      training: { batch: 32, epochs: 8 },
      arms: [
        'bp',
        'nodePerturbation',
        { rule: 'nodePerturbation', params: { perturbationTries: 8 } },
        'weightPerturbation',
      ],
    }),
  },
  'dendrites-fashion': {
    id: 'dendrites-fashion',
    group: 'After student projects',
    name: 'Segregated dendrites, Fashion-MNIST',
    caption: 'How far behind are plateaus?',
    emphasis: 'accuracy',
    about: 'BP, FA and plateau potentials in one sigmoid network; the sizes are ours.',
    spec: specWith({
      dataset: { id: 'fashion-mnist', images: 20000, testImages: 5000 },
      hidden: '128s.64s',
      ...SQUARED,
      optimiser: { id: 'adam', learningRate: 0.003 },
      training: { batch: 32, epochs: 5 },
      arms: ['bp', 'fa', 'guerguiev'],
    }),
  },
};
