import { expect, it } from 'vitest';
import { hasLearned } from './rounds';

it('sees through contestants that are fast because they do not train', () => {
  expect(hasLearned(2.49, 1000)).toBe(false);
  expect(hasLearned(0.3, 1000)).toBe(true);
  expect(hasLearned(Number.NaN, 1000)).toBe(false);
  // Too few steps to tell, but a number it must be.
  expect(hasLearned(2.49, 10)).toBe(true);
  expect(hasLearned(Number.NaN, 10)).toBe(false);
});
