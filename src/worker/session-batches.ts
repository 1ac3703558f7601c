/**
 * From a data set's bytes to tensors: the training batches in the order of the stream `order`, and rows of a split.
 * Pictures stay bytes until a batch is made.
 */
import { clone } from '@tensorflow/tfjs-core';
import { epochOrder, fillInputs, fillTargets } from '../data/batch';
import type { RowSource } from '../engine/evaluate';
import { byteRows, filledTensor } from '../engine/kernels/host-rows';
import type { Batch } from '../engine/learning-rule';
import { countStepsPerEpoch, type Dataset, featuresOf, type Split } from '../spec/dataset';
import type { ExperimentSpec } from '../spec/spec';

const span = (from: number, to: number): Uint32Array =>
  Uint32Array.from({ length: to - from }, (_, index) => from + index);

type Target = ExperimentSpec['target'];

/** A batch of the given rows. The caller disposes it. x `[rows, n_0]`, y `[rows, n_L]`: x again for an autoencoder. */
function readRows({ dataset, target }: Material, split: Split, rows: Uint32Array): Batch {
  const features = featuresOf(dataset);
  const shape = [rows.length, features];
  const pictures = split.x instanceof Uint8Array ? byteRows(split.x, rows, features) : null;
  const x = pictures ?? filledTensor(shape, (values) => fillInputs(values, split, rows));
  if (target === 'input') return { x, y: clone(x) };
  const y = filledTensor([rows.length, dataset.outputs], (values) => fillTargets(values, split, rows));
  return { x, y };
}

/** What batches are made of. */
export interface Material {
  readonly dataset: Dataset;
  readonly target: Target;
}

/** The test split, or some of its rows in the order given, to be measured on. */
export function sourceOf(material: Material, rows?: Uint32Array): RowSource {
  const { test } = material.dataset;
  const chosen = rows ?? span(0, test.count);
  return {
    count: chosen.length,
    read: (from, to) => readRows(material, test, chosen.subarray(from, to)),
  };
}

export interface TrainingBatches {
  readonly stepsPerEpoch: number;
  /** Rows of every batch. */
  readonly rows: number;
  /** The rows that step `step` trains on, a pure function of the seed. Good until another step is asked for. */
  rowsAt(step: number): Uint32Array;
  /** The batch of those rows. The caller disposes it. */
  at(step: number): Batch;
}

/** Whole batches only: the rows left over at the end of an epoch's order sit that epoch out. */
export function createBatches(material: Material, batch: number, seed: number): TrainingBatches {
  const { train } = material.dataset;
  const rows = Math.min(batch, train.count);
  const stepsPerEpoch = countStepsPerEpoch(train.count, rows);
  let epoch = -1;
  let order: Uint32Array = new Uint32Array(0);
  function rowsAt(step: number): Uint32Array {
    const wanted = Math.floor(step / stepsPerEpoch);
    if (wanted !== epoch) {
      order = epochOrder(seed, wanted, train.count);
      epoch = wanted;
    }
    const from = (step % stepsPerEpoch) * rows;
    return order.subarray(from, from + rows);
  }
  return {
    stepsPerEpoch,
    rows,
    rowsAt,
    at: (step) => readRows(material, train, rowsAt(step)),
  };
}
