/**
 * The slope φ′ left out of the error, with weight transport and without, after Figure 3 of a student project: fixed random feedback
 * learns at least as fast as backpropagation; without the slope both learn, and come to rest lower.
 * The project's sizes: one hidden layer of 15, 30, 60 or 120 sigmoid units, squared loss, Fashion-MNIST.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { FEEDBACK, sigmoidUnits } from './fashion-sigmoid';
import { meanAccuracy, meanLoss, type Outcome, runAll, startWasm } from './published-runs';

const ARMS = {
  bp: { rule: 'bp' },
  fa: { rule: 'fa', params: FEEDBACK },
  'bp without slope': { rule: 'bp', params: { activationDerivative: 0 } },
  'fa without slope': { rule: 'fa', params: { ...FEEDBACK, activationDerivative: 0 } },
} as const;

describe.each([15, 30, 60, 120])('without the slope, %i units', (units) => {
  let outcomes: Record<keyof typeof ARMS, readonly Outcome[]>;
  /** The last three epochs: without the slope accuracy goes up and down. */
  const atRest = (name: keyof typeof ARMS): number => meanAccuracy(outcomes[name], { from: -3 });
  const lossAtRest = (name: keyof typeof ARMS): number => meanLoss(outcomes[name], { from: -3 });

  beforeAll(async () => {
    await startWasm();
    outcomes = await runAll(sigmoidUnits(units), ARMS);
  }, 3_600_000);

  test('fixed random feedback is ahead after the first epoch and level at the end, within 4 points', () => {
    expect(meanAccuracy(outcomes.fa, { from: 0, to: 1 })).toBeGreaterThan(
      meanAccuracy(outcomes.bp, { from: 0, to: 1 }),
    );
    expect(Math.abs(atRest('fa') - atRest('bp'))).toBeLessThan(4);
  });

  test.each(['bp', 'fa'] as const)('%s without the slope learns, and comes to rest lower', (rule) => {
    const without = `${rule} without slope` as const;
    expect(atRest(without)).toBeGreaterThan(30);
    expect(atRest(without)).toBeLessThan(atRest(rule) - 0.5);
    expect(lossAtRest(without)).toBeGreaterThan(1.1 * lossAtRest(rule));
  });
});
