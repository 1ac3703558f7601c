/**
 * Labels of generated pictures: balanced, in random order, and the same for a row however many rows are asked for.
 * They come in blocks of `testEvery` × classes rows, in which every class stands once in a test row.
 */
import { createRng, permutation } from '../math/rng';
import { isTestRow } from './split';

/** Substreams of `data` from here on order the labels; those below draw the pictures. */
const LABEL_SUBSTREAM = 0x80000000;

/** Where labels come from: seed, number of classes, and one row in how many is for testing. */
export interface LabelPlan {
  readonly seed: number;
  readonly classes: number;
  readonly testEvery: number;
}

/** Labels of one block of rows: a random order of the classes within training rows and within test rows. */
function blockLabels({ seed, classes, testEvery }: LabelPlan, block: number): Uint8Array {
  const rng = createRng(seed, 'data', LABEL_SUBSTREAM + block);
  const trainOrder = permutation(rng, (testEvery - 1) * classes);
  const testOrder = permutation(rng, classes);
  const labels = new Uint8Array(testEvery * classes);
  let train = 0;
  let test = 0;
  for (let row = 0; row < labels.length; row++) {
    const place = isTestRow(row, testEvery) ? testOrder[test++] : trainOrder[train++];
    labels[row] = (place as number) % classes;
  }
  return labels;
}

/** The labels of rows 0 … count − 1, each below `classes`. */
export function* orderLabels(plan: LabelPlan, count: number): Generator<number> {
  const size = plan.testEvery * plan.classes;
  for (let start = 0; start < count; start += size) {
    const labels = blockLabels(plan, start / size);
    for (let row = start; row < Math.min(count, start + size); row++) yield labels[row - start] as number;
  }
}
