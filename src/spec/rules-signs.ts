/**
 * What is written about the rules whose feedback knows the signs of the forward weights and no more.
 */
import { ABLATIONS, carriedDown, type Paper, type RuleEntry, UPDATES } from './rule-entry';

const LIAO: Paper = {
  authors: 'Liao, Leibo, Poggio',
  year: 2016,
  title: 'How important is weight symmetry in backpropagation?',
  venue: 'AAAI Conference on Artificial Intelligence 30',
  url: 'https://arxiv.org/abs/1510.05067',
};

const MOSKOVITZ: Paper = {
  authors: 'Moskovitz, Litwin-Kumar, Abbott',
  year: 2018,
  title: 'Feedback alignment in deep convolutional networks',
  venue: 'arXiv:1812.06488',
  url: 'https://arxiv.org/abs/1812.06488',
};

const XIAO: Paper = {
  authors: 'Xiao, Chen, Liao, Poggio',
  year: 2019,
  title: 'Biologically-plausible learning algorithms can scale to large datasets',
  venue: 'International Conference on Learning Representations',
  url: 'https://arxiv.org/abs/1811.03567',
};

const SIGNS = '\\mathrm{sign}\\,W_{l+1}';

export const SIGN_RULES: Readonly<Record<'usf' | 'brsf' | 'frsf' | 'signAgreement', RuleEntry>> = {
  usf: {
    id: 'usf',
    short: 'uSF',
    name: 'Uniform sign-concordant feedback',
    idea: 'Feedback weights have the signs of the forward weights and all the same size. One bit each is enough.',
    formula: carriedDown(`s_{l+1}\\,(${SIGNS})^\\top`),
    feedbackLaw: null,
    carriedBy: ['errorAbove', 'signsAbove', 'feedbackSize'],
    tryThis:
      'Look at the weight angle before the first step: 30° from uniform weights, 37° from Gaussian ones.',
    paper: LIAO,
    furtherPapers: [MOSKOVITZ, XIAO],
    params: ['feedbackScale', 'sparsity', ...ABLATIONS, ...UPDATES],
    hasWeightAngle: true,
  },
  brsf: {
    id: 'brsf',
    short: 'brSF',
    name: 'Batchwise random sign-concordant feedback',
    idea: 'Feedback weights have the right signs and, at every step, new random sizes.',
    formula: carriedDown(`(|M_{l+1}| \\odot ${SIGNS})^\\top`),
    feedbackLaw: 'M_{l+1} \\sim \\text{the start weights, anew at every step}',
    carriedBy: ['errorAbove', 'signsAbove', 'freshSizes'],
    tryThis: 'Compare it with frSF: drawing the sizes anew averages them out, keeping them does not.',
    paper: LIAO,
    furtherPapers: [MOSKOVITZ],
    params: ['feedbackScale', 'sparsity', ...ABLATIONS, ...UPDATES],
    hasWeightAngle: true,
  },
  frsf: {
    id: 'frsf',
    short: 'frSF',
    name: 'Fixed random sign-concordant feedback',
    idea: 'Feedback weights have the right signs and random sizes that stay as they were drawn.',
    formula: carriedDown(`(|M_{l+1}| \\odot ${SIGNS})^\\top`),
    feedbackLaw: null,
    carriedBy: ['errorAbove', 'signsAbove', 'fixedSizes'],
    tryThis: 'Put it beside FA on a convolution. The signs are all that it knows more.',
    paper: LIAO,
    furtherPapers: [MOSKOVITZ],
    params: ['feedbackScale', 'sparsity', ...ABLATIONS, ...UPDATES],
    hasWeightAngle: true,
  },
  signAgreement: {
    id: 'signAgreement',
    short: 'Signs',
    name: 'Partial sign agreement',
    idea: 'As frSF, but a fixed part of the signs is wrong. Between all right and half right lies the whole story.',
    formula: carriedDown(`(|M_{l+1}| \\odot F_{l+1} \\odot ${SIGNS})^\\top`),
    feedbackLaw: null,
    carriedBy: ['errorAbove', 'signsAbove', 'fixedSizes', 'flips'],
    tryThis: 'Flip 0, 20 and 50 % of the signs in three arms. How many wrong signs can learning bear?',
    paper: LIAO,
    furtherPapers: [MOSKOVITZ],
    params: ['signFlips', 'feedbackScale', 'sparsity', ...ABLATIONS, ...UPDATES],
    hasWeightAngle: true,
  },
};
