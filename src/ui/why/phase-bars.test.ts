import { expect, test } from 'vitest';
import { phaseBars } from './phase-bars';

test('phases follow one another and fill the step', () => {
  expect(phaseBars([{ length: 30 }, { length: 10 }, { length: 10 }])).toEqual([
    { startPercent: 0, widthPercent: 60 },
    { startPercent: 60, widthPercent: 20 },
    { startPercent: 80, widthPercent: 20 },
  ]);
});

test('a pass beside a long settling can still be seen', () => {
  const [pass, settling] = phaseBars([{ length: 1 }, { length: 99 }]);
  expect(pass?.widthPercent).toBeGreaterThan(5);
  expect(settling?.startPercent).toBe(pass?.widthPercent);
  expect((settling?.startPercent ?? 0) + (settling?.widthPercent ?? 0)).toBeCloseTo(100, 9);
});
