/**
 * When a run measures: at steps fixed by the epoch's length alone, never by the clock,
 * so that the same link records the same samples on any machine.
 */

export interface Cadence {
  /** The batch's own loss, read off the training step. */
  readonly trainLoss: (step: number) => boolean;
  /** Update and weight angles. */
  readonly angles: (step: number) => boolean;
  /** Evaluation on the test split, norms, RDMs, predictions. */
  readonly evaluation: (step: number) => boolean;
}

const isPowerOfTwo = (step: number): boolean => step > 0 && (step & (step - 1)) === 0;

/** Every `interval` steps, and at 0, 1, 2, 4, 8 … before the first of them, where things change fastest. */
const every =
  (interval: number) =>
  (step: number): boolean =>
    step % interval === 0 || (step < interval && isPowerOfTwo(step));

/** Samples per epoch: 25 training losses, 10 angles, 5 evaluations. Short epochs have fewer. */
export function createCadence(stepsPerEpoch: number): Cadence {
  const interval = (samples: number): number => Math.max(1, Math.round(stepsPerEpoch / samples));
  return { trainLoss: every(interval(25)), angles: every(interval(10)), evaluation: every(interval(5)) };
}
