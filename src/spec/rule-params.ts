/**
 * Every number that a rule can be given, as data: name, meaning, limits, default, and its letter in a link.
 * Which rule reads which stands in the catalogue's entry of the rule.
 */
import type { RuleParamId, RuleParams } from './spec';

/** Where a control for it belongs: with the feedback weights, the rule's own numbers, an ablation, or the update. */
export type RuleParamGroup = 'feedback' | 'rule' | 'ablation' | 'update';

export interface ParamChoice {
  readonly name: string;
  readonly help: string;
}

export interface RuleParamEntry {
  readonly id: RuleParamId;
  readonly group: RuleParamGroup;
  readonly label: string;
  readonly unit: string;
  /** What 0 stands for, where it is not just a small number: "full", "off". */
  readonly zero?: string;
  readonly help: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** 'log0' is logarithmic with 0 at its lower end. */
  readonly scale: 'linear' | 'log' | 'log0';
  /** A switch takes 0 and 1 only, an integer whole numbers, a choice the places in `choices`. */
  readonly kind: 'number' | 'integer' | 'switch' | 'choice';
  readonly choices?: readonly ParamChoice[];
  /** Matters before the first step only: a change waits for a reset. */
  readonly isForStart?: boolean;
  /** Small letters, unlike those of all others; `c` (slot), `r` (rate), `y` (layer rules) and `e` (painted entries) are taken. */
  readonly urlKey: string;
  /** Whether the entry matters with these values of the others: the mode of a block with probability 0 does not. */
  readonly applies?: (params: RuleParams) => boolean;
}

const isBlocking = ({ blockProbability }: RuleParams): boolean => blockProbability > 0;

export const RULE_PARAMS: Readonly<Record<RuleParamId, RuleParamEntry>> = {
  feedbackScale: {
    id: 'feedbackScale',
    group: 'feedback',
    label: 'Feedback scale',
    unit: '× its usual size',
    help: 'Size of the weights that carry the error, against what the rule gives them by itself.',
    min: 0.001,
    max: 100,
    default: 1,
    scale: 'log',
    kind: 'number',
    urlKey: 's',
  },
  sparsity: {
    id: 'sparsity',
    group: 'feedback',
    label: 'Sparsity',
    unit: 'of the entries are 0',
    help: 'A fixed random part of the feedback weights is cut.',
    min: 0,
    max: 0.99,
    default: 0,
    scale: 'linear',
    kind: 'number',
    urlKey: 'z',
  },
  rank: {
    id: 'rank',
    group: 'feedback',
    label: 'Rank',
    unit: '',
    zero: 'full',
    help: 'Random feedback weights as a product of two thin matrices: the error passes through so few numbers.',
    min: 0,
    max: 1024,
    default: 0,
    scale: 'linear',
    kind: 'integer',
    urlKey: 'k',
  },
  channelBroadcast: {
    id: 'channelBroadcast',
    group: 'feedback',
    label: 'One error per channel',
    unit: '',
    help: 'Convolutions hear the same error at every position of a channel, as in BioTorch, not one for each unit.',
    min: 0,
    max: 1,
    default: 0,
    scale: 'linear',
    kind: 'switch',
    urlKey: 'b',
  },
  signFlips: {
    id: 'signFlips',
    group: 'rule',
    label: 'Flipped signs',
    unit: 'of the entries',
    help: 'A fixed random part of the feedback weights has the sign opposite to the forward weight.',
    min: 0,
    max: 0.5,
    default: 0.2,
    scale: 'linear',
    kind: 'number',
    urlKey: 'f',
  },
  dialAngle: {
    id: 'dialAngle',
    group: 'rule',
    label: 'Dial θ',
    unit: '°',
    help: 'How far what carries the error is turned from the start weights towards noise: 0° is backpropagation, 90° is noise.',
    min: 0,
    max: 180,
    default: 45,
    scale: 'linear',
    kind: 'number',
    urlKey: 't',
  },
  feedbackDecay: {
    id: 'feedbackDecay',
    group: 'rule',
    label: 'Decay',
    unit: 'per step',
    help: 'Forward and feedback weights both lose this part of themselves at every step.',
    min: 0,
    max: 0.5,
    default: 0.001,
    scale: 'log0',
    kind: 'number',
    urlKey: 'l',
  },
  mirrorRate: {
    id: 'mirrorRate',
    group: 'rule',
    label: 'Mirror rate',
    unit: '',
    help: 'How far the feedback weights move after each batch of noise.',
    min: 0.00001,
    max: 10,
    default: 0.05,
    scale: 'log',
    kind: 'number',
    urlKey: 'h',
  },
  mirrorDecay: {
    id: 'mirrorDecay',
    group: 'rule',
    label: 'Mirror decay',
    unit: 'per step',
    help: 'Part of themselves that the feedback weights lose before each mirroring.',
    min: 0,
    max: 0.5,
    default: 0.05,
    scale: 'log0',
    kind: 'number',
    urlKey: 'j',
  },
  mirrorNoise: {
    id: 'mirrorNoise',
    group: 'rule',
    label: 'Mirror noise',
    unit: '',
    help: 'What is sent into a layer while it mirrors.',
    min: 0,
    max: 2,
    default: 0,
    scale: 'linear',
    kind: 'choice',
    choices: [
      { name: 'Gaussian', help: 'Mean 0: what comes out says which weights it came through.' },
      { name: 'Uniform', help: 'Uniform around 0, as Akrout and colleagues (2019) draw it.' },
      { name: 'Uncentred', help: 'Uniform above 0: its mean drowns the weights. The mirror must fail.' },
    ],
    urlKey: 'n',
  },
  mirrorAmplitude: {
    id: 'mirrorAmplitude',
    group: 'rule',
    label: 'Noise size',
    unit: 'σ, or width',
    help: 'Standard deviation of Gaussian noise, width of uniform noise.',
    min: 0.001,
    max: 10,
    default: 1,
    scale: 'log',
    kind: 'number',
    urlKey: 'a',
  },
  mirrorCentred: {
    id: 'mirrorCentred',
    group: 'rule',
    label: 'Centre the answer',
    unit: '',
    help: 'Takes the mean over the batch from what the layer answers to the noise.',
    min: 0,
    max: 1,
    default: 1,
    scale: 'linear',
    kind: 'switch',
    urlKey: 'o',
  },
  mirrorBias: {
    id: 'mirrorBias',
    group: 'rule',
    label: 'Biases on',
    unit: '',
    help: 'Whether the layer keeps its biases while it mirrors.',
    min: 0,
    max: 1,
    default: 0,
    scale: 'linear',
    kind: 'switch',
    urlKey: 'i',
  },
  mirrorSum: {
    id: 'mirrorSum',
    group: 'rule',
    label: 'Sum over the batch',
    unit: '',
    help: 'The mirror adds up the batch in place of averaging it.',
    min: 0,
    max: 1,
    default: 0,
    scale: 'linear',
    kind: 'switch',
    urlKey: 'u',
  },
  mirrorWarmup: {
    id: 'mirrorWarmup',
    group: 'rule',
    label: 'Mirror alone first',
    unit: 'epochs',
    help: 'Epochs of nothing but mirroring before the first training step.',
    min: 0,
    max: 10,
    default: 0,
    scale: 'linear',
    kind: 'integer',
    isForStart: true,
    urlKey: 'w',
  },
  activationDerivative: {
    id: 'activationDerivative',
    group: 'ablation',
    label: 'Slope φ′ in the error',
    unit: '',
    help: 'Without it a unit hears the error as if it were linear.',
    min: 0,
    max: 1,
    default: 1,
    scale: 'linear',
    kind: 'switch',
    urlKey: 'd',
  },
  blockProbability: {
    id: 'blockProbability',
    group: 'ablation',
    label: 'Backward pass missing',
    unit: 'of the time',
    help: 'Chance that the hidden layers get something else in place of their errors.',
    min: 0,
    max: 1,
    default: 0,
    scale: 'linear',
    kind: 'number',
    urlKey: 'p',
  },
  blockMode: {
    id: 'blockMode',
    group: 'ablation',
    label: 'They get instead',
    unit: '',
    help: 'What stands in for the missing errors.',
    min: 0,
    max: 3,
    default: 0,
    scale: 'linear',
    kind: 'choice',
    choices: [
      { name: 'Ones', help: 'The error 1 for every unit: all units are pushed the same way, every time.' },
      { name: 'Nothing', help: 'No update at all: the signal only gets rarer.' },
      { name: 'Noise', help: 'Gaussian noise as large as the error was: it averages out.' },
      { name: 'Matched ones', help: 'Ones, made as large as the error was.' },
    ],
    urlKey: 'q',
    applies: isBlocking,
  },
  blockPer: {
    id: 'blockPer',
    group: 'ablation',
    label: 'It is missing for',
    unit: '',
    help: 'What the chance is drawn for.',
    min: 0,
    max: 2,
    default: 0,
    scale: 'linear',
    kind: 'choice',
    choices: [
      { name: 'Whole batches', help: 'All hidden layers and all examples of a batch together.' },
      { name: 'Single layers', help: 'Every hidden layer for itself, all examples of a batch together.' },
      { name: 'Single examples', help: 'Every example for itself, all hidden layers together.' },
    ],
    urlKey: 'x',
    applies: isBlocking,
  },
  normConstraint: {
    id: 'normConstraint',
    group: 'update',
    label: 'Weight norm',
    unit: '',
    help: 'Holds the size of weights while their direction learns.',
    min: 0,
    max: 2,
    default: 0,
    scale: 'linear',
    kind: 'choice',
    choices: [
      { name: 'Free', help: 'Weights grow as the updates say.' },
      {
        name: 'As at the start',
        help: 'After every step each layer’s weights are brought back to their first norm.',
      },
      {
        name: 'Feedback follows',
        help: 'What carries the error always has the norm of the forward weights.',
      },
    ],
    urlKey: 'v',
  },
  gradientClip: {
    id: 'gradientClip',
    group: 'update',
    label: 'Gradient clip',
    unit: 'norm',
    zero: 'off',
    help: 'Longer gradients, all layers taken together, are shortened to this norm.',
    min: 0,
    max: 1000,
    default: 0,
    scale: 'log0',
    kind: 'number',
    urlKey: 'g',
  },
  manhattan: {
    id: 'manhattan',
    group: 'update',
    label: 'Batch Manhattan',
    unit: '',
    help: 'Only the sign of each gradient counts (Liao, Leibo, Poggio, 2016).',
    min: 0,
    max: 1,
    default: 0,
    scale: 'linear',
    kind: 'switch',
    urlKey: 'm',
  },
};

export const RULE_PARAM_IDS = Object.keys(RULE_PARAMS) as readonly RuleParamId[];

/** All defaults, with these values in their place. */
export function ruleParams(values: Partial<RuleParams> = {}): RuleParams {
  const defaults = RULE_PARAM_IDS.map((id) => [id, RULE_PARAMS[id].default]);
  return { ...(Object.fromEntries(defaults) as RuleParams), ...values };
}
