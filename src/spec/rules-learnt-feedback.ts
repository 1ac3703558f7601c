/**
 * What is written about the rules whose feedback weights learn, and about the two controls: the dial and the bare readout.
 */
import { ABLATIONS, carriedDown, type Paper, type RuleEntry, UP_AND_DOWN, UPDATES } from './rule-entry';

const AKROUT: Paper = {
  authors: 'Akrout, Wilson, Humphreys, Lillicrap, Tweed',
  year: 2019,
  title: 'Deep learning without weight transport',
  venue: 'Advances in Neural Information Processing Systems 32',
  url: 'https://arxiv.org/abs/1904.05391',
};

export const LEARNT_FEEDBACK_RULES: Readonly<Record<'kp' | 'wm', RuleEntry>> = {
  kp: {
    id: 'kp',
    short: 'KP',
    name: 'Kolen–Pollack',
    idea: 'Feedback weights make the very same changes as the forward weights, and both decay. They meet.',
    formula: carriedDown('B_{l+1}^\\top'),
    feedbackLaw: 'B_{l+1} \\leftarrow (1 - \\lambda)\\, B_{l+1} + \\Delta W_{l+1}',
    carriedBy: ['errorAbove', 'feedbackWeights', 'ownActivity'],
    tryThis: 'Set the decay to 0 while it trains. What still tells W and B apart then stays for ever.',
    paper: {
      authors: 'Kolen, Pollack',
      year: 1994,
      title: 'Backpropagation without weight transport',
      venue: 'IEEE International Conference on Neural Networks 3',
      url: 'https://doi.org/10.1109/ICNN.1994.374486',
    },
    furtherPapers: [AKROUT],
    params: ['feedbackDecay', 'feedbackScale', 'sparsity', 'rank', ...ABLATIONS, ...UPDATES],
    hasWeightAngle: true,
  },
  wm: {
    id: 'wm',
    short: 'WM',
    name: 'Weight mirror',
    idea: 'Between batches each layer is fed noise. What comes out tells the feedback weights what W is.',
    formula: carriedDown('B_{l+1}^\\top'),
    feedbackLaw:
      'B_{l+1} \\leftarrow (1 - \\lambda_m)\\, B_{l+1} + \\eta_m\\, \\langle \\xi_l^\\top (y_{l+1} - \\bar y_{l+1}) \\rangle,\\quad y_{l+1} = \\varphi(\\xi_l W_{l+1})',
    carriedBy: ['errorAbove', 'feedbackWeights', 'ownNoise', 'answerAbove'],
    phases: () => [
      UP_AND_DOWN,
      {
        name: 'Mirroring',
        what: 'Noise goes through one layer at a time; feedback weights learn what comes out of it.',
        length: 1,
        changes: ['B'],
      },
    ],
    tryThis:
      'Make the noise uncentred and centre the answer no more: its mean drowns the weights, and the mirror goes blind.',
    paper: AKROUT,
    furtherPapers: [],
    params: [
      ...(['mirrorRate', 'mirrorDecay', 'mirrorNoise', 'mirrorAmplitude', 'mirrorCentred'] as const),
      ...(['mirrorBias', 'mirrorSum', 'mirrorWarmup', 'feedbackScale', 'sparsity', 'rank'] as const),
      ...ABLATIONS,
      ...UPDATES,
    ],
    hasWeightAngle: true,
  },
};

export const CONTROL_RULES: Readonly<Record<'dial' | 'readout', RuleEntry>> = {
  dial: {
    id: 'dial',
    short: 'Dial',
    name: 'Weight-transport dial',
    idea: 'What carries the error is turned by hand: exact weights at 0°, noise of the same size at 90°.',
    formula: carriedDown('(\\cos\\theta\\, W_{l+1} + \\sin\\theta\\, N_{l+1})^\\top'),
    feedbackLaw: null,
    carriedBy: ['errorAbove', 'weightsAbove', 'noise', 'normAbove'],
    tryThis:
      'Turn θ up in steps of 30°. Even at 90° the angle closes: W learns to point where the noise does.',
    paper: {
      authors: 'Grossberg',
      year: 1987,
      title: 'Competitive learning: from interactive activation to adaptive resonance',
      venue: 'Cognitive Science 11',
      url: 'https://doi.org/10.1111/j.1551-6708.1987.tb00862.x',
    },
    furtherPapers: [],
    params: ['dialAngle', 'feedbackScale', 'sparsity', 'rank', ...ABLATIONS, ...UPDATES],
    hasWeightAngle: true,
  },
  readout: {
    id: 'readout',
    short: 'Readout',
    name: 'Last layer only',
    idea: 'No error reaches a hidden layer: random features stay as drawn, and the last layer reads them.',
    formula: { before: '\\delta_l = ', term: '0', after: '' },
    feedbackLaw: null,
    carriedBy: [],
    tryThis: 'Keep it beside every other rule. What does not beat it has taught its hidden layers nothing.',
    paper: {
      authors: 'Rahimi, Recht',
      year: 2007,
      title: 'Random features for large-scale kernel machines',
      venue: 'Advances in Neural Information Processing Systems 20',
      url: 'https://papers.nips.cc/paper/2007/hash/013a006f03dbc5392effeb8f18fda755-Abstract.html',
    },
    furtherPapers: [
      {
        authors: 'Huang, Zhu, Siew',
        year: 2006,
        title: 'Extreme learning machine: theory and applications',
        venue: 'Neurocomputing 70',
        url: 'https://doi.org/10.1016/j.neucom.2005.12.126',
      },
    ],
    params: [...UPDATES],
    hasWeightAngle: false,
  },
};
