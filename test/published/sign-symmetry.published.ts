/**
 * How much of the weights has to be known: on a small convolutional network sign-symmetric feedback learns like
 * backpropagation, fixed random feedback falls behind, and the last layer alone comes last.
 * Fashion-MNIST, two convolutions with stride 2 (6 and 12 filters of 5 × 5) and 32 units, tanh, Adam, three passes of 6,400 images.
 * Sources: Liao, Leibo, Poggio (2016), How important is weight symmetry in backpropagation?, AAAI 30; Moskovitz, Litwin-Kumar,
 * Abbott (2018), arXiv:1812.06488; Sanfiz, Akrout (2021), arXiv:2108.13446.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { meanAccuracy, type Outcome, picturesOf, runAll, type Setting, startWasm } from './published-runs';

const SETTING: Setting = {
  dataset: picturesOf('fashion-mnist', 6400),
  hidden: 'c6k5s2t.c12k5s2t.32t',
  optimiser: { id: 'adam', learningRate: 0.001 },
  training: { batch: 32, epochs: 3 },
  rateMode: 'perRule',
};

const ARMS = {
  bp: { rule: 'bp' },
  usf: { rule: 'usf' },
  brsf: { rule: 'brsf' },
  frsf: { rule: 'frsf' },
  fa: { rule: 'fa' },
  dfa: { rule: 'dfa' },
  readout: { rule: 'readout' },
  // The last layer alone may hurry: it is not the rate that holds it back.
  hurried: { rule: 'readout', learningRate: 0.01 },
} as const;

describe('signs are enough for a convolutional network', () => {
  let mean: (name: keyof typeof ARMS) => number;
  let outcomes: Record<keyof typeof ARMS, readonly Outcome[]>;
  beforeAll(async () => {
    await startWasm();
    outcomes = await runAll(SETTING, ARMS);
    mean = (name) => meanAccuracy(outcomes[name]);
  }, 3_600_000);

  test.each(['usf', 'brsf', 'frsf'] as const)(
    '%s closes more than half of the gap that FA leaves',
    (rule) => {
      const gap = (to: keyof typeof ARMS): number => mean('bp') - mean(to);
      expect(gap(rule)).toBeLessThan(gap('fa') / 2);
      expect(Math.abs(gap(rule))).toBeLessThan(4);
    },
  );

  test.each(['fa', 'dfa'] as const)('%s stays behind backpropagation and every sign rule', (rule) => {
    for (const better of ['bp', 'usf', 'brsf', 'frsf'] as const)
      expect(mean(rule), better).toBeLessThan(mean(better) - 1);
  });

  test('the last layer alone is worst, whatever its rate', () => {
    for (const control of ['readout', 'hurried'] as const)
      for (const better of ['bp', 'usf', 'brsf', 'frsf', 'fa', 'dfa'] as const)
        expect(mean(control), better).toBeLessThan(mean(better) - 1);
  });
});
