/**
 * What is written about the inner life of rules: for each chart its title, its unit, a sentence, and the names under which
 * rules tell its numbers (`anglesOf` and `innerOf` of a rule).
 */
import type { InnerFigureId } from './inner-rules';

/** One number of a rule, and how it is drawn. */
export interface InnerQuantity {
  /** As the rule names it. */
  readonly name: string;
  /** `named`: an angle of a layer. `inner`: a number of a layer or of the network. `curve`: numbers along one step. */
  readonly from: 'named' | 'inner' | 'curve';
  /** What it is beside the other quantity of its chart: "with the teacher". */
  readonly part?: string;
  /** Whether `part` stands at the end of its line in place of the layer. */
  readonly isSaid?: true;
  /** Drawn as the thin line, which the unit names. */
  readonly isThin?: true;
}

export interface InnerFigure {
  readonly title: string;
  /** In words; a thin line is named here. */
  readonly unit: string;
  readonly axis: 'angle' | 'linear' | 'log';
  /** A sentence or two on what it is and what to look for. */
  readonly what: string;
  readonly quantities: readonly InnerQuantity[];
}

const angle = (name: string): readonly InnerQuantity[] => [{ name, from: 'named' }];
const number = (name: string): readonly InnerQuantity[] => [{ name, from: 'inner' }];
const curve = (name: string): readonly InnerQuantity[] => [{ name, from: 'curve' }];

/** A number with the teacher, and as a thin line without one. */
const taught = (from: 'inner' | 'curve', alone: string, withTeacher: string): readonly InnerQuantity[] => [
  { name: withTeacher, from, part: 'taught' },
  { name: alone, from, part: 'alone', isThin: true },
];

/** Every chart of a rule's inner life. */
export const INNER_FIGURES: Readonly<Record<InnerFigureId, InnerFigure>> = {
  decoderTranspose: {
    title: 'Decoder against transpose',
    unit: 'of W',
    axis: 'angle',
    what: 'Through the transpose of the weights a decoder would bring down what backpropagation does.',
    quantities: angle('decoderTranspose'),
  },
  decoderInverse: {
    title: 'Decoder against inverse',
    unit: 'of W',
    axis: 'angle',
    what: 'A decoder that inverts its layer brings a target down undistorted. Dense layers only.',
    quantities: angle('decoderInverse'),
  },
  targetAngle: {
    title: 'Target angle',
    unit: 'from downhill',
    axis: 'angle',
    what: 'Between the way to a layer’s target and the way down the loss, averaged over examples.',
    quantities: number('targetAngleDeg'),
  },
  targetDistance: {
    title: 'Target distance',
    unit: 'relative to the activity',
    axis: 'linear',
    what: 'How far a layer is from its target.',
    quantities: number('targetDistance'),
  },
  reconstructionError: {
    title: 'Reconstruction error',
    unit: 'relative to the activity',
    axis: 'linear',
    what: 'What a decoder misses when it rebuilds this layer from the one above: 0 is an exact inverse.',
    quantities: number('reconstructionError'),
  },
  errorWeights: {
    title: 'Weights of the errors',
    unit: 'from W',
    axis: 'angle',
    what: 'Fixed random weights that bring prediction errors down, against the forward weights, which come to meet them.',
    quantities: angle('errorWeights'),
  },
  predictionError: {
    title: 'Prediction error',
    unit: 'root mean square',
    axis: 'linear',
    what: 'What stays unpredicted of a layer’s values once they have settled. Its weights learn from this alone.',
    quantities: number('predictionError'),
  },
  phaseDifference: {
    title: 'Difference between phases',
    unit: 'relative to the activity',
    axis: 'linear',
    what: 'What the answer changes in a layer. The rule learns from this alone.',
    quantities: number('phaseDifference'),
  },
  settledAngle: {
    title: 'Angle to the settled gradient',
    unit: 'of the loss after settling',
    axis: 'angle',
    what: 'Between the update and the exact gradient of what the settled network answers, which the rule is to follow. Backpropagation’s, of a forward pass, is another.',
    quantities: number('settledAngleDeg'),
  },
  energy: {
    title: 'Energy',
    unit: 'per example',
    axis: 'linear',
    what: 'What the free phase brings down. Level at the end: the network has settled.',
    quantities: curve('energy'),
  },
  predictionEnergy: {
    title: 'Prediction energy',
    unit: 'per example',
    axis: 'linear',
    what: 'Squares of all prediction errors: inference spreads the error at the top over the layers, and brings it down.',
    quantities: curve('energy'),
  },
  movement: {
    title: 'Movement',
    unit: 'root mean square per step',
    axis: 'log',
    what: 'How far activities still move: first freely, then with the answer, which sets them off again.',
    quantities: curve('movement'),
  },
  apicalFeedback: {
    title: 'Apical feedback',
    unit: 'from the way up',
    axis: 'angle',
    what: 'Weights onto apical dendrites against the forward weights that they run back along.',
    quantities: angle('apicalFeedback'),
  },
  interneurons: {
    title: 'Interneurons',
    unit: 'from W',
    axis: 'angle',
    what: 'Weights onto interneurons against those onto the layer above, which they come to predict.',
    quantities: angle('interneurons'),
  },
  inhibition: {
    title: 'Inhibition',
    unit: 'from minus the feedback',
    axis: 'angle',
    what: 'Weights from interneurons onto apical dendrites against the feedback that they cancel.',
    quantities: angle('inhibition'),
  },
  apical: {
    title: 'Apical potential',
    unit: 'thin line: no teacher',
    axis: 'linear',
    what: 'What reaches apical dendrites from above, root mean square, with the teacher on and off.',
    quantities: taught('inner', 'apical', 'apicalTaught'),
  },
  apicalCourse: {
    title: 'Apical potential while it settles',
    unit: 'thin line: no teacher',
    axis: 'linear',
    what: 'Root mean square. Alone it should fall silent; with a teacher what remains is the error.',
    quantities: taught('curve', 'apical', 'apicalTaught'),
  },
  interneuronError: {
    title: 'Interneuron error',
    unit: 'root mean square',
    axis: 'linear',
    what: 'What interneurons do not yet predict of the layer above.',
    quantities: number('interneuronError'),
  },
  plateau: {
    title: 'Plateau potential',
    unit: 'thin line: no teacher',
    axis: 'linear',
    what: 'Mean over a layer. Near 0 or 1 it is saturated, and no teacher moves it.',
    quantities: taught('inner', 'plateau', 'plateauTaught'),
  },
  plateauChange: {
    title: 'Change of plateaus',
    unit: 'root mean square',
    axis: 'linear',
    what: 'What the teacher changes in them: the error of a hidden layer.',
    quantities: number('plateauChange'),
  },
  burstProbability: {
    title: 'Burst probability',
    unit: 'thin line: no teacher',
    axis: 'linear',
    what: 'How many of its events a unit turns into bursts. Without a teacher it should rest at one half.',
    quantities: taught('inner', 'burstProbability', 'burstProbabilityTaught'),
  },
  burstAngle: {
    title: 'Bursts against error',
    unit: 'from the error of BP',
    axis: 'angle',
    what: 'Between what the teacher changes in the bursts and the error that backpropagation brings to the same layer, averaged over examples.',
    quantities: number('burstAngleDeg'),
  },
  goodness: {
    title: 'Goodness',
    unit: 'thin line: false pairs',
    axis: 'linear',
    what: 'Mean square activity for inputs with their own label and with a wrong one. They are to come apart.',
    quantities: [
      { name: 'goodnessPositive', from: 'inner', part: 'real' },
      { name: 'goodnessNegative', from: 'inner', part: 'false', isThin: true },
    ],
  },
  goodnessLoss: {
    title: 'Goodness loss',
    unit: 'nats, guessing 0.69',
    axis: 'linear',
    what: 'How wrong a layer’s goodness is about which pairs are real.',
    quantities: number('goodnessLoss'),
  },
  localPrediction: {
    title: 'Loss of the heads',
    unit: 'in the experiment’s own loss',
    axis: 'linear',
    what: 'How well the answer can be read from a layer alone. Deeper layers should lie lower.',
    quantities: number('localPrediction'),
  },
  localSimilarity: {
    title: 'Similarity loss',
    unit: 'squared error',
    axis: 'linear',
    what: 'How unlike the answers’ likeness a layer’s likeness of examples is.',
    quantities: number('localSimilarity'),
  },
  lossDifference: {
    title: 'Effect of the noise',
    unit: 'in the experiment’s own loss',
    axis: 'linear',
    what: 'What the noise did to the loss. Every unit and every synapse learns from this one number.',
    quantities: number('lossDifference'),
  },
  componentAngle: {
    title: 'Angle to principal components',
    unit: 'of what layer 1 takes in',
    axis: 'angle',
    what: 'Between each of the first three components and the unit that comes closest to it, whichever way round.',
    quantities: [1, 2, 3].map((place) => ({
      name: `componentAngle${place}`,
      from: 'inner',
      part: `PC ${place}`,
      isSaid: true,
    })),
  },
  firstComponent: {
    title: 'First principal component',
    unit: 'from the first unit',
    axis: 'angle',
    what: 'Between the weights of a layer’s first unit and the direction in which its input varies most.',
    quantities: angle('firstComponent'),
  },
  unitSimilarity: {
    title: 'Likeness of units',
    unit: 'mean size of cosines',
    axis: 'linear',
    what: 'At 1 all units of a layer have found the same.',
    quantities: number('unitSimilarity'),
  },
  winnerEntropy: {
    title: 'Spread of wins',
    unit: 'relative entropy',
    axis: 'linear',
    what: 'At 1 all units answer most equally often, at 0 one always does.',
    quantities: number('winnerEntropy'),
  },
  activeShare: {
    title: 'Active share',
    unit: 'of answers above 0',
    axis: 'linear',
    what: 'How many units of a layer answer an example. Few is a sparse code.',
    quantities: number('activeShare'),
  },
  unitNorm: {
    title: 'Length of weights',
    unit: 'mean over units',
    axis: 'linear',
    what: 'Of the weights into a unit. A bounded rule keeps it near a constant.',
    quantities: number('unitNorm'),
  },
};
