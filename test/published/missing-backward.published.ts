/**
 * The missing backward pass, after Figure 5 of a student project: in every second batch the hidden layer gets something else in
 * place of its errors. Where it gets ones it is driven into saturation and nothing is learnt; where it gets nothing it learns from
 * the other half. Both with weight transport (BP) and without (FA). 30 sigmoid units, squared loss, Fashion-MNIST.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { FEEDBACK, sigmoidUnits } from './fashion-sigmoid';
import { meanAccuracy, type Outcome, runAll, startWasm } from './published-runs';

/** `blockMode` of RULE_PARAMS. */
const [ONES, NOTHING] = [0, 1];

const missing = (blockMode: number) => ({ blockProbability: 0.5, blockMode });

const ARMS = {
  'bp with ones': { rule: 'bp', params: missing(ONES) },
  'bp with nothing': { rule: 'bp', params: missing(NOTHING) },
  'fa with ones': { rule: 'fa', params: { ...FEEDBACK, ...missing(ONES) } },
  'fa with nothing': { rule: 'fa', params: { ...FEEDBACK, ...missing(NOTHING) } },
} as const;

describe('half of the backward passes missing', () => {
  let outcomes: Record<keyof typeof ARMS, readonly Outcome[]>;
  beforeAll(async () => {
    await startWasm();
    outcomes = await runAll(sigmoidUnits(30), ARMS);
  }, 3_600_000);

  test.each(['bp', 'fa'] as const)('%s with ones in their place learns nothing, at any seed', (rule) => {
    for (const { accuracyPercent } of outcomes[`${rule} with ones`]) expect(accuracyPercent).toBeLessThan(25);
  });

  test.each(['bp', 'fa'] as const)('%s with nothing in their place learns, at every seed', (rule) => {
    for (const { accuracyPercent } of outcomes[`${rule} with nothing`])
      expect(accuracyPercent).toBeGreaterThan(60);
    const gap = meanAccuracy(outcomes[`${rule} with nothing`]) - meanAccuracy(outcomes[`${rule} with ones`]);
    expect(gap).toBeGreaterThan(40);
  });
});
