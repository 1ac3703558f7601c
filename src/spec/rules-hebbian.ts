/**
 * What is written about the rules whose hidden layers learn from their own activity alone.
 */
import type { Quantity } from './locality';
import type {
  Only,
  Paper,
  Phase,
  PhasesOf,
  RuleEntry,
  RuleFormula,
  RuleLimits,
  SynapseNeeds,
} from './rule-entry';
import type { Activation, RuleParamId, RuleParams } from './spec';

const LAGANI: Paper = {
  authors: 'Lagani, Falchi, Gennaro, Amato',
  year: 2022,
  title:
    'Comparing the performance of Hebbian against backpropagation learning using convolutional neural networks',
  venue: 'Neural Computing and Applications 34',
  url: 'https://doi.org/10.1007/s00521-021-06701-4',
};

const HIDDEN_COUNT: RuleLimits['hiddenCount'] = {
  least: 1,
  most: 99,
  why: 'Only hidden layers learn by this rule, and there is none.',
};

const LIMITS: RuleLimits = { hiddenCount: HIDDEN_COUNT };

/** Of rules whose decay is the square of the answer. */
const NO_SIGMOID: Only<Activation> = {
  allowed: ['linear', 'relu', 'tanh'],
  why: 'A sigmoid answers ½ to nothing at all, and a decay by the square of the answer then eats the weights up.',
};

const OWN: readonly Quantity[] = [
  { what: 'its input, and its mean so far', tex: 'h_{l-1} - \\mu_l', home: 'presynaptic' },
  { what: 'its answer', tex: 'y_i', home: 'postsynaptic' },
];
const WEIGHT: Quantity = { what: 'its own strength', tex: 'w_i', home: 'synapse' };

const needs = (...more: readonly Quantity[]): SynapseNeeds => ({
  hidden: [...OWN, ...more],
  optimised: 'output',
});

const phasesWith =
  (changes: readonly string[], settling?: (params: RuleParams) => Phase): PhasesOf =>
  (params) => [
    ...(settling ? [settling(params)] : []),
    {
      name: 'Forward pass',
      what: 'Units answer; each layer learns from what it sees and says. Only the output layer hears the teacher.',
      length: 1,
      changes: [...changes],
    },
  ];

const growth = (term: string, after = ''): RuleFormula => ({ before: '\\Delta w_i = \\eta\\,', term, after });

const READ: readonly RuleParamId[] = ['hebbSteps', 'hebbReadout', 'readoutRate', 'gradientClip', 'manhattan'];

const shared = { feedbackLaw: null, carriedBy: [], hasWeightAngle: false, isWhole: true } as const;

type HebbianId =
  | 'hebb'
  | 'oja'
  | 'hpca'
  | 'wta'
  | 'softWta'
  | 'softHebb'
  | 'similarityMatching'
  | 'nonNegativeSm';

export const HEBBIAN_RULES: Readonly<Record<HebbianId, RuleEntry>> = {
  hebb: {
    ...shared,
    id: 'hebb',
    short: 'Hebb',
    name: 'Plain Hebbian learning',
    idea: 'What fires together wires together, and no more. All units of a layer come to answer to the same thing.',
    formula: growth('(\\langle y_i u \\rangle - \\lambda w_i)', ',\\ \\|w_i\\| \\le 1'),
    synapse: needs(WEIGHT, {
      what: 'length of all weights of its unit',
      tex: '\\|w_i\\|',
      home: 'otherSynapses',
    }),
    phases: phasesWith(['W_l']),
    tryThis:
      'Look at the weights under Inside: after a while all of them show the first principal component.',
    paper: {
      authors: 'Hebb',
      year: 1949,
      title: 'The organization of behavior: a neuropsychological theory',
      venue: 'Wiley',
      url: 'https://archive.org/details/in.ernet.dli.2015.226341',
    },
    furtherPapers: [LAGANI],
    params: ['hebbRate', 'hebbDecay', 'hebbCentred', ...READ],
    limits: LIMITS,
  },
  oja: {
    ...shared,
    id: 'oja',
    short: 'Oja',
    name: 'Oja’s rule',
    idea: 'Weights grow as Hebb’s do and shrink with the square of the answer. Every unit finds the first principal component.',
    formula: growth('(\\langle y_i u \\rangle - \\langle y_i^2 \\rangle\\, w_i)'),
    synapse: needs(WEIGHT),
    phases: phasesWith(['W_l']),
    tryThis:
      'Put HPCA beside it. One sum over the units before is all that keeps them from finding the same.',
    paper: {
      authors: 'Oja',
      year: 1982,
      title: 'Simplified neuron model as a principal component analyzer',
      venue: 'Journal of Mathematical Biology 15',
      url: 'https://doi.org/10.1007/BF00275687',
    },
    furtherPapers: [LAGANI],
    params: ['hebbRate', 'hebbCentred', ...READ],
    limits: { ...LIMITS, activations: NO_SIGMOID },
  },
  hpca: {
    ...shared,
    id: 'hpca',
    short: 'HPCA',
    name: 'Hebbian principal components',
    idea: 'Each unit learns from what the units before it leave unexplained, and so finds the next component.',
    formula: growth('\\langle y_i\\,(u - \\textstyle\\sum_{j \\le i} y_j w_j) \\rangle'),
    synapse: needs(
      WEIGHT,
      { what: 'answers of the units before it', tex: 'y_j', home: 'otherUnits' },
      { what: 'their weights from the same input', tex: 'w_j', home: 'otherSynapses' },
    ),
    phases: phasesWith(['W_l']),
    tryThis:
      'Switch the centring off and look under Inside: the first unit finds the mean picture, the others make do with the rest.',
    paper: {
      authors: 'Sanger',
      year: 1989,
      title: 'Optimal unsupervised learning in a single-layer linear feedforward neural network',
      venue: 'Neural Networks 2',
      url: 'https://doi.org/10.1016/0893-6080(89)90044-0',
    },
    furtherPapers: [LAGANI],
    params: ['hebbRate', 'hebbCentred', ...READ],
    limits: { ...LIMITS, activations: NO_SIGMOID },
  },
  wta: {
    ...shared,
    id: 'wta',
    short: 'WTA',
    name: 'Winner takes all',
    idea: 'The unit that fits best learns to fit better, the others stay. Units come to stand for clusters.',
    formula: growth(
      '\\Bigl(\\tfrac{\\sum r_i u}{\\sum r_i} - w_i\\Bigr)',
      ',\\ r_i = [\\,i = \\arg\\max_j \\cos(u, w_j)\\,]',
    ),
    synapse: needs(WEIGHT, { what: 'whether another unit fits better', tex: 'r_i', home: 'otherUnits' }),
    phases: phasesWith(['W_l']),
    tryThis: 'Look at the weights under Inside: units that never won at the start still look like noise.',
    paper: {
      authors: 'Rumelhart, Zipser',
      year: 1985,
      title: 'Feature discovery by competitive learning',
      venue: 'Cognitive Science 9',
      url: 'https://doi.org/10.1207/s15516709cog0901_5',
    },
    furtherPapers: [LAGANI],
    params: ['winnerRate', 'winners', 'hebbCentred', ...READ],
    limits: LIMITS,
  },
  softWta: {
    ...shared,
    id: 'softWta',
    short: 'Soft WTA',
    name: 'Soft winner takes all',
    idea: 'All units share every example, the better they fit the more, and each moves to the centre of its share.',
    formula: growth(
      '\\Bigl(\\tfrac{\\sum r_i u}{\\sum r_i} - w_i\\Bigr)',
      ',\\ r = \\mathrm{softmax}\\bigl((\\tfrac{1 + \\cos(u, w)}{2})^2 / T\\bigr)',
    ),
    synapse: needs(WEIGHT, { what: 'how well all units fit', tex: 'r_i', home: 'otherUnits' }),
    phases: phasesWith(['W_l']),
    tryThis: 'Raise the temperature to 0.5: units share everything and come to look alike.',
    paper: LAGANI,
    furtherPapers: [
      {
        authors: 'Nowlan',
        year: 1989,
        title: 'Maximum likelihood competitive learning',
        venue: 'Advances in Neural Information Processing Systems 2',
        url: 'https://papers.nips.cc/paper/1989/hash/2f2b265625d76a6704b08093c652fd79-Abstract.html',
      },
    ],
    params: ['winnerRate', 'winnerTemperature', 'hebbCentred', ...READ],
    limits: LIMITS,
  },
  softHebb: {
    ...shared,
    id: 'softHebb',
    short: 'SoftHebb',
    name: 'SoftHebb',
    idea: 'Units compete softly. The winner learns what it sees, and the losers unlearn it, each as much as it answered.',
    formula: growth('y_i\\,(u - s_i w_i)', ',\\ y = \\pm\\,\\mathrm{softmax}(\\beta s)'),
    synapse: needs(
      WEIGHT,
      { what: 'how much all units answer', tex: '\\mathrm{softmax}(\\beta s)', home: 'otherUnits' },
      { what: 'length of all weights of its unit', tex: '\\|w_i\\|', home: 'otherSynapses' },
    ),
    phases: phasesWith(['W_l']),
    tryThis: 'Watch the length of the weights: as it comes to 1 the unit stops learning by itself.',
    paper: {
      authors: 'Moraitis, Toichkin, Journé, Chua, Guo',
      year: 2022,
      title: 'SoftHebb: Bayesian inference in unsupervised Hebbian soft winner-take-all networks',
      venue: 'Neuromorphic Computing and Engineering 2',
      url: 'https://doi.org/10.1088/2634-4386/aca710',
    },
    furtherPapers: [
      {
        authors: 'Journé, Garcia Rodriguez, Guo, Moraitis',
        year: 2023,
        title: 'Hebbian deep learning without feedback',
        venue: 'International Conference on Learning Representations',
        url: 'https://arxiv.org/abs/2209.11883',
      },
    ],
    params: ['softHebbRate', 'softHebbBeta', 'softHebbStart', 'hebbCentred', ...READ],
    limits: LIMITS,
  },
  similarityMatching: {
    ...shared,
    id: 'similarityMatching',
    short: 'SM',
    name: 'Similarity matching',
    idea: 'Units inhibit each other until what is alike is answered alike. Together they span the principal subspace.',
    formula: {
      before: '\\Delta V = 2\\eta\\,(\\langle y u^\\top \\rangle - V),\\ ',
      term: 'y = M^{-1} V u',
      after: '',
    },
    feedbackLaw: '\\Delta M = \\tfrac{\\eta}{\\tau}\\,(\\langle y y^\\top \\rangle - M)',
    synapse: needs(WEIGHT, { what: 'answers of the units that inhibit it', tex: 'y_j', home: 'unitsAbove' }),
    phases: phasesWith(['V', 'M'], () => ({
      name: 'Settling',
      what: 'Units of a layer inhibit each other until they agree; here this is solved at once.',
      length: 1,
    })),
    tryThis: 'Compare it with HPCA: the same subspace, but no unit comes first.',
    paper: {
      authors: 'Pehlevan, Hu, Chklovskii',
      year: 2015,
      title:
        'A Hebbian/anti-Hebbian neural network for linear subspace learning: a derivation from multidimensional scaling of streaming data',
      venue: 'Neural Computation 27',
      url: 'https://doi.org/10.1162/NECO_a_00745',
    },
    furtherPapers: [],
    params: ['similarityRate', 'similarityDecay', 'similarityTau', 'hebbCentred', ...READ],
    limits: LIMITS,
  },
  nonNegativeSm: {
    ...shared,
    id: 'nonNegativeSm',
    short: 'NSM',
    name: 'Non-negative similarity matching',
    idea: 'The same inhibition between units that cannot answer below 0: they come apart into clusters and independent parts.',
    formula: {
      before: '\\Delta W_l = \\eta\\,(\\langle y u^\\top \\rangle - W_l),\\ ',
      term: 'y_i = \\bigl[u w_i - \\textstyle\\sum_{j \\ne i} M_{ij} y_j\\bigr]_+ / M_{ii}',
      after: '',
    },
    feedbackLaw: '\\Delta M = \\eta\\,(\\langle y y^\\top \\rangle - M)',
    synapse: needs(WEIGHT, { what: 'answers of the units that inhibit it', tex: 'y_j', home: 'unitsAbove' }),
    phases: phasesWith(['W_l', 'M'], ({ settlingRounds }) => ({
      name: 'Settling',
      what: 'Units of a layer inhibit each other until they come to terms; none answers below 0.',
      length: settlingRounds,
      unit: 'rounds',
    })),
    tryThis: 'Give it two settling steps: units answer before they have come to terms, and look more alike.',
    paper: {
      authors: 'Pehlevan, Chklovskii',
      year: 2014,
      title:
        'A Hebbian/anti-Hebbian network derived from online non-negative matrix factorization can cluster and discover sparse features',
      venue: 'Asilomar Conference on Signals, Systems and Computers',
      url: 'https://arxiv.org/abs/1503.00680',
    },
    furtherPapers: [
      {
        authors: 'Pehlevan, Mohan, Chklovskii',
        year: 2017,
        title: 'Blind nonnegative source separation using biological neural networks',
        venue: 'Neural Computation 29',
        url: 'https://arxiv.org/abs/1706.00382',
      },
    ],
    params: ['similarityRate', 'similarityDecay', 'settlingRounds', ...READ],
    limits: {
      ...LIMITS,
      activations: {
        allowed: ['relu'],
        why: 'Its units settle to answers that are never negative: hidden layers are rectified, so choose ReLU.',
      },
    },
  },
};
