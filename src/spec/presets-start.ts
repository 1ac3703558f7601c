/**
 * Experiments to begin with, and those that wait for the user's own data.
 */
import { type Preset, type PresetId, specWith } from './preset';

type StartId = Extract<
  PresetId,
  'digits' | 'three-rules' | 'spirals' | 'objects' | 'own-files' | 'own-pictures'
>;

export const STARTING_PRESETS: Readonly<Record<StartId, Preset>> = {
  digits: {
    id: 'digits',
    group: 'Start here',
    name: 'Digits, two rules',
    caption: 'Both learn. Watch the angle.',
    emphasis: 'updateAngle',
    about: 'BP and FA on drawn digits.',
    spec: specWith({}),
  },
  'three-rules': {
    id: 'three-rules',
    group: 'Start here',
    name: 'Three rules',
    caption: 'Three ways down. Which layer waits?',
    emphasis: 'updateAngle',
    about: 'BP, FA and DFA through two hidden layers.',
    spec: specWith({ hidden: '64t.32t', arms: ['bp', 'fa', 'dfa'] }),
  },
  spirals: {
    id: 'spirals',
    group: 'Start here',
    name: 'Spirals',
    caption: 'Two layers must bend the plane.',
    emphasis: 'accuracy',
    about: 'Three rules draw their decision regions.',
    spec: specWith({
      dataset: { id: 'spirals', images: 1500, noise: 0.03 },
      hidden: '32t.32t',
      optimiser: { id: 'adam', learningRate: 0.005 },
      training: { batch: 32, epochs: 60 },
      arms: ['bp', 'fa', 'dfa'],
    }),
  },
  objects: {
    id: 'objects',
    group: 'Start here',
    name: 'Drawn objects',
    caption: 'First the family, then the kind.',
    emphasis: 'accuracy',
    about: 'One convolution learns ten kinds of drawn things in colour.',
    spec: specWith({
      dataset: { id: 'objects', images: 2000 },
      hidden: 'c8k5s2t.m2.32t',
      optimiser: { id: 'adam', learningRate: 0.002 },
      training: { batch: 32, epochs: 10 },
    }),
  },
  'own-files': {
    id: 'own-files',
    group: 'Your own data',
    name: 'Your own MNIST files',
    caption: 'The same two rules on handwriting.',
    emphasis: 'updateAngle',
    about: 'Drop four files in MNIST’s format: KMNIST, EMNIST or yours.',
    spec: specWith({
      dataset: { id: 'idx-files', images: 20000, testImages: 5000 },
      training: { batch: 64, epochs: 5 },
    }),
  },
  'own-pictures': {
    id: 'own-pictures',
    group: 'Your own data',
    name: 'Your own pictures',
    caption: 'Two rules learn from your pictures.',
    emphasis: 'accuracy',
    about: 'Drop a folder or zip with one folder of pictures for each class.',
    spec: specWith({
      dataset: { id: 'pictures', images: 2000 },
      hidden: 'c16k5s2r.m2.64r',
      optimiser: { id: 'adam', learningRate: 0.001 },
      training: { batch: 16, epochs: 20 },
    }),
  },
};
