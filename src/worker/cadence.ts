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

/** Samples per epoch, evenly spread from its first step on. Short epochs have fewer. */
const SAMPLES = { trainLoss: 25, angles: 10, evaluation: 5 } as const;

/** Every whole epoch is measured, and the very first steps (1, 2, 4, 8 …), where things change fastest. */
export function createCadence(stepsPerEpoch: number): Cadence {
  const spread =
    (samples: number) =>
    (step: number): boolean => {
      const interval = Math.max(1, Math.round(stepsPerEpoch / samples));
      return (step % stepsPerEpoch) % interval === 0 || (step < interval && isPowerOfTwo(step));
    };
  return {
    trainLoss: spread(SAMPLES.trainLoss),
    angles: spread(SAMPLES.angles),
    evaluation: spread(SAMPLES.evaluation),
  };
}
