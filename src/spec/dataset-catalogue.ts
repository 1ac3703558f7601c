/**
 * The data sets that can be chosen, as data: words, sizes and which settings mean something for them.
 */
import type { DatasetId } from './spec';

export interface DatasetEntry {
  readonly id: DatasetId;
  readonly name: string;
  readonly help: string;
  readonly task: 'classification' | 'regression';
  /** Made by the project; published files that can be downloaded or dropped; files that only the user has. */
  readonly source: 'generated' | 'official' | 'files';
  /** Limits of `images`: training and test rows of generated sets, training pictures of official files. */
  readonly minImages: number;
  readonly maxImages: number;
  /** What one row is called: "images", "points", "pairs". */
  readonly rows: string;
  readonly split: string;
  /** Set by `testEvery`, by `testImages`, or every item is in both splits. */
  readonly testSplit: 'share' | 'official' | 'closed world';
  readonly hasNoise: boolean;
  /** Has a hierarchy whose levels can be made louder and quieter. */
  readonly hasLevels: boolean;
  /** Regression targets are 0 or 1, so that every output may decide for itself (sigmoid cross-entropy). */
  readonly hasBitTargets: boolean;
  /** Inputs lie between 0 and 1, so that an autoencoder may take them for probabilities. */
  readonly hasBitInputs: boolean;
}

const GENERATED = {
  task: 'classification',
  source: 'generated',
  minImages: 200,
  maxImages: 20000,
  rows: 'Images',
  split: 'training and test rows are drawn alike',
  testSplit: 'share',
  hasNoise: true,
  hasLevels: false,
  hasBitTargets: false,
  hasBitInputs: true,
} as const;

const OFFICIAL = {
  ...GENERATED,
  source: 'official',
  maxImages: 60000,
  split: 'official training and test files',
  testSplit: 'official',
  hasNoise: false,
} as const;

const CLOSED_WORLD = {
  ...GENERATED,
  task: 'regression',
  split: 'every item is trained and tested',
  testSplit: 'closed world',
  hasNoise: false,
} as const;

export const DATASET_CATALOGUE: Readonly<Record<DatasetId, DatasetEntry>> = {
  digits: {
    ...GENERATED,
    id: 'digits',
    name: 'Drawn digits',
    help: '28 × 28 pixels. Drawn by this page from your seed.',
  },
  spirals: {
    ...GENERATED,
    id: 'spirals',
    name: 'Spirals',
    help: 'Points in the plane on three spiral arms. The decision regions are drawn.',
    maxImages: 5000,
    rows: 'Points',
    hasBitInputs: false,
  },
  'linear-map': {
    ...GENERATED,
    id: 'linear-map',
    name: 'Linear map',
    help: '30 numbers in, 10 out: a random linear teacher (Lillicrap and colleagues, 2016).',
    task: 'regression',
    rows: 'Pairs',
    hasBitInputs: false,
  },
  objects: {
    ...GENERATED,
    id: 'objects',
    name: 'Drawn objects',
    help: '32 × 32 pixels in colour. Two superclasses of five classes; drawn by this page from your seed.',
    hasLevels: true,
  },
  branching: {
    ...CLOSED_WORLD,
    id: 'branching',
    name: 'Branching tree',
    help: 'Eight items on the twigs of a tree; 64 features that change from branch to twig (Saxe and colleagues, 2019).',
    minImages: 8,
    rows: 'Items',
  },
  rumelhart: {
    ...CLOSED_WORLD,
    id: 'rumelhart',
    name: 'Living things',
    help: 'Eight plants and animals, four questions, 36 answers (Rumelhart and Todd, 1993).',
    minImages: 32,
    rows: 'Sentences',
    hasBitTargets: true,
  },
  mnist: {
    ...OFFICIAL,
    id: 'mnist',
    name: 'MNIST',
    help: 'Handwritten digits, 28 × 28 pixels (LeCun and colleagues, 1998).',
  },
  'fashion-mnist': {
    ...OFFICIAL,
    id: 'fashion-mnist',
    name: 'Fashion-MNIST',
    help: 'Ten kinds of clothing, 28 × 28 pixels (Xiao and colleagues, 2017).',
  },
  'cifar-10': {
    ...OFFICIAL,
    id: 'cifar-10',
    name: 'CIFAR-10',
    help: 'Ten kinds of things, 32 × 32 pixels in colour (Krizhevsky, 2009).',
    maxImages: 50000,
  },
  pictures: {
    ...GENERATED,
    id: 'pictures',
    name: 'Your own pictures',
    help: 'A folder or zip with one folder of pictures for each class. They stay on this computer.',
    source: 'files',
    minImages: 20,
    split: 'drawn from your seed within each class',
    hasNoise: false,
  },
  'idx-files': {
    ...OFFICIAL,
    id: 'idx-files',
    name: 'Your own MNIST files',
    help: 'Drop or pick four files in MNIST’s format. They stay on this computer.',
    source: 'files',
  },
};

export const DATASET_IDS = Object.keys(DATASET_CATALOGUE) as readonly DatasetId[];
