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
export type InitId = 'glorot' | 'he' | 'gaussian' | 'akrout' | 'zero';
export type LossId = 'softmax-cross-entropy' | 'sigmoid-cross-entropy' | 'mse' | 'mae';
export type RdmOfMaps = 'flattened' | 'mean';
export type ScheduleId = 'constant' | 'steps' | 'cosine';
export type OptimiserId = 'sgd' | 'momentum' | 'rmsprop' | 'adam';
export type RuleId =
  | 'bp'
  | 'fa'
  | 'dfa'
  | 'usf'
  | 'brsf'
  | 'frsf'
  | 'kp'
  | 'wm'
  | 'signAgreement'
  | 'dial'
  | 'pc'
  | 'ep'
  | 'chl'
  | 'generec'
  | 'dtp'
  | 'sdtp'
  | 'guerguiev'
  | 'sacramento'
  | 'burstprop'
  | 'hebb'
  | 'oja'
  | 'hpca'
  | 'wta'
  | 'softWta'
  | 'softHebb'
  | 'similarityMatching'
  | 'nonNegativeSm'
  | 'forwardForward'
  | 'localLoss'
  | 'nodePerturbation'
  | 'weightPerturbation'
  | 'stdwi'
  | 'readout';
/** Numbers that a rule can be given; a yes or no is 1 or 0, a choice its place in the list. What each means: rule-params.ts. */
export type RuleParamId =
  | 'feedbackScale'
  | 'channelBroadcast'
  | 'sparsity'
  | 'rank'
  | 'signFlips'
  | 'dialAngle'
  | 'feedbackDecay'
  | 'mirrorRate'
  | 'mirrorDecay'
  | 'mirrorNoise'
  | 'mirrorAmplitude'
  | 'mirrorCentred'
  | 'mirrorBias'
  | 'mirrorSum'
  | 'mirrorWarmup'
  | 'activationDerivative'
  | 'blockProbability'
  | 'blockMode'
  | 'blockPer'
  | 'normConstraint'
  | 'gradientClip'
  | 'manhattan'
  | 'targetRate'
  | 'decoderLoss'
  | 'decoderRate'
  | 'decoderNoise'
  | 'decoderSteps'
  | 'decoderWarmup'
  | 'auxiliaryUnits'
  | 'pcVariant'
  | 'pcFeedback'
  | 'inferenceRate'
  | 'inferenceSteps'
  | 'outputVariance'
  | 'nudge'
  | 'nudgeSides'
  | 'freeSteps'
  | 'nudgedSteps'
  | 'settlingUnits'
  | 'settlingOrder'
  | 'feedbackGain'
  | 'sweeps'
  | 'generecForm'
  | 'teachingStrength'
  | 'plateauFeedback'
  | 'plateauFeedbackRate'
  | 'plateauGain'
  | 'microStart'
  | 'microTied'
  | 'microTopDown'
  | 'microMixing'
  | 'targetPotential'
  | 'microGain'
  | 'interneuronRate'
  | 'interneuronTurns'
  | 'inhibitionRate'
  | 'topDownRate'
  | 'burstBaseline'
  | 'burstFeedback'
  | 'burstDecay'
  | 'burstCancelling'
  | 'burstCancellingRate'
  | 'burstHiddenGain'
  | 'burstOutputGain'
  | 'hebbRate'
  | 'hebbDecay'
  | 'winnerRate'
  | 'winners'
  | 'winnerTemperature'
  | 'softHebbRate'
  | 'softHebbBeta'
  | 'softHebbStart'
  | 'similarityRate'
  | 'similarityDecay'
  | 'similarityTau'
  | 'settlingRounds'
  | 'hebbSteps'
  | 'hebbCentred'
  | 'hebbReadout'
  | 'readoutRate'
  | 'perturbationSize'
  | 'perturbationTries'
  | 'perturbationPaired'
  | 'localLoss'
  | 'similarityShare'
  | 'headRate'
  | 'goodnessThreshold'
  | 'goodnessPeers'
  | 'goodnessLabels'
  | 'goodnessAnswer'
  | 'spikingTime'
  | 'spikingTrials'
  | 'spikingRate';
export type RuleParams = Readonly<Record<RuleParamId, number>>;

/** A rule for one layer alone: what brings the error to layer `layer` (from 1), in place of the arm's own rule. */
export interface LayerRule {
  readonly layer: number;
  readonly rule: RuleId;
}

/** One entry of a layer's feedback weights, set by hand. */
export interface PaintedEntry {
  readonly layer: number;
  /** Place in the row-major values of that layer's feedback weights. */
  readonly at: number;
  readonly value: number;
}

/** Everything about an arm that decides what its rule does. */
export interface RuleChoice {
  readonly rule: RuleId;
  readonly params: RuleParams;
  /** Sorted by layer, at most one each; empty for one rule throughout. */
  readonly layerRules: readonly LayerRule[];
  /** In the order painted; the last one of an entry counts. */
  readonly painted: readonly PaintedEntry[];
}
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

/** A square kernel slid over a map; 'same' pads with zeros, the odd extra row and column at the bottom and right. */
export interface ConvLayerSpec {
  readonly kind: 'conv2d';
  readonly filters: number;
  /** Side of the kernel, and how far it moves, in pixels. */
  readonly kernel: number;
  readonly stride: number;
  readonly padding: 'same' | 'valid';
  readonly activation: Activation;
}

/** Squares of size × size side by side, without padding; left-over rows and columns are dropped. */
export interface PoolLayerSpec {
  readonly kind: 'maxpool2d' | 'avgpool2d';
  readonly size: number;
}

/** A map as one vector: row by row, the channels of a position together. */
export interface FlattenLayerSpec {
  readonly kind: 'flatten';
}

/** Every feature, or every channel of a map, with mean 0 and variance 1 over the batch, then scaled and shifted. */
export interface BatchNormLayerSpec {
  readonly kind: 'batchnorm';
}

/** Leaves out every number with probability `rate` while training; the others grow by 1 / (1 − rate). */
export interface DropoutLayerSpec {
  readonly kind: 'dropout';
  /** 0 ≤ rate < 1. */
  readonly rate: number;
}

/** The layers that have weights and that learning rules are about. */
export type ParametricLayerSpec = DenseLayerSpec | ConvLayerSpec;

/** A layer, or a stage on the way to the next one. */
export type LayerSpec =
  | ParametricLayerSpec
  | PoolLayerSpec
  | FlattenLayerSpec
  | BatchNormLayerSpec
  | DropoutLayerSpec;

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

export interface ArmSpec extends RuleChoice {
  readonly slot: Slot;
  /** This arm's own learning rate; null takes the optimiser's. Only read when `rateMode` is 'perRule'. */
  readonly learningRate: number | null;
}

/** How the learning rates of all arms change over training; what it gives at a step: schedule.ts. */
export interface ScheduleSpec {
  readonly id: ScheduleId;
  /** Epochs over which the rate grows linearly from 0 to its full size, whatever the schedule; 0 for none. */
  readonly warmup: number;
  /** 'steps': every so many epochs the rate is multiplied by `factor`. */
  readonly every: number;
  readonly factor: number;
}

export interface ExperimentSpec {
  readonly version: 1;
  readonly seed: number;
  readonly dataset: DatasetSpec;
  readonly network: {
    /** Layers and the stages between them, in order; the output layer comes after them. */
    readonly hidden: readonly LayerSpec[];
    /** Activation of the output layer; cross-entropy losses need 'linear' (they take logits). */
    readonly outputActivation: Activation;
    readonly init: InitId;
    /** Standard deviation of the weights when init is 'gaussian'. */
    readonly initSigma: number;
  };
  /** What the network learns to answer: the data's labels or targets, or its own input (an autoencoder). */
  readonly target: 'labels' | 'input';
  readonly loss: LossId;
  readonly optimiser: OptimiserSpec;
  readonly schedule: ScheduleSpec;
  readonly training: { readonly batch: number; readonly epochs: number };
  readonly rateMode: 'same' | 'perRule';
  readonly arms: readonly ArmSpec[];
  /** Measurements that can be switched off; none of them changes training. */
  readonly probes: {
    readonly angles: boolean;
    readonly rdms: boolean;
    readonly norms: boolean;
    /** What stands for a map in an RDM: all its numbers, or the mean of each channel over positions. */
    readonly rdmOfMaps: RdmOfMaps;
  };
}

/** True for the losses that read the last pre-activation as logits. */
export function takesLogits(loss: LossId): boolean {
  return loss === 'softmax-cross-entropy' || loss === 'sigmoid-cross-entropy';
}

/** What `networkOf` reads of an experiment. */
export interface NetworkPlan {
  readonly network: Pick<ExperimentSpec['network'], 'outputActivation' | 'hidden'>;
  readonly target: ExperimentSpec['target'];
  readonly loss: LossId;
}

/** Units of the output layer: one for each class or target, or for every input where the input is the target. */
export function outputsOf(
  { target }: Pick<ExperimentSpec, 'target'>,
  data: { readonly inputShape: readonly number[]; readonly outputs: number },
): number {
  const features = data.inputShape.reduce((product, length) => product * length, 1);
  return target === 'input' ? features : data.outputs;
}

/**
 * The network of an experiment on data with the given input shape and number of outputs: the hidden layers and a dense
 * output layer, which has a unit for every input where the input is the target.
 */
export function networkOf(
  { network, target, loss }: NetworkPlan,
  data: { readonly inputShape: readonly number[]; readonly outputs: number },
): NetworkSpec {
  const activation = takesLogits(loss) ? 'linear' : network.outputActivation;
  const units = outputsOf({ target }, data);
  return { input: data.inputShape, layers: [...network.hidden, { kind: 'dense', units, activation }] };
}

/** The learning rate that an arm trains with. */
export function learningRateOf(spec: ExperimentSpec, arm: ArmSpec): number {
  return spec.rateMode === 'perRule' && arm.learningRate !== null
    ? arm.learningRate
    : spec.optimiser.learningRate;
}
