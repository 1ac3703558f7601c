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

/** Samples of the first epoch, evenly spread from its first step on, and the fewest of a later one. Short epochs have fewer. */
const SAMPLES = {
  trainLoss: { first: 25, least: 25 },
  angles: { first: 10, least: 3 },
  evaluation: { first: 5, least: 1 },
} as const;

/**
 * Every whole epoch is measured, and the very first steps (1, 2, 4, 8 …), where things change fastest. What takes time to
 * measure is measured half as often in every further epoch, down to its least: a run spends its time on training.
 */
export function createCadence(stepsPerEpoch: number): Cadence {
  const spread =
    ({ first, least }: { readonly first: number; readonly least: number }) =>
    (step: number): boolean => {
      const epoch = Math.floor(step / stepsPerEpoch);
      const samples = Math.max(least, Math.round(first / 2 ** epoch));
      const interval = Math.ceil(stepsPerEpoch / samples);
      return (step % stepsPerEpoch) % interval === 0 || (step < interval && isPowerOfTwo(step));
    };
  return {
    trainLoss: spread(SAMPLES.trainLoss),
    angles: spread(SAMPLES.angles),
    evaluation: spread(SAMPLES.evaluation),
  };
}
