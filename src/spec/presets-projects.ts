/**
 * Experiments after student projects. Where a project does not state a size or a rate, ours says so.
 */
import { type Preset, type PresetId, specWith } from './preset';

type ProjectId = Extract<
  PresetId,
  | 'mnist-50'
  | `fashion-sigmoid-${number}`
  | 'fashion-autoencoder'
  | 'alexnet-cifar-10'
  | 'ventral-stream'
  | 'three-plasticities'
>;

function fashionSigmoid(units: 15 | 30 | 60 | 120): Preset {
  return {
    id: `fashion-sigmoid-${units}`,
    group: 'After student projects',
    name: `Fashion-MNIST, ${units} sigmoid units`,
    caption: 'Wider layers learn sooner.',
    emphasis: 'loss',
    about: `One hidden layer of ${units}, squared loss; the learning rate is ours.`,
    spec: specWith({
      dataset: { id: 'fashion-mnist', images: 10000, testImages: 2000 },
      hidden: `${units}s`,
      network: { init: 'gaussian', initSigma: 0.01 },
      loss: 'mse',
      optimiser: { learningRate: 0.2 },
      training: { batch: 32, epochs: 20 },
    }),
  };
}

export const PROJECT_PRESETS: Readonly<Record<ProjectId, Preset>> = {
  'mnist-50': {
    id: 'mnist-50',
    group: 'After student projects',
    name: 'MNIST, one hidden layer of 50',
    caption: 'Fifty units are enough for three rules.',
    emphasis: 'accuracy',
    about: 'A 784-50-10 network with BP, FA and DFA.',
    spec: specWith({
      dataset: { id: 'mnist', images: 60000, testImages: 10000 },
      hidden: '50t',
      optimiser: { id: 'adam', learningRate: 0.001 },
      training: { batch: 64, epochs: 5 },
      arms: ['bp', 'fa', 'dfa'],
    }),
  },
  'fashion-sigmoid-15': fashionSigmoid(15),
  'fashion-sigmoid-30': fashionSigmoid(30),
  'fashion-sigmoid-60': fashionSigmoid(60),
  'fashion-sigmoid-120': fashionSigmoid(120),
  'fashion-autoencoder': {
    id: 'fashion-autoencoder',
    group: 'After student projects',
    name: 'Autoencoder, Fashion-MNIST',
    caption: 'Fifty numbers stand for 784 pixels.',
    emphasis: 'accuracy',
    about: 'A 784-50-784 network draws its own input.',
    spec: specWith({
      dataset: { id: 'fashion-mnist', images: 10000, testImages: 2000 },
      hidden: '50s',
      network: { outputActivation: 'linear' },
      target: 'input',
      loss: 'mse',
      optimiser: { id: 'adam', learningRate: 0.002 },
      training: { batch: 64, epochs: 10 },
    }),
  },
  'alexnet-cifar-10': {
    id: 'alexnet-cifar-10',
    group: 'After student projects',
    name: 'AlexNet-like, CIFAR-10',
    caption: 'Five convolutions, two rules.',
    emphasis: 'accuracy',
    about: 'Five convolutions and two dense layers; the sizes are ours.',
    spec: specWith({
      dataset: { id: 'cifar-10', images: 20000, testImages: 2000 },
      hidden: 'c24k5s2r.m2.c48k3r.m2.c64k3r.c64k3r.c48k3r.128r',
      optimiser: { id: 'adam', learningRate: 0.0001 },
      training: { batch: 64, epochs: 10 },
    }),
  },
  'ventral-stream': {
    id: 'ventral-stream',
    group: 'After student projects',
    name: 'Ventral stream, drawn objects',
    caption: 'V1, V2, V4, IT: where do kinds part?',
    emphasis: 'accuracy',
    about: 'Four convolutions stand for V1, V2, V4 and IT, scaled to a tab.',
    spec: specWith({
      dataset: { id: 'objects', images: 2000 },
      hidden: 'c8k5s2r.m2.c16k3r.c24k3r.m2.c32k3r',
      optimiser: { id: 'adam', learningRate: 0.001 },
      training: { batch: 32, epochs: 10 },
      arms: ['bp', 'fa', 'dfa'],
    }),
  },
  'three-plasticities': {
    id: 'three-plasticities',
    group: 'After student projects',
    name: 'Error, bursts or Hebb',
    caption: 'Which of them needs to know the answer?',
    emphasis: 'accuracy',
    about:
      'BP, Burstprop with feedback fixed and learnt, and Hebb in the same convolutions; the sizes are ours.',
    spec: specWith({
      dataset: { id: 'objects', images: 2000 },
      hidden: 'c12k5s2s.c24k3s2s.c32k3s2s',
      network: { init: 'gaussian', initSigma: 0.2, outputActivation: 'sigmoid' },
      loss: 'mse',
      optimiser: { id: 'adam', learningRate: 0.003 },
      training: { batch: 32, epochs: 20 },
      arms: ['bp', 'burstprop', { rule: 'burstprop', params: { burstFeedback: 1 } }, 'hebb'],
    }),
  },
};
