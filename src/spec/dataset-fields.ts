/**
 * The settings of the data set: part of the table in fields.ts. Most of them mean something for one kind of data only.
 */
import { DATASET_CATALOGUE, DATASET_IDS, type DatasetEntry } from './dataset-catalogue';
import type { BooleanField, Field, FieldKey } from './field';
import { choice, number } from './field-makers';
import type { DatasetId, DatasetSpec, ExperimentSpec } from './spec';

type DatasetNumber = Exclude<keyof DatasetSpec, 'id' | 'pictureSide' | 'hasColour'>;

const ofDataset = (name: DatasetNumber) => ({
  key: name,
  get: (spec: ExperimentSpec) => spec.dataset[name],
  set: (spec: ExperimentSpec, value: number): ExperimentSpec => ({
    ...spec,
    dataset: { ...spec.dataset, [name]: value },
  }),
});

/** The field means something where the entry of the chosen data set says so. */
const where = (holds: (entry: DatasetEntry) => boolean) => ({
  applies: (spec: ExperimentSpec) => holds(DATASET_CATALOGUE[spec.dataset.id]),
});

const signal = (name: 'coarse' | 'mid' | 'fine', words: { urlKey: string; label: string; help: string }) =>
  number({
    ...ofDataset(name),
    ...where((entry) => entry.hasLevels),
    ...words,
    unit: '',
    default: 1,
    min: 0,
    max: 1,
    scale: 'linear',
    step: 0.05,
  });

const hasColour: BooleanField = {
  ...where((entry) => entry.id === 'pictures'),
  key: 'hasColour',
  kind: 'boolean',
  urlKey: 'pc',
  label: 'Colour',
  unit: '',
  help: 'Three numbers a pixel. Off: grey, one number.',
  default: true,
  isLive: false,
  get: (spec) => spec.dataset.hasColour,
  set: (spec, value) => ({ ...spec, dataset: { ...spec.dataset, hasColour: value } }),
};

type DatasetFieldKey = Extract<FieldKey, 'dataset' | 'pictureSide' | 'hasColour' | DatasetNumber>;

export const DATASET_FIELDS: Readonly<Record<DatasetFieldKey, Field>> = {
  dataset: choice({
    key: 'dataset',
    urlKey: 'd',
    label: 'Data',
    unit: '',
    help: 'What the network learns from.',
    default: 'digits',
    choices: DATASET_IDS.map((id) => DATASET_CATALOGUE[id]),
    get: (spec) => spec.dataset.id,
    set: (spec, value) => ({ ...spec, dataset: { ...spec.dataset, id: value as DatasetId } }),
  }),
  images: number({
    ...ofDataset('images'),
    kind: 'integer',
    urlKey: 'n',
    label: 'Images',
    unit: '',
    help: 'How many there are in all.',
    default: 5000,
    min: 8,
    max: 60000,
    scale: 'log',
    step: 100,
  }),
  noise: number({
    ...ofDataset('noise'),
    ...where((entry) => entry.hasNoise),
    urlKey: 'z',
    label: 'Noise',
    unit: '',
    help: 'How much the data is disturbed.',
    default: 0.03,
    min: 0,
    max: 1,
    scale: 'linear',
  }),
  testEvery: number({
    ...ofDataset('testEvery'),
    ...where((entry) => entry.testSplit === 'share'),
    kind: 'integer',
    urlKey: 'te',
    label: 'For testing, one in',
    unit: '',
    help: 'One row in so many is kept for testing.',
    default: 5,
    min: 2,
    max: 10,
    scale: 'linear',
    step: 1,
  }),
  testImages: number({
    ...ofDataset('testImages'),
    ...where((entry) => entry.testSplit === 'official'),
    kind: 'integer',
    urlKey: 'tn',
    label: 'Test images',
    unit: '',
    help: 'How many of the official test images are used.',
    default: 10000,
    min: 100,
    max: 10000,
    scale: 'log',
    step: 100,
  }),
  coarse: signal('coarse', {
    urlKey: 'gc',
    label: 'Superclass signal',
    help: 'How much the background tells of the superclass.',
  }),
  mid: signal('mid', {
    urlKey: 'gm',
    label: 'Class signal',
    help: 'How much the outline tells of the class.',
  }),
  fine: signal('fine', {
    urlKey: 'gf',
    label: 'Subclass signal',
    help: 'How clearly the sign in the middle is drawn.',
  }),
  flip: number({
    ...ofDataset('flip'),
    ...where((entry) => entry.id === 'branching'),
    urlKey: 'fp',
    label: 'Flip probability',
    unit: '',
    help: 'How often a feature changes from a branch to its twigs.',
    default: 0.15,
    min: 0,
    max: 0.5,
    scale: 'linear',
  }),
  pictureSide: choice({
    ...where((entry) => entry.id === 'pictures'),
    key: 'pictureSide',
    urlKey: 'px',
    label: 'Picture size',
    unit: 'pixels',
    help: 'Pictures are cut to a square and brought to this size.',
    default: '32',
    choices: [
      { id: '28', name: '28 × 28', help: 'As large as MNIST.' },
      { id: '32', name: '32 × 32', help: 'As large as CIFAR-10.' },
    ],
    get: (spec) => String(spec.dataset.pictureSide),
    set: (spec, value) => ({ ...spec, dataset: { ...spec.dataset, pictureSide: value === '28' ? 28 : 32 } }),
  }),
  hasColour,
};
