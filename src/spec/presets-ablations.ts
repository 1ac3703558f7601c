/**
 * Experiments after student projects that take something away from backpropagation, or make its feedback too loud.
 * Learning rates and sizes that a project does not state are ours.
 */
import { type ArmOptions, type Preset, type PresetGroup, type PresetId, specWith } from './preset';
import type { DatasetSpec, OptimiserSpec } from './spec';

type AblationId = Extract<
  PresetId,
  `${'' | 'fashion-'}${'no-derivative' | 'missing-backward'}` | `loud-feedback-${'sgd' | 'adam'}`
>;

const group: PresetGroup = 'After student projects';

const DIGITS: Partial<DatasetSpec> = { id: 'digits' };
const FASHION: Partial<DatasetSpec> = { id: 'fashion-mnist', images: 10000, testImages: 2000 };

/** The project's feedback from N(0, 1) goes with far smaller steps; this is how large ours may be. */
const FEEDBACK = { feedbackScale: 2 };

/** One hidden layer of sigmoid units, squared loss, small start weights. */
const sigmoidUnits = (dataset: Partial<DatasetSpec>, epochs: number, arms: readonly (ArmOptions | 'bp')[]) =>
  specWith({
    dataset,
    hidden: '30s',
    network: { init: 'gaussian', initSigma: 0.01 },
    loss: 'mse',
    optimiser: { learningRate: 0.5 },
    training: { batch: 32, epochs },
    arms,
  });

const noDerivative = (id: 'no-derivative' | 'fashion-no-derivative'): Preset => ({
  id,
  group,
  name: id === 'no-derivative' ? 'Without the slope' : 'Without the slope, Fashion-MNIST',
  caption: 'Does a unit need to know its slope?',
  emphasis: 'accuracy',
  about: 'BP and FA, with the slope φ′ in the error and without; one hidden layer of sigmoid units.',
  spec: sigmoidUnits(id === 'no-derivative' ? DIGITS : FASHION, id === 'no-derivative' ? 40 : 20, [
    'bp',
    { rule: 'fa', params: FEEDBACK },
    { rule: 'bp', params: { activationDerivative: 0 } },
    { rule: 'fa', params: { ...FEEDBACK, activationDerivative: 0 } },
  ]),
});

/** `blockMode` of RULE_PARAMS: ones, nothing. */
const [ONES, NOTHING] = [0, 1];

const missingBackward = (id: 'missing-backward' | 'fashion-missing-backward'): Preset => ({
  id,
  group,
  name: id === 'missing-backward' ? 'Missing backward passes' : 'Missing backward passes, Fashion-MNIST',
  caption: 'Half the errors missing: silence or noise?',
  emphasis: 'accuracy',
  about: 'Every second backward pass replaced by ones or left out, for BP and FA.',
  spec: sigmoidUnits(id === 'missing-backward' ? DIGITS : FASHION, 20, [
    { rule: 'bp', params: { blockProbability: 0.5, blockMode: ONES } },
    { rule: 'bp', params: { blockProbability: 0.5, blockMode: NOTHING } },
    { rule: 'fa', params: { ...FEEDBACK, blockProbability: 0.5, blockMode: ONES } },
    { rule: 'fa', params: { ...FEEDBACK, blockProbability: 0.5, blockMode: NOTHING } },
  ]),
});

interface Words {
  readonly name: string;
  readonly caption: string;
  readonly about: string;
}

const loudFeedback = (optimiser: Partial<OptimiserSpec>, words: Words) => ({
  ...words,
  group,
  emphasis: 'logitScale' as const,
  spec: specWith({
    hidden: '100r.50r',
    optimiser,
    training: { batch: 32, epochs: 12 },
    arms: [
      'bp',
      'fa',
      { rule: 'fa', params: { feedbackScale: 3 } },
      { rule: 'fa', params: { feedbackScale: 6 } },
    ],
  }),
});

export const ABLATION_PRESETS: Readonly<Record<AblationId, Preset>> = {
  'no-derivative': noDerivative('no-derivative'),
  'fashion-no-derivative': noDerivative('fashion-no-derivative'),
  'missing-backward': missingBackward('missing-backward'),
  'fashion-missing-backward': missingBackward('fashion-missing-backward'),
  'loud-feedback-sgd': {
    id: 'loud-feedback-sgd',
    ...loudFeedback(
      { learningRate: 0.02 },
      {
        name: 'Loud feedback, SGD',
        caption: 'Nearly all right, and a loss of ten. Why?',
        about: 'FA with feedback 3 and 6 times too large; a project saw a loss of 157 at 90 %.',
      },
    ),
  },
  'loud-feedback-adam': {
    id: 'loud-feedback-adam',
    ...loudFeedback(
      { id: 'adam', learningRate: 0.001 },
      {
        name: 'Loud feedback, Adam',
        caption: 'Adam does not hear how loud it is.',
        about: 'The same three scales of feedback: every weight divides its own out again.',
      },
    ),
  },
};
