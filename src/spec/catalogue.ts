/**
 * What can be chosen, as data: rules, data sets, losses, optimisers, activations, probes.
 * Menus, links, the Why panel and error messages all read these tables; the engine never does.
 */
import type { Activation, InitId, LossId, OptimiserId, RuleId, RuleParamId } from './spec';

export { DATASET_CATALOGUE, DATASET_IDS, type DatasetEntry } from './dataset-catalogue';

/** A formula cut at the one term that distinguishes a rule; TeX. */
export interface RuleFormula {
  readonly before: string;
  readonly term: string;
  readonly after: string;
}

/** What a synapse of a layer needs to know, and whether it lives where the synapse is. */
export interface SynapseNeed {
  /** Words and TeX: "its input" + "h_0". */
  readonly what: string;
  readonly tex: string;
  readonly place: 'local' | 'not local';
  /** What fills the row "what carries the error"; TeX, else empty. */
  readonly carrier: string;
}

export interface Paper {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly venue: string;
  readonly url: string;
}

export interface RuleEntry {
  readonly id: RuleId;
  readonly short: string;
  readonly name: string;
  readonly idea: string;
  /** The delta of a hidden layer l, and of layer 1 in a two-layer network. */
  readonly formula: RuleFormula;
  readonly formulaTwoLayers: RuleFormula;
  readonly needs: readonly SynapseNeed[];
  readonly tryThis: string;
  readonly paper: Paper;
  readonly params: readonly RuleParamId[];
  /** Whether W and B can be compared, layer by layer. */
  readonly hasWeightAngle: boolean;
}

const INPUT: SynapseNeed = { what: 'its input', tex: 'h_{l-1}', place: 'local', carrier: '' };
const SLOPE: SynapseNeed = { what: 'its slope', tex: "\\varphi'(a_l)", place: 'local', carrier: '' };

export const RULE_CATALOGUE: Readonly<Record<RuleId, RuleEntry>> = {
  bp: {
    id: 'bp',
    short: 'BP',
    name: 'Backpropagation',
    idea: 'The error comes back through the transposed forward weights. Every layer gets its exact gradient.',
    formula: {
      before: '\\delta_l = (\\delta_{l+1}\\,',
      term: 'W_{l+1}^\\top',
      after: ") \\odot \\varphi'(a_l)",
    },
    formulaTwoLayers: {
      before: '\\delta_1 = (\\delta_2\\,',
      term: 'W_2^\\top',
      after: ") \\odot \\varphi'(a_1)",
    },
    needs: [
      INPUT,
      SLOPE,
      { what: 'what carries the error', tex: '', place: 'not local', carrier: 'W_{l+1}' },
    ],
    tryThis: 'Switch this arm to FA while it runs. The weights go on as they are, only the errors change.',
    paper: {
      authors: 'Rumelhart, Hinton, Williams',
      year: 1986,
      title: 'Learning representations by back-propagating errors',
      venue: 'Nature 323',
      url: 'https://doi.org/10.1038/323533a0',
    },
    params: [],
    hasWeightAngle: false,
  },
  fa: {
    id: 'fa',
    short: 'FA',
    name: 'Feedback alignment',
    idea: 'The error comes back through fixed random weights. The forward weights turn to match them.',
    formula: {
      before: '\\delta_l = (\\delta_{l+1}\\,',
      term: 'B_{l+1}^\\top',
      after: ") \\odot \\varphi'(a_l)",
    },
    formulaTwoLayers: {
      before: '\\delta_1 = (\\delta_2\\,',
      term: 'B_2^\\top',
      after: ") \\odot \\varphi'(a_1)",
    },
    needs: [INPUT, SLOPE, { what: 'what carries the error', tex: '', place: 'local', carrier: 'B_{l+1}' }],
    tryThis: 'Set the feedback scale of FA to 0.03 and press Reset. Does layer 1 still learn?',
    paper: {
      authors: 'Lillicrap, Cownden, Tweed, Akerman',
      year: 2016,
      title: 'Random synaptic feedback weights support error backpropagation for deep learning',
      venue: 'Nature Communications 7',
      url: 'https://doi.org/10.1038/ncomms13276',
    },
    params: ['feedbackScale'],
    hasWeightAngle: true,
  },
  dfa: {
    id: 'dfa',
    short: 'DFA',
    name: 'Direct feedback alignment',
    idea: 'The output error jumps straight to every hidden layer through fixed random weights of its own.',
    formula: { before: '\\delta_l = (\\delta_L\\,', term: 'B_l^\\top', after: ") \\odot \\varphi'(a_l)" },
    formulaTwoLayers: {
      before: '\\delta_1 = (\\delta_2\\,',
      term: 'B_1^\\top',
      after: ") \\odot \\varphi'(a_1)",
    },
    needs: [INPUT, SLOPE, { what: 'what carries the error', tex: '', place: 'local', carrier: 'B_l' }],
    tryThis: 'Add a second hidden layer. Each layer still hears the output alone, so depth costs DFA little.',
    paper: {
      authors: 'Nøkland',
      year: 2016,
      title: 'Direct feedback alignment provides learning in deep neural networks',
      venue: 'Advances in Neural Information Processing Systems 29',
      url: 'https://arxiv.org/abs/1609.01596',
    },
    params: ['feedbackScale', 'channelBroadcast'],
    hasWeightAngle: false,
  },
};

export const RULE_IDS: readonly RuleId[] = ['bp', 'fa', 'dfa'];

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly help: string;
}

export const LOSSES: readonly Choice<LossId>[] = [
  {
    id: 'softmax-cross-entropy',
    name: 'Cross-entropy',
    help: 'Softmax over the outputs, then the surprise at the label.',
  },
  { id: 'sigmoid-cross-entropy', name: 'Sigmoid', help: 'Every output decides for itself: yes or no.' },
  { id: 'mse', name: 'Squared', help: 'Mean over batch and outputs of the squared difference.' },
  { id: 'mae', name: 'Absolute', help: 'Mean over batch and outputs of the absolute difference.' },
];

export const OPTIMISERS: readonly Choice<OptimiserId>[] = [
  { id: 'sgd', name: 'SGD', help: 'The update is the gradient times the learning rate.' },
  { id: 'momentum', name: 'Momentum', help: 'Updates roll on: a running sum of past gradients.' },
  { id: 'rmsprop', name: 'RMSprop', help: 'Every weight divides by the recent size of its own gradient.' },
  { id: 'adam', name: 'Adam', help: 'Momentum, and every weight with its own step size.' },
];

export const ACTIVATIONS: readonly Choice<Activation>[] = [
  { id: 'tanh', name: 'tanh', help: 'Smooth, between −1 and 1.' },
  { id: 'relu', name: 'ReLU', help: 'Zero below, straight above.' },
  { id: 'sigmoid', name: 'sigmoid', help: 'Smooth, between 0 and 1.' },
  { id: 'linear', name: 'linear', help: 'No bend: the layer stays a matrix.' },
];

export const INITS: readonly Choice<InitId>[] = [
  {
    id: 'glorot',
    name: 'Glorot',
    help: 'Uniform, variance 2 / (inputs + outputs) (Glorot and Bengio, 2010).',
  },
  { id: 'he', name: 'He', help: 'Gaussian, variance 2 / inputs (He and colleagues, 2015).' },
  { id: 'gaussian', name: 'Gaussian', help: 'Gaussian with the spread that you set.' },
  {
    id: 'akrout',
    name: 'Akrout',
    help: 'Gaussian, variance 1 / (inputs + outputs), biases and feedback too (Akrout and colleagues, 2019).',
  },
  { id: 'zero', name: 'Zero', help: 'All weights start at 0. ReLU networks cannot leave it.' },
];
