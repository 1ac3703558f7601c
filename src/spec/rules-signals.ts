/**
 * What is written about rules that learn from signals of the layer's own or of the whole network, and spike-timing-dependent weight
 * inference, which feeds a carrier.
 */
import {
  ABLATIONS,
  carriedDown,
  type Paper,
  type Phase,
  type PhasesOf,
  type RuleEntry,
  type RuleLimits,
  UP_AND_DOWN,
  UPDATES,
} from './rule-entry';

type SignalRule = 'forwardForward' | 'localLoss' | 'nodePerturbation' | 'weightPerturbation' | 'stdwi';

const WERFEL: Paper = {
  authors: 'Werfel, Xie, Seung',
  year: 2005,
  title: 'Learning curves for stochastic gradient descent in linear feedforward networks',
  venue: 'Neural Computation 17',
  url: 'https://doi.org/10.1162/089976605774320539',
};

const GUESSES: RuleLimits = {
  batchNorm: 'What it tries changes the mean of the whole batch, and a normalisation takes that out again.',
};

/** Forward-forward, where a readout answers. */
const READ_OUT: Phase = {
  name: 'Answer',
  what: 'The input with no label in particular: the readout learns.',
  length: 1,
  changes: ['W_L'],
};

const TOLD = 'The difference in loss is told to everybody.';

/** Every try a pass, and with its opposite one more; tried one way only it is held against a quiet pass. */
const tried =
  (once: Pick<Phase, 'name' | 'what'>, opposite: string, quiet: Phase | null): PhasesOf =>
  ({ perturbationTries: length, perturbationPaired }) => {
    const passes = { length, unit: 'passes' } as const;
    const isPaired = perturbationPaired === 1;
    const before = quiet ? [quiet] : [];
    if (!isPaired) {
      const still = quiet ?? { name: 'Quiet pass', what: 'The forward pass.', length: 1 };
      return [still, { ...once, ...passes, what: `${once.what} ${TOLD}`, changes: ['W'] }];
    }
    const against = { name: 'Against it', what: `${opposite} ${TOLD}`, ...passes, changes: ['W'] };
    return [...before, { ...once, ...passes }, against];
  };

export const SIGNAL_RULES: Readonly<Record<SignalRule, RuleEntry>> = {
  forwardForward: {
    id: 'forwardForward',
    short: 'FF',
    name: 'Forward-forward',
    idea: 'Two passes, none back: each layer learns to be active for true pairs of input and label, quiet for false ones.',
    formula: {
      before: '\\delta_l = ',
      term: '(\\sigma(G_l - \\theta_l) - \\mathrm{real})',
      after: "\\, 2 h_l \\odot \\varphi'(a_l),\\quad G_l = \\textstyle\\sum h_l^2",
    },
    feedbackLaw: null,
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its input, at length one', tex: 'u_l', home: 'presynaptic' },
        { what: 'its activity', tex: 'h_l', home: 'postsynaptic' },
        { what: 'goodness of its layer', tex: 'G_l', home: 'otherUnits' },
        { what: 'whether the pair is real', tex: '\\mathrm{real}', home: 'teacher' },
      ],
      optimised: 'all',
    },
    phases: ({ goodnessAnswer }) => [
      { name: 'Real pair', what: 'The input with its own label: goodness should be high.', length: 1 },
      {
        name: 'False pair',
        what: 'The same input with a wrong label: goodness should be low.',
        length: 1,
        changes: ['W'],
      },
      ...(goodnessAnswer === 0 ? [READ_OUT] : []),
    ],
    rates:
      'Goodness adds up over a layer, and plain SGD makes too much of it: at 0.1 all units fall silent. Adam at 0.003 does well.',
    tryThis: 'Let it answer by goodness: no layer has then ever been told more than real or not.',
    paper: {
      authors: 'Hinton',
      year: 2022,
      title: 'The forward-forward algorithm: some preliminary investigations',
      venue: 'arXiv',
      url: 'https://arxiv.org/abs/2212.13345',
    },
    furtherPapers: [],
    params: [
      'goodnessThreshold',
      'goodnessPeers',
      'goodnessLabels',
      'goodnessAnswer',
      'headRate',
      ...UPDATES,
    ],
    hasWeightAngle: false,
    isWhole: true,
    limits: {
      hiddenCount: { least: 1, most: 100, why: 'Goodness is of hidden layers: it takes one at least.' },
      autoencoder: 'It asks which label goes with an input: there has to be one.',
      regression: 'Wrong answers have to be few enough to draw from: it needs classes.',
      losses: {
        allowed: ['softmax-cross-entropy'],
        why: 'It answers one label out of several: its loss has to be the softmax cross-entropy.',
      },
      activations: {
        allowed: ['relu'],
        why: 'Goodness has to grow without an end and be zero at rest: hidden layers have to be ReLU.',
      },
      batchNorm: 'Lengths tell real from false, and a normalisation over the batch mixes both.',
    },
  },
  localLoss: {
    id: 'localLoss',
    short: 'Local',
    name: 'Local losses',
    idea: 'Every layer has a small head and a loss of its own. No error ever leaves a layer.',
    formula: {
      before: '\\delta_l = ',
      term: '\\frac{\\partial L_l}{\\partial h_l}',
      after: " \\odot \\varphi'(a_l)",
    },
    feedbackLaw: null,
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        { what: 'its slope', tex: "\\varphi'(a_l)", home: 'postsynaptic' },
        { what: 'errors of the units of its head', tex: '\\delta_l^{\\mathrm{head}}', home: 'unitsAbove' },
        { what: 'weights of its head', tex: 'P_l', home: 'forwardAbove' },
      ],
      optimised: 'all',
    },
    phases: () => [
      { name: 'Pass', what: 'The forward pass; heads answer beside it.', length: 1 },
      {
        name: 'Own errors',
        what: 'Every layer and its head learn from their own loss, all at once.',
        length: 1,
        changes: ['W', 'P_l'],
      },
    ],
    tryThis:
      'Switch to similarity: hidden layers then never hear of an answer, only of who belongs together.',
    paper: {
      authors: 'Nøkland, Eidnes',
      year: 2019,
      title: 'Training neural networks with local error signals',
      venue: 'International Conference on Machine Learning 36',
      url: 'https://arxiv.org/abs/1901.06656',
    },
    furtherPapers: [
      {
        authors: 'Belilovsky, Eickenberg, Oyallon',
        year: 2020,
        title: 'Decoupled greedy learning of CNNs',
        venue: 'International Conference on Machine Learning 37',
        url: 'https://arxiv.org/abs/1901.08164',
      },
    ],
    params: ['localLoss', 'similarityShare', 'headRate', ...UPDATES],
    hasWeightAngle: false,
    isWhole: true,
    limits: {
      hiddenCount: {
        least: 1,
        most: 100,
        why: 'Local losses are those of hidden layers: without one there is none.',
      },
    },
  },
  nodePerturbation: {
    id: 'nodePerturbation',
    short: 'NP',
    name: 'Node perturbation',
    idea: 'Every unit adds a little noise. If the loss falls, it does more of that next time; no error is sent.',
    formula: {
      before: '\\delta_l = ',
      term: '\\Delta L',
      after: '\\, \\frac{\\xi_l}{\\sigma^2},\\quad \\xi_l \\sim \\mathcal N(0, \\sigma^2)',
    },
    feedbackLaw: null,
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        { what: 'its noise', tex: '\\xi_l', home: 'postsynaptic' },
        { what: 'what the noise did to the loss', tex: '\\Delta L', home: 'teacher' },
      ],
      output: [
        { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' },
        { what: 'its noise', tex: '\\xi_l', home: 'postsynaptic' },
        { what: 'what the noise did to the loss', tex: '\\Delta L', home: 'teacher' },
      ],
      optimised: 'all',
    },
    phases: tried(
      { name: 'With noise', what: 'The same with noise at every unit, new at every try.' },
      'The same with the opposite noise.',
      { name: 'Quiet pass', what: 'The forward pass, whose inputs will count.', length: 1 },
    ),
    rates: 'Noise asks for small steps: with SGD a tenth of the rate of BP or less, or Adam at 0.003.',
    tryThis: 'Double the tries and watch the update angle: its distance from 90° grows by less than a half.',
    paper: WERFEL,
    furtherPapers: [
      {
        authors: 'Le Cun, Galland, Hinton',
        year: 1988,
        title: 'GEMINI: gradient estimation through matrix inversion after noise injection',
        venue: 'Advances in Neural Information Processing Systems 1',
        url: 'https://papers.nips.cc/paper/1988/hash/a0a080f42e6f13b3a2df133f073095dd-Abstract.html',
      },
    ],
    params: ['perturbationSize', 'perturbationTries', 'perturbationPaired', ...UPDATES],
    hasWeightAngle: false,
    isWhole: true,
    limits: GUESSES,
  },
  weightPerturbation: {
    id: 'weightPerturbation',
    short: 'WP',
    name: 'Weight perturbation',
    idea: 'All weights are jittered at once. If the loss falls, all move that way: one number for every unknown.',
    formula: {
      before: '\\Delta W_l \\propto -',
      term: '\\Delta L',
      after: '\\, \\frac{\\Xi_l}{\\sigma^2},\\quad \\Xi_l \\sim \\mathcal N(0, \\sigma^2)',
    },
    product: () => '\\Delta L\\, \\Xi_l / \\sigma^2',
    feedbackLaw: null,
    carriedBy: [],
    synapse: {
      hidden: [
        { what: 'its jitter', tex: '\\Xi_l', home: 'synapse' },
        { what: 'what the jitter did to the loss', tex: '\\Delta L', home: 'teacher' },
      ],
      output: [
        { what: 'its jitter', tex: '\\Xi_l', home: 'synapse' },
        { what: 'what the jitter did to the loss', tex: '\\Delta L', home: 'teacher' },
      ],
      optimised: 'all',
    },
    phases: tried(
      { name: 'With jitter', what: 'A pass with all weights a little off, new at every try.' },
      'The same with the opposite jitter.',
      null,
    ),
    rates:
      'One number for all weights is mostly noise, so that steps have to be small: Adam at 0.003. With SGD at 0.1 it walks away.',
    tryThis:
      'Put it beside node perturbation: with many more synapses than units, it learns that much slower.',
    paper: {
      authors: 'Jabri, Flower',
      year: 1992,
      title:
        'Weight perturbation: an optimal architecture and learning technique for analog VLSI feedforward and recurrent multilayer networks',
      venue: 'IEEE Transactions on Neural Networks 3',
      url: 'https://doi.org/10.1109/72.105429',
    },
    furtherPapers: [WERFEL],
    params: ['perturbationSize', 'perturbationTries', 'perturbationPaired', ...UPDATES],
    hasWeightAngle: false,
    isWhole: true,
    limits: GUESSES,
  },
  stdwi: {
    id: 'stdwi',
    short: 'STDWI',
    name: 'Spike-timing weight inference',
    idea: 'Between batches units spike to random trains. When each spikes tells the feedback weights what W is.',
    formula: carriedDown('B_{l+1}^\\top'),
    feedbackLaw:
      'B_{l+1} \\propto R_{l+1},\\quad \\Delta R_{l+1} = \\eta\\,(z^{\\mathrm{fast}}_l - z^{\\mathrm{slow}}_l - R_{l+1})\\ \\text{at every spike of } l+1',
    carriedBy: ['errorAbove', 'feedbackWeights', 'ownTrain', 'spikesAbove'],
    phases: ({ spikingTime, spikingTrials }) => [
      UP_AND_DOWN,
      {
        name: 'Spiking',
        what: `Layers spike to trains of noise, ${spikingTrials} ${spikingTrials === 1 ? 'copy' : 'copies'} at once; feedback weights learn who drove whom.`,
        length: spikingTime,
        unit: 'ms',
        changes: ['B'],
      },
    ],
    tryThis:
      'Watch the weight angle, then make the inference rate ten times larger: quicker, and never as close.',
    paper: {
      authors: 'Ahmad, Ambrogioni, van Gerven',
      year: 2020,
      title: 'Overcoming the weight transport problem via spike-timing-dependent weight inference',
      venue: 'arXiv',
      url: 'https://arxiv.org/abs/2003.03988',
    },
    furtherPapers: [],
    params: [
      ...([
        'spikingTime',
        'spikingTrials',
        'spikingRate',
        'mirrorWarmup',
        'feedbackScale',
        'sparsity',
        'rank',
      ] as const),
      ...ABLATIONS,
      ...UPDATES,
    ],
    hasWeightAngle: true,
    limits: {
      convolution:
        'Weights are inferred between pairs of neurons; copies of a kernel are no pairs. Use the weight mirror.',
    },
  },
};
