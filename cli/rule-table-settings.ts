/**
 * How every rule is run for the table of rules: on which units, by which optimiser, at which rate. What a rule's entry does
 * not allow (a loss, units other than sigmoids) decides the units; rates and numbers were chosen on training images that were
 * held out, never on test images. The experiments themselves are in specs/rules.
 */
import type {
  DatasetSpec,
  ExperimentSpec,
  OptimiserId,
  RuleId,
  RuleParams,
  ScheduleId,
} from '../src/spec/spec';

/** Hidden units, and with them the loss: squared under sigmoids all the way, softmax cross-entropy under the others. */
export type Units = 'tanh' | 'relu' | 'sigmoid';
export const UNITS: readonly Units[] = ['tanh', 'relu', 'sigmoid'];

export type PlaceId = 'mnist' | 'fashion-mnist' | 'cnn';

/** Data and network of one table; hidden layers as in links, by their units. */
export interface Place {
  readonly id: PlaceId;
  readonly title: string;
  readonly network: string;
  readonly dataset: Pick<DatasetSpec, 'id' | 'images' | 'testImages'>;
  readonly hidden: Readonly<Record<Units, string>>;
  /** Start weights of sigmoid networks, where Glorot's let too little through. */
  readonly sigmoidInit: Partial<Pick<ExperimentSpec['network'], 'init' | 'initSigma'>>;
}

const DENSE = { tanh: '128t.64t', relu: '128r.64r', sigmoid: '128s.64s' } as const;
/** No pooling, so that rules that cannot send anything through a maximum run on the same network as the others. */
const STRIDED = { tanh: 'c8k5s2t.c16k5s4t', relu: 'c8k5s2r.c16k5s4r', sigmoid: 'c8k5s2s.c16k5s4s' } as const;
const WIDE = { init: 'gaussian', initSigma: 0.2 } as const;

export const PLACES: readonly Place[] = [
  {
    id: 'mnist',
    title: 'MNIST, two hidden layers',
    network: '784-128-64-10',
    dataset: { id: 'mnist', images: 20_000, testImages: 10_000 },
    hidden: DENSE,
    sigmoidInit: WIDE,
  },
  {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST, two hidden layers',
    network: '784-128-64-10',
    dataset: { id: 'fashion-mnist', images: 20_000, testImages: 10_000 },
    hidden: DENSE,
    sigmoidInit: WIDE,
  },
  {
    id: 'cnn',
    title: 'MNIST, two convolutions',
    network: '8 maps of 5 × 5 with stride 2, 16 of 5 × 5 with stride 4, then 10 outputs',
    dataset: { id: 'mnist', images: 10_000, testImages: 10_000 },
    hidden: STRIDED,
    sigmoidInit: { init: 'he' },
  },
];

/** Of every row. */
export const EPOCHS = 5;
export const BATCH = 32;
/** The rate falls along half a cosine to 0, unless a setting says otherwise: what noise is left in an update is averaged away. */
const SCHEDULE: ScheduleId = 'cosine';

interface Choice {
  readonly units: Units;
  readonly optimiser: OptimiserId;
  readonly learningRate: number;
  readonly schedule?: ScheduleId;
  /** Numbers of the rule that are not as it comes. */
  readonly params?: Partial<RuleParams>;
}

export interface RuleSetting extends Choice {
  /** What is otherwise in one place. */
  readonly at?: Readonly<Partial<Record<PlaceId, Partial<Choice>>>>;
}

/** What a rule is run with in a place; params of the place come on top of the others. */
export function settingAt({ id }: Place, { at, ...setting }: RuleSetting): Required<Choice> {
  const own = at?.[id] ?? {};
  return { schedule: SCHEDULE, ...setting, ...own, params: { ...setting.params, ...own.params } };
}

const ADAM_TANH: RuleSetting = {
  units: 'tanh',
  optimiser: 'adam',
  learningRate: 0.001,
  at: { cnn: { learningRate: 0.003 } },
};
const ADAM_RELU: RuleSetting = { ...ADAM_TANH, units: 'relu' };
const ADAM_SIGMOID: RuleSetting = {
  units: 'sigmoid',
  optimiser: 'adam',
  learningRate: 0.003,
  at: { cnn: { learningRate: 0.006 } },
};
/** Of rules whose settling tames large errors. */
const FAST_SIGMOID: RuleSetting = {
  ...ADAM_SIGMOID,
  at: { ...ADAM_SIGMOID.at, mnist: { learningRate: 0.006 } },
};
const SGD_TANH: RuleSetting = {
  units: 'tanh',
  optimiser: 'sgd',
  learningRate: 0.3,
  at: { cnn: { learningRate: 0.1 } },
};
const LOUD_RELU: RuleSetting = { units: 'relu', optimiser: 'adam', learningRate: 0.003 };
/** Of Hebbian rules only the last layer learns by the optimiser: it has the rate of the last layer alone. */
const READ: RuleSetting = { units: 'relu', optimiser: 'adam', learningRate: 0.01 };

/** BP and the last layer alone, once for each kind of units; the latter at a rate of its own, at which it does best. */
export const CONTROLS: Readonly<Record<Units, Readonly<Record<'bp' | 'readout', RuleSetting>>>> = {
  tanh: { bp: ADAM_TANH, readout: { ...READ, units: 'tanh' } },
  relu: { bp: ADAM_RELU, readout: READ },
  sigmoid: { bp: ADAM_SIGMOID, readout: { ...READ, units: 'sigmoid', at: { cnn: { learningRate: 0.003 } } } },
};

/** In the order of the table. */
export const RULE_SETTINGS: Readonly<Record<Exclude<RuleId, 'bp' | 'readout'>, RuleSetting>> = {
  fa: ADAM_TANH,
  dfa: ADAM_TANH,
  usf: ADAM_TANH,
  brsf: ADAM_TANH,
  frsf: ADAM_TANH,
  signAgreement: { ...ADAM_TANH, params: { signFlips: 0.2 } },
  dial: { ...ADAM_TANH, params: { dialAngle: 60 } },
  // Its decay does not fall with the rate
  kp: { ...SGD_TANH, schedule: 'constant', params: { feedbackDecay: 0.0003 } },
  wm: { ...SGD_TANH, at: { cnn: { learningRate: 0.2 } } },
  stdwi: { ...SGD_TANH, params: { spikingTrials: 8, spikingTime: 50 } },
  dtp: ADAM_TANH,
  sdtp: ADAM_TANH,
  pc: ADAM_TANH,
  ep: { ...ADAM_TANH, learningRate: 0.002, at: { cnn: { learningRate: 0.004 } } },
  chl: FAST_SIGMOID,
  generec: FAST_SIGMOID,
  guerguiev: FAST_SIGMOID,
  sacramento: { ...ADAM_SIGMOID, params: { targetPotential: 4 } },
  // Learnt feedback
  burstprop: { ...ADAM_SIGMOID, params: { burstFeedback: 1 }, at: { cnn: { learningRate: 0.005 } } },
  hebb: READ,
  oja: READ,
  // Their layers go on moving: what reads them must
  hpca: { ...READ, schedule: 'constant' },
  wta: { ...READ, schedule: 'constant', params: { winnerRate: 0.01 }, at: { cnn: { schedule: 'cosine' } } },
  softWta: {
    ...READ,
    schedule: 'constant',
    params: { winnerRate: 0.01, winnerTemperature: 0.0005 },
    at: { cnn: { schedule: 'cosine', params: { winnerTemperature: 0.001 } } },
  },
  softHebb: {
    ...READ,
    params: { softHebbRate: 0.01, softHebbStart: 10, hebbSteps: 1000 },
    at: { cnn: { params: { softHebbStart: 5, hebbSteps: 0 } } },
  },
  similarityMatching: { ...READ, units: 'tanh' },
  // Units that have not settled answer for each other
  nonNegativeSm: { ...READ, params: { settlingRounds: 80 }, at: { cnn: { params: { settlingRounds: 40 } } } },
  forwardForward: {
    ...LOUD_RELU,
    params: { headRate: 0.003, goodnessThreshold: 3 },
    at: { cnn: { params: { goodnessThreshold: 1 } } },
  },
  localLoss: { ...LOUD_RELU, params: { headRate: 0.003 } },
  nodePerturbation: {
    ...ADAM_TANH,
    params: { perturbationTries: 8 },
    at: { ...ADAM_TANH.at, mnist: { learningRate: 0.002 } },
  },
  weightPerturbation: { ...ADAM_TANH, learningRate: 0.003 },
};
