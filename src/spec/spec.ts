/**
 * What an experiment is: plain JSON data, nothing else.
 * A link is an encoded ExperimentSpec (codec.ts); every number's limits stand in fields.ts.
 */

export type DatasetId =
  | 'digits'
  | 'spirals'
  | 'linear-map'
  | 'objects'
  | 'branching'
  | 'rumelhart'
  | 'mnist'
  | 'fashion-mnist'
  | 'cifar-10'
  | 'pictures'
  | 'idx-files';
export type Activation = 'linear' | 'relu' | 'tanh' | 'sigmoid';
export type InitId = 'glorot' | 'he' | 'gaussian' | 'zero';
export type LossId = 'softmax-cross-entropy' | 'sigmoid-cross-entropy' | 'mse' | 'mae';
export type OptimiserId = 'sgd' | 'momentum' | 'rmsprop' | 'adam';
export type RuleId = 'bp' | 'fa' | 'dfa';
export type RuleParamId = 'feedbackScale';
export type RuleParams = Readonly<Record<RuleParamId, number>>;
/** Place of an arm: fixes its colour, dash and marker for as long as the arm exists. */
export type Slot = 0 | 1 | 2 | 3;

export const SLOTS: readonly Slot[] = [0, 1, 2, 3];

export interface DatasetSpec {
  readonly id: DatasetId;
  /** Pictures or points, test rows included, of generated sets and own pictures; training pictures of official files. */
  readonly images: number;
  /** Strength of the noise added to generated data, 0 to 1; its exact meaning stands in each data set's file. */
  readonly noise: number;
  /** One row in so many is for testing, 2 to 10: generated sets and own pictures. */
  readonly testEvery: number;
  /** Test pictures taken from official files, which bring a test set of their own. */
  readonly testImages: number;
  /** Signal of the levels of 'objects', 0 to 1: superclass, class, subclass. */
  readonly coarse: number;
  readonly mid: number;
  readonly fine: number;
  /** Probability 0 to 0.5 that a feature of 'branching' flips from a node of the tree to its child. */
  readonly flip: number;
  /** Own pictures: side of the square that they are brought to, in pixels, and whether they keep their colours. */
  readonly pictureSide: 28 | 32;
  readonly hasColour: boolean;
}

export interface DenseLayerSpec {
  readonly kind: 'dense';
  readonly units: number;
  readonly activation: Activation;
}

/** One parametric or parameter-free layer. Later layer kinds join this union. */
export type LayerSpec = DenseLayerSpec;

/** A whole network, input to output: what the engine builds. */
export interface NetworkSpec {
  /** `[n]` for vectors, `[height, width, channels]` for pictures. */
  readonly input: readonly number[];
  readonly layers: readonly LayerSpec[];
}

export interface OptimiserSpec {
  readonly id: OptimiserId;
  readonly learningRate: number;
  /** λ of the term λW added to every gradient, biases too (PyTorch's coupled decay). */
  readonly weightDecay: number;
  /** μ of momentum. */
  readonly momentum: number;
  /** RMSprop's α: how much of the running mean of g² is kept. */
  readonly decay: number;
  readonly beta1: number;
  readonly beta2: number;
  /** Added outside the square root, for RMSprop and Adam. */
  readonly epsilon: number;
}

export interface ArmSpec {
  readonly slot: Slot;
  readonly rule: RuleId;
  readonly params: RuleParams;
  /** This arm's own learning rate; null takes the optimiser's. Only read when `rateMode` is 'perRule'. */
  readonly learningRate: number | null;
}

export interface ExperimentSpec {
  readonly version: 1;
  readonly seed: number;
  readonly dataset: DatasetSpec;
  readonly network: {
    readonly hidden: readonly DenseLayerSpec[];
    /** Activation of the output layer; cross-entropy losses need 'linear' (they take logits). */
    readonly outputActivation: Activation;
    readonly init: InitId;
    /** Standard deviation of the weights when init is 'gaussian'. */
    readonly initSigma: number;
  };
  readonly loss: LossId;
  readonly optimiser: OptimiserSpec;
  readonly training: { readonly batch: number; readonly epochs: number };
  readonly rateMode: 'same' | 'perRule';
  readonly arms: readonly ArmSpec[];
  /** Measurements that can be switched off; none of them changes training. */
  readonly probes: { readonly angles: boolean; readonly rdms: boolean; readonly norms: boolean };
}

/** True for the losses that read the last pre-activation as logits. */
export function takesLogits(loss: LossId): boolean {
  return loss === 'softmax-cross-entropy' || loss === 'sigmoid-cross-entropy';
}

/** The network of an experiment on data with the given input shape and number of outputs. */
export function networkOf(
  spec: Pick<ExperimentSpec, 'network' | 'loss'>,
  data: { readonly inputShape: readonly number[]; readonly outputs: number },
): NetworkSpec {
  const activation = takesLogits(spec.loss) ? 'linear' : spec.network.outputActivation;
  return {
    input: data.inputShape,
    layers: [...spec.network.hidden, { kind: 'dense', units: data.outputs, activation }],
  };
}

/** Number of weights and biases. */
export function countParameters(network: NetworkSpec): number {
  let inputs = network.input.reduce((product, size) => product * size, 1);
  let count = 0;
  for (const layer of network.layers) {
    count += (inputs + 1) * layer.units;
    inputs = layer.units;
  }
  return count;
}

/** The learning rate that an arm trains with. */
export function learningRateOf(spec: ExperimentSpec, arm: ArmSpec): number {
  return spec.rateMode === 'perRule' && arm.learningRate !== null
    ? arm.learningRate
    : spec.optimiser.learningRate;
}
