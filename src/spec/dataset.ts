/**
 * A loaded data set as plain typed arrays: what data/ makes, workers receive and the page draws from.
 */
import type { DatasetId, ExperimentSpec } from './spec';

/** Part of a data set. Row i of `x` is `features` numbers long; exactly one of labels and targets is set. */
export interface Split {
  readonly count: number;
  /** Bytes are pictures, 0–255, fed to the network as value / 255. Floats are fed as they are. Row-major `[count, features]`. */
  readonly x: Uint8Array | Float32Array;
  /** Class of each row, or null for regression. `[count]` */
  readonly labels: Uint8Array | null;
  /** Regression targets, or null for classification. `[count, outputs]` */
  readonly targets: Float32Array | null;
}

export interface Dataset {
  readonly id: DatasetId;
  /** As shown: "Drawn digits", "MNIST", "Fashion-MNIST". */
  readonly name: string;
  /** `[height, width, channels]` for pictures, `[n]` for vectors. */
  readonly inputShape: readonly number[];
  readonly outputs: number;
  /** One name per class; empty for regression. */
  readonly classNames: readonly string[];
  /** The group (superclass) of each class by name, where classes form groups; classes of a group are neighbours. */
  readonly classGroups?: readonly string[];
  /** Names of the test rows, in their order, where the test split holds every item of a closed world once. */
  readonly itemNames?: readonly string[];
  readonly train: Split;
  readonly test: Split;
}

/** Training steps of an epoch: whole batches only, and at least one. */
export function countStepsPerEpoch(trainRows: number, batch: number): number {
  return Math.max(1, Math.floor(trainRows / batch));
}

/** What a network needs to know of its data. */
export type DatasetShape = Pick<Dataset, 'inputShape' | 'outputs' | 'classNames'>;

/** Numbers per row. */
export function featuresOf(dataset: Pick<Dataset, 'inputShape'>): number {
  return dataset.inputShape.reduce((product, size) => product * size, 1);
}

export function isClassification(dataset: Pick<Dataset, 'classNames'>): boolean {
  return dataset.classNames.length > 0;
}

/** Whether the outputs are classes: not where they are numbers, or the input is the target. */
export function answersClasses(
  { target }: Pick<ExperimentSpec, 'target'>,
  dataset: Pick<Dataset, 'classNames'>,
): boolean {
  return target === 'labels' && isClassification(dataset);
}

export function isPicture(dataset: Pick<Dataset, 'inputShape'>): boolean {
  return dataset.inputShape.length === 3;
}
