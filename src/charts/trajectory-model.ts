/**
 * What a trajectory shows, as plain data: test loss against test accuracy, time running along the line.
 * Loss and accuracy of one sample were measured at the same step on the same images.
 */
import type { Slot } from './arm-style';
import type { Domain } from './line-chart-model';

/** One arm; samples ascend in step and are finite. All arrays have the same length. */
export interface TrajectoryLine {
  readonly slot: Slot;
  readonly arm: string;
  readonly step: readonly number[];
  /** Fraction 0–1. */
  readonly accuracy: readonly number[];
  readonly loss: readonly number[];
  /** Whether the arm diverged after its last sample. */
  readonly hasStopped?: boolean;
}

/** Limits of both axes; to be kept by the caller, they only grow. */
export interface TrajectoryDomain {
  readonly loss: Domain;
  /** Share of wrong answers at the right edge; fewer are drawn there. */
  readonly leastError: number;
}

/** The rule of an arm changed at a step. */
export interface TrajectoryMark {
  readonly slot: Slot;
  readonly step: number;
  /** "BP from epoch 4" */
  readonly label: string;
}

export interface TrajectoryModel {
  readonly lines: readonly TrajectoryLine[];
  readonly domain: TrajectoryDomain;
  readonly stepsPerEpoch: number;
  /** The step that is shown: what came after it is faint; null shows the whole way. */
  readonly step: number | null;
  /** Loss of giving all classes the same probability, nats: ln C. Null where the loss is no cross-entropy over classes. */
  readonly guessingNats: number | null;
  readonly marks: readonly TrajectoryMark[];
  /** Sentence in a chart without samples. */
  readonly empty: string;
}

/** Place of the last sample at or before a step, or −1. */
export function sampleAt(line: TrajectoryLine, step: number): number {
  let low = 0;
  let high = line.step.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((line.step[middle] ?? 0) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
