/**
 * Experiments after papers and published code.
 */
import { type Preset, type PresetId, specWith } from './preset';
import type { RuleParams } from './spec';

type PaperId = Extract<
  PresetId,
  | 'linear-task'
  | 'akrout-2019-mnist'
  | 'sign-symmetry'
  | 'lenet-mnist'
  | 'lenet-cifar-10'
  | 'rumelhart'
  | 'branching'
>;

/** How the published program mirrors: uniform noise of width 0.1, biases on, η = 0.01 times the sum over the batch. */
const AKROUT_MIRROR: Partial<RuleParams> = {
  mirrorRate: 0.01,
  mirrorDecay: 0,
  mirrorNoise: 1,
  mirrorAmplitude: 0.1,
  mirrorCentred: 0,
  mirrorBias: 1,
  mirrorSum: 1,
  mirrorWarmup: 1,
};

export const PAPER_PRESETS: Readonly<Record<PaperId, Preset>> = {
  'linear-task': {
    id: 'linear-task',
    group: 'After papers',
    name: 'Lillicrap’s linear task',
    caption: 'The weights turn towards the feedback.',
    emphasis: 'weightAngle',
    about: 'A 30-20-10 linear network learns a linear map (Lillicrap and colleagues, 2016).',
    spec: specWith({
      dataset: { id: 'linear-map', images: 500, noise: 0 },
      hidden: '20l',
      network: { init: 'gaussian', initSigma: 0.006 },
      loss: 'mse',
      optimiser: { learningRate: 0.025 },
      training: { batch: 1, epochs: 5 },
    }),
  },
  'akrout-2019-mnist': {
    id: 'akrout-2019-mnist',
    group: 'After papers',
    name: 'Akrout’s MNIST',
    caption: 'Random feedback waits. Learnt feedback turns.',
    emphasis: 'weightAngle',
    about:
      '784-500-10 sigmoid units, four rules with the rates of their paper (Akrout and colleagues, 2019).',
    spec: specWith({
      dataset: { id: 'mnist', images: 60000, testImages: 10000 },
      hidden: '500s',
      network: { init: 'akrout' },
      loss: 'sigmoid-cross-entropy',
      optimiser: { learningRate: 0.2 },
      training: { batch: 128, epochs: 10 },
      rateMode: 'perRule',
      arms: [
        'bp',
        'fa',
        { rule: 'kp', params: { feedbackDecay: 0 }, learningRate: 0.3 },
        { rule: 'wm', params: AKROUT_MIRROR, learningRate: 0.05 },
      ],
    }),
  },
  'sign-symmetry': {
    id: 'sign-symmetry',
    group: 'After papers',
    name: 'Signs are enough, LeNet',
    caption: 'One bit a weight closes the gap.',
    emphasis: 'accuracy',
    about: 'BP, uSF, FA and the last layer alone on a convolutional network (Liao, Leibo and Poggio, 2016).',
    spec: specWith({
      dataset: { id: 'digits', images: 4000 },
      hidden: 'c6k5r.m2.c16k5vr.m2.c120k5vr.84r',
      optimiser: { id: 'adam', learningRate: 0.001 },
      training: { batch: 64, epochs: 8 },
      arms: ['bp', 'usf', 'fa', 'readout'],
    }),
  },
  'lenet-mnist': {
    id: 'lenet-mnist',
    group: 'After papers',
    name: 'LeNet, MNIST',
    caption: 'Shared weights are hard for random feedback.',
    emphasis: 'accuracy',
    about: 'Three convolutions and two dense layers, as in BioTorch (Sanfiz and Akrout, 2021).',
    spec: specWith({
      dataset: { id: 'mnist', images: 20000, testImages: 5000 },
      hidden: 'c6k5r.m2.c16k5vr.m2.c120k5vr.84r',
      optimiser: { id: 'adam', learningRate: 0.001 },
      training: { batch: 64, epochs: 5 },
      arms: ['bp', 'fa', 'dfa'],
    }),
  },
  'lenet-cifar-10': {
    id: 'lenet-cifar-10',
    group: 'After papers',
    name: 'LeNet, CIFAR-10',
    caption: 'Colour photographs widen the gap.',
    emphasis: 'accuracy',
    about: 'Three convolutions, a mean over the map, 256 units, as in BioTorch (Sanfiz and Akrout, 2021).',
    spec: specWith({
      dataset: { id: 'cifar-10', images: 20000, testImages: 2000 },
      hidden: 'c32k3vr.m2.c64k3vr.m2.c128k3vr.g4.256r',
      optimiser: { id: 'adam', learningRate: 0.001 },
      training: { batch: 64, epochs: 5 },
      arms: ['bp', 'fa', 'dfa'],
    }),
  },
  rumelhart: {
    id: 'rumelhart',
    group: 'After papers',
    name: 'Rumelhart’s living things',
    caption: 'Plants and animals part first.',
    emphasis: 'loss',
    about: 'Eight living things, four questions, 36 answers (Rumelhart and Todd, 1993).',
    spec: specWith({
      dataset: { id: 'rumelhart', images: 320 },
      hidden: '16s',
      loss: 'sigmoid-cross-entropy',
      optimiser: { learningRate: 1 },
      training: { batch: 8, epochs: 30 },
    }),
  },
  branching: {
    id: 'branching',
    group: 'After papers',
    name: 'Branching tree',
    caption: 'Broad branches come before twigs.',
    emphasis: 'loss',
    about: 'A linear network learns a tree level by level (Saxe, McClelland and Ganguli, 2019).',
    spec: specWith({
      dataset: { id: 'branching', images: 800 },
      hidden: '16l',
      network: { init: 'gaussian', initSigma: 0.003 },
      loss: 'mse',
      optimiser: { learningRate: 0.5 },
      training: { batch: 8, epochs: 12 },
    }),
  },
};
