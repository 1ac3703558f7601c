/**
 * What is written about the rules with dendrites: segregated dendrites, microcircuits with interneurons, bursts.
 */
import { type Only, type RuleEntry, type RuleLimits, UPDATES } from './rule-entry';
import type { Activation, LossId } from './spec';

const SIGMOIDS: Only<Activation> = {
  allowed: ['sigmoid'],
  why: 'Its neurons fire at rates between 0 and a highest one: every layer has to be a sigmoid.',
};

const LOSSES: Only<LossId> = {
  allowed: ['mse'],
  why: 'The teacher pulls output rates towards the answer, which is the squared error: its loss has to be the MSE.',
};

const NO_RATES = 'Targets have to be firing rates between 0 and 1.';

const DENSE_LIMITS: RuleLimits = {
  convolution:
    'Every neuron has dendrites of its own, and nobody has shown how copies of a kernel could share them.',
  regression: NO_RATES,
  losses: LOSSES,
  activations: SIGMOIDS,
  outputActivation: SIGMOIDS,
  batchNorm:
    'Potentials are compared with and without a teacher, example by example: normalising a batch mixes them.',
  dropout: 'Feedback would reach neurons that were left out, and teach them.',
};

export const DENDRITE_RULES: Readonly<Record<'guerguiev', RuleEntry>> = {
  guerguiev: {
    id: 'guerguiev',
    short: 'Dendrites',
    name: 'Segregated dendrites',
    idea: 'Feedback stays in the apical dendrites. What a teacher changes in their plateau potentials teaches the basal ones.',
    formula: {
      before: '\\delta_l = -',
      term: '(\\alpha^t_l - \\alpha_l)',
      after: " \\odot k \\lambda\\,\\sigma'(a_l),\\quad \\alpha_l = \\sigma(\\lambda h_L Y_l^\\top)",
    },
    feedbackLaw: null,
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        {
          what: 'its plateau potential, without and with the teacher',
          tex: '\\alpha_l,\\ \\alpha^t_l',
          home: 'postsynaptic',
        },
        { what: 'its slope', tex: "\\sigma'(a_l)", home: 'postsynaptic' },
        {
          what: 'rates of the output units, without and with the teacher',
          tex: 'h_L,\\ h^t_L',
          home: 'outputUnits',
        },
        { what: 'feedback weights from the output', tex: 'Y_l', home: 'feedbackSynapse' },
      ],
      output: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        { what: 'its rate, without and with the teacher', tex: 'h_l,\\ h^t_l', home: 'postsynaptic' },
        { what: 'the teaching current', tex: 'E_y', home: 'teacher' },
      ],
      optimised: 'all',
    },
    phases: [
      {
        name: 'Forward phase',
        what: 'The input is shown; apical dendrites hear the output’s own answer.',
        length: 1,
      },
      {
        name: 'Target phase',
        what: 'A teacher drives the output; every plateau potential tells what that changed.',
        length: 1,
        changes: ['W'],
      },
    ],
    tryThis:
      'Multiply the feedback scale by 10: plateaus saturate, and nothing that the teacher does moves them.',
    paper: {
      authors: 'Guerguiev, Lillicrap, Richards',
      year: 2017,
      title: 'Towards deep learning with segregated dendrites',
      venue: 'eLife 6',
      url: 'https://doi.org/10.7554/eLife.22901',
    },
    furtherPapers: [],
    params: [
      ...(['teachingStrength', 'plateauGain', 'plateauFeedback', 'plateauFeedbackRate'] as const),
      ...(['feedbackScale', 'sparsity'] as const),
      ...UPDATES,
    ],
    hasWeightAngle: false,
    isWhole: true,
    limits: {
      ...DENSE_LIMITS,
      autoencoder: 'Its teacher drives output neurons to fire or to be silent: pictures lie between.',
    },
  },
};
