/**
 * What is written about the rules whose networks settle: predictive coding, equilibrium propagation, contrastive Hebbian learning.
 */
import {
  type Only,
  type Paper,
  type Phase,
  type PhasesOf,
  type RuleEntry,
  type RuleLimits,
  type SynapseNeeds,
  UPDATES,
} from './rule-entry';
import type { LossId } from './spec';

const XIE: Paper = {
  authors: 'Xie, Seung',
  year: 2003,
  title: 'Equivalence of backpropagation and contrastive Hebbian learning in a layered network',
  venue: 'Neural Computation 15',
  url: 'https://doi.org/10.1162/089976603762552988',
};

const LOSSES: Only<LossId> = {
  allowed: ['softmax-cross-entropy', 'sigmoid-cross-entropy', 'mse'],
  why: 'The absolute error pulls with the same force however near the answer is, so nothing settles there.',
};

const LIMITS: RuleLimits = {
  pooling: {
    allowed: ['avgpool2d'],
    why: 'While the network settles the largest pixel changes, and the energy jumps. Use average pooling or a stride.',
  },
  losses: LOSSES,
  batchNorm: 'Batch normalisation ties the examples of a batch together, and each has to settle by itself.',
};

/** Of a network that settles twice. */
const TWO_PHASES: SynapseNeeds = {
  hidden: [
    { what: 'its input in both phases', tex: 's_{l-1}^{\\pm}', home: 'presynaptic' },
    { what: 'its activity in both phases', tex: 's_l^{\\pm}', home: 'postsynaptic' },
    { what: 'activities of the units above, while it settles', tex: 's_{l+1}', home: 'unitsAbove' },
    { what: 'weights of the layer above, while it settles', tex: 'W_{l+1}', home: 'forwardAbove' },
  ],
  output: [
    { what: 'its input in both phases', tex: 's_{l-1}^{\\pm}', home: 'presynaptic' },
    { what: 'its activity in both phases', tex: 's_l^{\\pm}', home: 'postsynaptic' },
    { what: 'the right answer', tex: 'y', home: 'teacher' },
  ],
  optimised: 'all',
};

const SWEEPS = { unit: 'sweeps' } as const;

const clamped: PhasesOf = ({ sweeps }) => [
  {
    ...SWEEPS,
    name: 'Minus phase',
    what: 'The input is shown; the network settles on its own answer.',
    length: sweeps,
  },
  {
    ...SWEEPS,
    name: 'Plus phase',
    what: 'The right answer is held at the output as well.',
    length: sweeps,
    changes: ['W'],
  },
];

/** A nudged phase is held against the free one, or against one nudged away. */
const nudged: PhasesOf = ({ freeSteps, nudgedSteps, nudgeSides }) => {
  const free: Phase = {
    ...SWEEPS,
    name: 'Free phase',
    what: 'The network settles on its own answer.',
    length: freeSteps,
  };
  const towards: Phase = {
    ...SWEEPS,
    name: 'Nudged phase',
    what:
      nudgeSides === 2
        ? 'The output is drawn a little towards the right answer or away from it, as chance has it.'
        : 'The output is drawn a little towards the right answer.',
    length: nudgedSteps,
  };
  if (nudgeSides !== 0) return [free, { ...towards, changes: ['W'] }];
  return [
    free,
    towards,
    {
      ...SWEEPS,
      name: 'Nudged away',
      what: 'The same again from the free state, away from it.',
      length: nudgedSteps,
      changes: ['W'],
    },
  ];
};

/** What one phase leaves against the other, for layer l. */
const contrast = (s: string): string => `(${s}_{l-1}^{-\\top} ${s}_l^- - ${s}_{l-1}^{+\\top} ${s}_l^+)`;

const HEBBIAN_CONTRAST = `\\gamma^{l-L}\\,${contrast('a')}`;

/** By `generecForm`. */
const GENEREC_PRODUCTS = [
  'a_{l-1}^{-\\top} \\delta_l',
  '\\tfrac12\\,(a^+ + a^-)_{l-1}^\\top \\delta_l',
  HEBBIAN_CONTRAST,
] as const;

/** Values settle, or the error comes down one layer at a step. */
const inferring: PhasesOf = ({ pcVariant, inferenceSteps }, layers) => [
  { name: 'Forward pass', what: 'Values start at what is predicted of them.', length: 1 },
  {
    name: 'Inference',
    what:
      pcVariant === 1
        ? 'The answer is shown; the error comes down one layer at a step, and each layer learns when it arrives.'
        : 'The answer is shown; values settle between it and the data.',
    length: pcVariant === 1 ? Math.max(1, layers - 1) : inferenceSteps,
    unit: 'steps',
    changes: ['W'],
  },
];

export const PHASE_RULES: Readonly<Record<'pc' | 'ep' | 'chl' | 'generec', RuleEntry>> = {
  pc: {
    id: 'pc',
    short: 'PC',
    name: 'Predictive coding',
    idea: 'Layers predict the ones above. With the answer shown, activities settle first, and what stays unpredicted teaches.',
    formula: { before: '\\delta_l = -\\Sigma\\,', term: '\\varepsilon_l', after: '' },
    product: () => '\\varphi(x_{l-1})^\\top \\delta_l',
    feedbackLaw:
      "\\varepsilon_l = x_l - \\varphi(x_{l-1})\\,W_l - b_l,\\quad x_l \\leftarrow x_l + \\gamma\\,(-\\varepsilon_l + \\varphi'(x_l) \\odot \\varepsilon_{l+1} W_{l+1}^\\top)",
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its input, once settled', tex: '\\varphi(x_{l-1})', home: 'presynaptic' },
        { what: 'its own prediction error', tex: '\\varepsilon_l', home: 'postsynaptic' },
        { what: 'its slope, while it settles', tex: "\\varphi'(x_l)", home: 'postsynaptic' },
        { what: 'prediction errors of the units above', tex: '\\varepsilon_{l+1}', home: 'unitsAbove' },
        {
          what: 'weights of the layer above, while it settles',
          tex: 'W_{l+1}',
          home: 'forwardAbove',
          applies: ({ pcFeedback }) => pcFeedback === 0,
        },
        {
          what: 'weights that errors come down by, while it settles',
          tex: 'Q_{l+1}',
          home: 'feedbackSynapse',
          applies: ({ pcFeedback }) => pcFeedback === 1,
        },
      ],
      optimised: 'all',
    },
    phases: inferring,
    tryThis:
      'Set the output variance to 1, then to 1000, and watch the update angle: a weak pull comes out as backpropagation.',
    paper: {
      authors: 'Whittington, Bogacz',
      year: 2017,
      title:
        'An approximation of the error backpropagation algorithm in a predictive coding network with local Hebbian synaptic plasticity',
      venue: 'Neural Computation 29',
      url: 'https://doi.org/10.1162/NECO_a_00949',
    },
    furtherPapers: [
      {
        authors: 'Song, Lukasiewicz, Xu, Bogacz',
        year: 2020,
        title:
          'Can the brain do backpropagation? Exact implementation of backpropagation in predictive coding networks',
        venue: 'Advances in Neural Information Processing Systems 33',
        url: 'https://proceedings.neurips.cc/paper/2020/hash/fec87a37cdeec1c6ecf8181c0aa2d3bf-Abstract.html',
      },
      {
        authors: 'Millidge, Tschantz, Buckley',
        year: 2022,
        title: 'Predictive coding approximates backprop along arbitrary computation graphs',
        venue: 'Neural Computation 34',
        url: 'https://arxiv.org/abs/2006.04182',
      },
      {
        authors: 'Millidge, Tschantz, Seth, Buckley',
        year: 2020,
        title: 'Relaxing the constraints on predictive coding models',
        venue: 'arXiv',
        url: 'https://arxiv.org/abs/2010.01047',
      },
    ],
    params: ['pcVariant', 'pcFeedback', 'inferenceRate', 'inferenceSteps', 'outputVariance', ...UPDATES],
    hasWeightAngle: false,
    isWhole: true,
    limits: LIMITS,
  },
  ep: {
    id: 'ep',
    short: 'EP',
    name: 'Equilibrium propagation',
    idea: 'The network settles freely, then nudged a little towards the answer. What differs between the two is the gradient.',
    formula: { before: '\\delta_l = -\\tfrac{1}{2\\beta}\\,(', term: 's_l^{+} - s_l^{-}', after: ')' },
    product: ({ nudgeSides }) => `\\tfrac{1}{${nudgeSides === 0 ? '2' : ''}\\beta}\\,${contrast('s')}`,
    feedbackLaw: 's_l \\leftarrow \\rho(s_{l-1} W_l + b_l + s_{l+1} W_{l+1}^\\top)',
    carriedBy: [],
    synapse: TWO_PHASES,
    phases: nudged,
    tryThis:
      'Set the nudge to 1 and the phases to one-sided: the estimate gets biased. Symmetric phases bear it better.',
    paper: {
      authors: 'Scellier, Bengio',
      year: 2017,
      title: 'Equilibrium propagation: bridging the gap between energy-based models and backpropagation',
      venue: 'Frontiers in Computational Neuroscience 11',
      url: 'https://doi.org/10.3389/fncom.2017.00024',
    },
    furtherPapers: [
      {
        authors: 'Laborieux, Ernoult, Scellier, Bengio, Grollier, Querlioz',
        year: 2021,
        title:
          'Scaling equilibrium propagation to deep ConvNets by drastically reducing its gradient estimator bias',
        venue: 'Frontiers in Neuroscience 15',
        url: 'https://doi.org/10.3389/fnins.2021.633674',
      },
    ],
    params: ['nudge', 'nudgeSides', 'freeSteps', 'nudgedSteps', 'settlingUnits', 'settlingOrder', ...UPDATES],
    hasWeightAngle: false,
    isWhole: true,
    limits: {
      ...LIMITS,
      regression: 'Its units settle between 0 and 1, and these targets do not lie there.',
    },
  },
  chl: {
    id: 'chl',
    short: 'CHL',
    name: 'Contrastive Hebbian learning',
    idea: 'Synapses strengthen by what happens while the answer is shown, and weaken by what happens while it is not.',
    formula: { before: '\\delta_l = -\\gamma^{l-L}\\,(', term: 'a_l^{+} - a_l^{-}', after: ')' },
    product: () => HEBBIAN_CONTRAST,
    feedbackLaw: 'a_l = \\varphi(a_{l-1} W_l + \\gamma\\, a_{l+1} W_{l+1}^\\top + b_l)',
    carriedBy: [],
    synapse: TWO_PHASES,
    phases: clamped,
    tryThis:
      'Turn the feedback gain up to 1. The network becomes a mean-field Boltzmann machine, and the update angle opens.',
    paper: XIE,
    furtherPapers: [
      {
        authors: 'Movellan',
        year: 1991,
        title: 'Contrastive Hebbian learning in the continuous Hopfield model',
        venue: 'Connectionist Models: Proceedings of the 1990 Summer School',
        url: 'https://doi.org/10.1016/B978-1-4832-1448-1.50007-X',
      },
    ],
    params: ['feedbackGain', 'sweeps', ...UPDATES],
    hasWeightAngle: false,
    isWhole: true,
    limits: LIMITS,
  },
  generec: {
    id: 'generec',
    short: 'GeneRec',
    name: 'Generalised recirculation',
    idea: 'A unit’s error is how differently it acts once the answer is shown; its synapses multiply that with their input.',
    formula: { before: '\\delta_l = -\\gamma^{l-L}\\,(', term: 'a_l^{+} - a_l^{-}', after: ')' },
    product: ({ generecForm }) => GENEREC_PRODUCTS[generecForm] ?? GENEREC_PRODUCTS[0],
    feedbackLaw: 'a_l = \\varphi(a_{l-1} W_l + \\gamma\\, a_{l+1} W_{l+1}^\\top + b_l)',
    carriedBy: [],
    synapse: TWO_PHASES,
    phases: clamped,
    tryThis:
      'Put its three forms beside each other: plain, midpoint, and symmetric, which is contrastive Hebbian learning.',
    paper: {
      authors: 'O’Reilly',
      year: 1996,
      title:
        'Biologically plausible error-driven learning using local activation differences: the generalized recirculation algorithm',
      venue: 'Neural Computation 8',
      url: 'https://doi.org/10.1162/neco.1996.8.5.895',
    },
    furtherPapers: [XIE],
    params: ['generecForm', 'feedbackGain', 'sweeps', ...UPDATES],
    hasWeightAngle: false,
    isWhole: true,
    limits: LIMITS,
  },
};
