/**
 * What is written about the rules that set targets: difference target propagation and its simplified form.
 */
import {
  type Need,
  type Only,
  type Paper,
  type PhasesOf,
  type RuleEntry,
  type RuleLimits,
  type SynapseNeeds,
  UPDATES,
} from './rule-entry';
import type { LossId, PoolLayerSpec } from './spec';

const LEE: Paper = {
  authors: 'Lee, Zhang, Fischer, Bengio',
  year: 2015,
  title: 'Difference target propagation',
  venue: 'Joint European Conference on Machine Learning and Knowledge Discovery in Databases',
  url: 'https://arxiv.org/abs/1412.7525',
};

const BARTUNOV: Paper = {
  authors: 'Bartunov, Santoro, Richards, Marris, Hinton, Lillicrap',
  year: 2018,
  title: 'Assessing the scalability of biologically-motivated deep learning algorithms and architectures',
  venue: 'Advances in Neural Information Processing Systems 31',
  url: 'https://arxiv.org/abs/1807.04587',
};

const ERNOULT: Paper = {
  authors: 'Ernoult, Normandin, Moudgil, Spinney, Belilovsky, Rish, Richards, Bengio',
  year: 2022,
  title: 'Towards scaling difference target propagation by learning backprop targets',
  venue: 'International Conference on Machine Learning 39',
  url: 'https://arxiv.org/abs/2201.13415',
};

const POOLING: Only<PoolLayerSpec['kind']> = {
  allowed: ['avgpool2d'],
  why: 'A decoder cannot undo a maximum: it would have to know which pixel won. Use average pooling or a stride.',
};

const LOSSES: Only<LossId> = {
  allowed: ['softmax-cross-entropy', 'sigmoid-cross-entropy', 'mse'],
  why: 'The absolute error has the same slope everywhere, so a target cannot be set by it.',
};

const LIMITS: RuleLimits = {
  pooling: POOLING,
  losses: LOSSES,
  batchNorm:
    'A decoder gives back the activities of one example; batch normalisation mixes them with the whole batch.',
  dropout: 'A decoder cannot give back what dropout has left out.',
};

/** Of any layer that has a target. */
const TARGETED: readonly Need[] = [
  { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
  { what: 'its activity', tex: 'h_l', home: 'postsynaptic' },
  { what: 'its slope', tex: "\\varphi'(a_l)", home: 'postsynaptic' },
];

/** Of one whose target a decoder brings down. */
const DECODED: readonly Need[] = [
  ...TARGETED,
  { what: 'activities of the units above', tex: 'h_{l+1}', home: 'unitsAbove' },
  { what: 'targets of the units above', tex: '\\hat h_{l+1}', home: 'unitsAbove' },
  { what: 'weights of its decoder', tex: 'V_{l+1}', home: 'feedbackSynapse' },
  { what: 'noise, for the decoder to learn', tex: '\\xi_l', home: 'postsynaptic' },
];

/** The first target is one step down the loss, through the last layer: backpropagation, for one layer. */
const DTP_NEEDS: SynapseNeeds = {
  hidden: DECODED,
  highest: [
    ...TARGETED,
    { what: 'errors of the output units', tex: '\\delta_L', home: 'outputUnits' },
    { what: 'weights of the layer above', tex: 'W_L', home: 'forwardAbove' },
  ],
  optimised: 'all',
};

/** The first target is decoded from the right answer, and the network’s own taken off. */
const SDTP_NEEDS: SynapseNeeds = {
  hidden: DECODED,
  highest: [
    ...TARGETED,
    { what: 'the answers of the output units', tex: 'o', home: 'outputUnits' },
    { what: 'the right answer, their target', tex: 'y', home: 'teacher' },
    { what: 'weights of its decoder', tex: 'V_L', home: 'feedbackSynapse' },
    {
      what: 'the auxiliary output, and the weights back from it',
      tex: 'c,\\ U',
      home: 'feedbackSynapse',
      applies: ({ auxiliaryUnits }) => auxiliaryUnits > 0,
    },
    { what: 'noise, for the decoder to learn', tex: '\\xi_l', home: 'postsynaptic' },
  ],
  optimised: 'all',
};

const phases: PhasesOf = ({ decoderSteps }) => [
  { name: 'Forward pass', what: 'Activities go up to the answer.', length: 1 },
  {
    name: 'Targets',
    what: 'The first target is set, and decoders carry targets down.',
    length: 1,
    changes: ['W'],
  },
  {
    name: 'Reconstruction',
    what: 'Each layer sees noisy activities below, and its decoder learns to give them back.',
    length: decoderSteps,
    unit: 'turns',
    changes: ['V'],
  },
];

const FORMULA = { before: '\\delta_l = 2\\,(h_l - ', term: '\\hat h_l', after: ") \\odot \\varphi'(a_l)" };

export const TARGET_RULES: Readonly<Record<'dtp' | 'sdtp', RuleEntry>> = {
  dtp: {
    id: 'dtp',
    short: 'DTP',
    name: 'Difference target propagation',
    idea: 'Every layer is told what it should have been. Decoders, which learn to undo layers, carry the targets down.',
    formula: FORMULA,
    feedbackLaw:
      '\\hat h_{L-1} = h_{L-1} - \\eta_0\\, \\delta_L W_L^\\top,\\quad \\hat h_l = h_l + g_{l+1}(\\hat h_{l+1}) - g_{l+1}(h_{l+1}),\\quad g_{l+1}(h) = \\varphi(h\\,V_{l+1}^\\top + c_{l+1})',
    carriedBy: [],
    synapse: DTP_NEEDS,
    phases,
    tryThis:
      'Match the Jacobian in place of undoing the layer, with 10 decoder steps: the decoders turn towards W, and the update angle falls.',
    paper: LEE,
    furtherPapers: [ERNOULT, BARTUNOV],
    params: [
      'targetRate',
      'decoderLoss',
      'decoderRate',
      'decoderNoise',
      'decoderSteps',
      'decoderWarmup',
      ...UPDATES,
    ],
    hasWeightAngle: true,
    isWhole: true,
    limits: LIMITS,
  },
  sdtp: {
    id: 'sdtp',
    short: 'SDTP',
    name: 'Simplified difference target propagation',
    idea: 'The right answer itself is decoded into the first target: no layer needs a gradient from another one.',
    formula: FORMULA,
    feedbackLaw: '\\hat h_l = h_l + g_{l+1}(\\hat h_{l+1}) - g_{l+1}(h_{l+1}),\\quad \\hat h_L = y',
    carriedBy: [],
    synapse: SDTP_NEEDS,
    phases,
    tryThis:
      'Give it an auxiliary output of 64 units: targets of one class, all the same until then, come apart.',
    paper: BARTUNOV,
    furtherPapers: [LEE],
    params: [
      'auxiliaryUnits',
      'decoderLoss',
      'decoderRate',
      'decoderNoise',
      'decoderSteps',
      'decoderWarmup',
      ...UPDATES,
    ],
    hasWeightAngle: true,
    isWhole: true,
    limits: LIMITS,
  },
};
