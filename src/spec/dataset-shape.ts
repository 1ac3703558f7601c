/**
 * What a data set looks like before it has been made or read: the ends of the network.
 */
import type { DatasetShape } from './dataset';
import type { DatasetId, DatasetSpec } from './spec';

const TEN = Array.from({ length: 10 }, (_, digit) => String(digit));
const GREY: DatasetShape = { inputShape: [28, 28, 1], outputs: 10, classNames: TEN };
const COLOUR: DatasetShape = { inputShape: [32, 32, 3], outputs: 10, classNames: TEN };

const EXPECTED: Readonly<Record<Exclude<DatasetId, 'pictures'>, DatasetShape>> = {
  digits: GREY,
  spirals: { inputShape: [2], outputs: 3, classNames: ['A', 'B', 'C'] },
  'linear-map': { inputShape: [30], outputs: 10, classNames: [] },
  objects: COLOUR,
  branching: { inputShape: [8], outputs: 64, classNames: [] },
  rumelhart: { inputShape: [12], outputs: 36, classNames: [] },
  mnist: GREY,
  'fashion-mnist': GREY,
  'cifar-10': COLOUR,
  'idx-files': GREY,
};

/** Input shape, outputs and classes; how many classes own pictures have is not known before: two stand for them. */
export function expectedShape(dataset: DatasetSpec): DatasetShape {
  if (dataset.id !== 'pictures') return EXPECTED[dataset.id];
  const { pictureSide, hasColour } = dataset;
  return { inputShape: [pictureSide, pictureSide, hasColour ? 3 : 1], outputs: 2, classNames: ['A', 'B'] };
}
