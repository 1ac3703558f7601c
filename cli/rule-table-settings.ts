/**
 * How every rule is run for the table of rules: on which units, by which optimiser, at which rate. What a rule's entry does
 * not allow (a loss, units other than sigmoids) decides the units; rates are those at which the rule does well here.
 */
import { type ArmOptions, specWith } from '../src/spec/preset';
import type { DatasetSpec, ExperimentSpec, OptimiserId, RuleId, RuleParams } from '../src/spec/spec';

/** Hidden units, and with them the loss: squared under sigmoids all the way, softmax cross-entropy under the others. */
export type Units = 'tanh' | 'relu' | 'sigmoid';
export const UNITS: readonly Units[] = ['tanh', 'relu', 'sigmoid'];

/** Data and network of one table; hidden layers as in links, by their units. */
export interface Place {
  readonly id: 'mnist' | 'fashion-mnist' | 'cnn';
  readonly title: string;
  readonly network: string;
  readonly dataset: Partial<DatasetSpec> & Pick<DatasetSpec, 'id' | 'images'>;
  readonly hidden: Readonly<Record<Units, string>>;
  readonly epochs: number;
  /** σ of the start weights of sigmoid networks, where Glorot's lets too little through. */
  readonly sigmoidSigma?: number;
}

const DENSE = { tanh: '128t.64t', relu: '128r.64r', sigmoid: '128s.64s' } as const;
/** No pooling, so that rules that cannot send anything through a maximum run on the same network as the others. */
const STRIDED = { tanh: 'c8k5s2t.c16k3s2t', relu: 'c8k5s2r.c16k3s2r', sigmoid: 'c8k5s2s.c16k3s2s' } as const;

export const PLACES: readonly Place[] = [
  {
    id: 'mnist',
    title: 'MNIST, two hidden layers',
    network: '784-128-64-10',
    dataset: { id: 'mnist', images: 6000, testImages: 2000 },
    hidden: DENSE,
    epochs: 4,
  },
  {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST, two hidden layers',
    network: '784-128-64-10',
    dataset: { id: 'fashion-mnist', images: 6000, testImages: 2000 },
    hidden: DENSE,
    epochs: 4,
  },
  {
    id: 'cnn',
    title: 'MNIST, two convolutions',
    network: '8 maps of 5 × 5 and 16 of 3 × 3, both of stride 2, then 10 outputs',
    dataset: { id: 'mnist', images: 3000, testImages: 1000 },
    hidden: STRIDED,
    epochs: 3,
    sigmoidSigma: 0.2,
  },
];

export interface RuleSetting {
  readonly units: Units;
  readonly optimiser: OptimiserId;
  readonly learningRate: number;
  readonly params?: Partial<RuleParams>;
  /** Of the convolutional network, where another one is needed. */
  readonly cnnRate?: number;
}

const ADAM_TANH: RuleSetting = { units: 'tanh', optimiser: 'adam', learningRate: 0.001 };
const ADAM_RELU: RuleSetting = { units: 'relu', optimiser: 'adam', learningRate: 0.001 };
const ADAM_SIGMOID: RuleSetting = { units: 'sigmoid', optimiser: 'adam', learningRate: 0.003 };
/** Of Hebbian rules only the last layer learns by the optimiser: it has the rate of the last layer alone. */
const READ_RELU: RuleSetting = { ...ADAM_RELU, learningRate: 0.01 };
const LOUD_RELU: RuleSetting = { ...ADAM_RELU, learningRate: 0.003, params: { headRate: 0.003 } };

/** BP and the last layer alone, once for each kind of units; the latter at a rate of its own, at which it does best. */
export const CONTROLS: Readonly<Record<Units, Readonly<Record<'bp' | 'readout', RuleSetting>>>> = {
  tanh: { bp: ADAM_TANH, readout: { ...ADAM_TANH, learningRate: 0.01 } },
  relu: { bp: ADAM_RELU, readout: { ...ADAM_RELU, learningRate: 0.01 } },
  sigmoid: { bp: ADAM_SIGMOID, readout: { ...ADAM_SIGMOID, learningRate: 0.01 } },
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
  kp: { units: 'tanh', optimiser: 'sgd', learningRate: 0.1 },
  wm: { units: 'tanh', optimiser: 'sgd', learningRate: 0.1 },
  stdwi: {
    units: 'tanh',
    optimiser: 'sgd',
    learningRate: 0.1,
    params: { spikingTrials: 8, spikingTime: 50 },
  },
  dtp: ADAM_TANH,
  sdtp: ADAM_TANH,
  pc: ADAM_TANH,
  ep: { ...ADAM_TANH, learningRate: 0.002 },
  chl: ADAM_SIGMOID,
  generec: ADAM_SIGMOID,
  guerguiev: ADAM_SIGMOID,
  sacramento: ADAM_SIGMOID,
  burstprop: ADAM_SIGMOID,
  hebb: READ_RELU,
  oja: READ_RELU,
  hpca: READ_RELU,
  wta: READ_RELU,
  softWta: READ_RELU,
  softHebb: READ_RELU,
  similarityMatching: { ...ADAM_TANH, learningRate: 0.01 },
  nonNegativeSm: READ_RELU,
  forwardForward: LOUD_RELU,
  localLoss: LOUD_RELU,
  nodePerturbation: { ...ADAM_TANH, learningRate: 0.002, params: { perturbationTries: 4 } },
  weightPerturbation: { ...ADAM_TANH, learningRate: 0.003 },
};

/** The experiment of one row; `images` and `epochs` in place of the table's own where given. */
export function specOf(
  place: Place,
  setting: RuleSetting,
  rule: RuleId,
  less: { readonly images?: number; readonly epochs?: number } = {},
): ExperimentSpec {
  const { units, optimiser, params, cnnRate } = setting;
  const learningRate = (place.id === 'cnn' ? cnnRate : undefined) ?? setting.learningRate;
  const arm: ArmOptions = params === undefined ? { rule } : { rule, params };
  const spec = specWith({
    dataset: { ...place.dataset, images: less.images ?? place.dataset.images },
    hidden: place.hidden[units],
    ...(units === 'sigmoid'
      ? { loss: 'mse', network: { outputActivation: 'sigmoid', ...spreadOf(place) } }
      : {}),
    optimiser: { id: optimiser, learningRate },
    training: { batch: 32, epochs: less.epochs ?? place.epochs },
    arms: [arm],
  });
  return { ...spec, probes: { ...spec.probes, rdms: false, norms: false } };
}

const spreadOf = ({ sigmoidSigma }: Place) =>
  sigmoidSigma === undefined ? {} : ({ init: 'gaussian', initSigma: sigmoidSigma } as const);
