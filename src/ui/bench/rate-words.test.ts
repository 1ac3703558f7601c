import { expect, test } from 'vitest';
import { DEFAULT_SPEC } from '../../spec/presets';
import type { ExperimentSpec } from '../../spec/spec';
import { factorWords, rateWords } from './rate-words';

const names = [
  { slot: 0 as const, name: 'BP' },
  { slot: 1 as const, name: 'FA' },
];
const withRate = (patch: Partial<ExperimentSpec>): ExperimentSpec => ({
  ...DEFAULT_SPEC,
  optimiser: { ...DEFAULT_SPEC.optimiser, learningRate: 0.1 },
  ...patch,
});

test('one rate for all, whatever the arms remember of their own', () => {
  const arms = DEFAULT_SPEC.arms.map((arm) => ({ ...arm, learningRate: 0.7 }));
  expect(rateWords(withRate({ arms }), names)).toBe('same rate for all: 0.1');
});

test('a rate for each: the common one where an arm has none of its own', () => {
  const arms = DEFAULT_SPEC.arms.map((arm) => ({ ...arm, learningRate: arm.slot === 1 ? 0.01 : null }));
  expect(rateWords(withRate({ arms, rateMode: 'perRule' }), names)).toBe('tuned per rule: BP 0.1 · FA 0.01');
});

test('a schedule is part of the rate', () => {
  const steps = { id: 'steps', warmup: 2, every: 10, factor: 0.1 } as const;
  const spec = withRate({ schedule: steps });
  expect(rateWords(spec, names)).toBe('same rate for all: 0.1, × 0.1 every 10 epochs, warm-up over 2 epochs');
  const length = { stepsPerEpoch: 100, totalSteps: 3000 };
  expect(factorWords(spec, 49, length)).toBe('now × 0.25');
  expect(factorWords(spec, 1000, length)).toBe('now × 0.1');
  expect(factorWords(withRate({}), 49, length)).toBeNull();
  const cosine = withRate({ schedule: { id: 'cosine', warmup: 0, every: 1, factor: 1 } });
  expect(rateWords(cosine, names)).toBe('same rate for all: 0.1, cosine to 0');
  expect(factorWords(cosine, 1500, length)).toBe('now × 0.5');
});
