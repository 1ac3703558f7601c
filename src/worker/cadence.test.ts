import { describe, expect, it } from 'vitest';
import { createCadence } from './cadence';

const stepsOf = (due: (step: number) => boolean, last: number): number[] =>
  Array.from({ length: last + 1 }, (_, step) => step).filter(due);

describe('cadence', () => {
  it('measures at fixed steps, denser at the very start, and at every whole epoch', () => {
    const cadence = createCadence(125);
    expect(stepsOf(cadence.trainLoss, 15)).toEqual([0, 1, 2, 4, 5, 10, 15]);
    expect(stepsOf(cadence.evaluation, 125)).toEqual([0, 1, 2, 4, 8, 16, 25, 50, 75, 100, 125]);
    expect(cadence.evaluation(1250)).toBe(true);
    expect(cadence.evaluation(128)).toBe(false);
  });

  it('thins out what takes time to measure, epoch by epoch, down to its least', () => {
    const cadence = createCadence(100);
    const inEpoch = (due: (step: number) => boolean, epoch: number): number =>
      stepsOf(due, 99 + 100 * epoch).filter((step) => step >= 100 * epoch).length;
    expect([1, 2, 3, 9].map((epoch) => inEpoch(cadence.evaluation, epoch))).toEqual([3, 1, 1, 1]);
    expect([1, 2, 3, 9].map((epoch) => inEpoch(cadence.angles, epoch))).toEqual([5, 3, 3, 3]);
    expect(inEpoch(cadence.trainLoss, 9)).toBe(25);
  });

  it('hits whole epochs whatever their length', () => {
    const cadence = createCadence(37);
    expect(stepsOf(cadence.evaluation, 80)).toEqual([0, 1, 2, 4, 8, 16, 24, 32, 37, 50, 63, 74]);
    for (let epoch = 0; epoch < 60; epoch++) expect(cadence.angles(37 * epoch)).toBe(true);
  });

  it('measures every step of an epoch that is shorter than its samples', () => {
    const cadence = createCadence(3);
    expect(stepsOf(cadence.evaluation, 4)).toEqual([0, 1, 2, 3, 4]);
    expect(stepsOf(createCadence(1).angles, 3)).toEqual([0, 1, 2, 3]);
  });
});
