/**
 * Kolen–Pollack on the 784-50-10 network of a student project (784 inputs, 50 hidden units, MNIST): B comes within 10° of W
 * in the output layer, the only one whose weights carry an error, in ten epochs of 20,000 images, where FA stays far away.
 * The decay is 0.001 per step. Smaller ones cost less accuracy and need longer.
 * Sources: Kolen, Pollack (1994), ICNN 3, 1375–1380; Akrout et al. (2019), NeurIPS 32.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { meanAccuracy, type Outcome, picturesOf, runAll, type Setting, startWasm } from './published-runs';

const SETTING: Setting = {
  dataset: picturesOf('mnist', 20000),
  hidden: '50t',
  optimiser: { id: 'adam', learningRate: 0.001 },
  training: { batch: 64, epochs: 10 },
};

const ARMS = { bp: { rule: 'bp' }, fa: { rule: 'fa' }, kp: { rule: 'kp' } } as const;

describe('Kolen–Pollack on 784-50-10', () => {
  let outcomes: Record<keyof typeof ARMS, readonly Outcome[]>;
  beforeAll(async () => {
    await startWasm();
    outcomes = await runAll(SETTING, ARMS);
    const firsts = outcomes.kp.map(
      ({ curves }) => 1 + curves.weightAngleDeg.findIndex((angles) => (angles[1] ?? Number.NaN) < 10),
    );
    console.log('kp, first epoch below 10°, by seed:', firsts.join(' '));
  }, 3_600_000);

  const outputAngles = (list: readonly Outcome[]): number[] =>
    list.map(({ weightAngleDeg }) => weightAngleDeg[1] ?? Number.NaN);

  test('brings B within 10° of W in ten epochs, and FA does not come near', () => {
    for (const angle of outputAngles(outcomes.kp)) expect(angle).toBeLessThan(10);
    for (const angle of outputAngles(outcomes.fa)) expect(angle).toBeGreaterThan(25);
  });

  test('learns, a few points behind backpropagation: what brings B and W together holds W small', () => {
    expect(meanAccuracy(outcomes.kp)).toBeGreaterThan(meanAccuracy(outcomes.bp) - 6);
  });
});
