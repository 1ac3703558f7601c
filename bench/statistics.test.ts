import { describe, expect, it } from 'vitest';
import { median, medianRatio, stepsFor, threeDigits } from './statistics';

describe('median', () => {
  it('is the middle of an odd number and the mean of the middle two of an even one, in any order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 9, 1, 2])).toBe(5.5);
    expect(median([10, 9, 2, 1])).toBe(5.5);
    expect(median([])).toBeNaN();
  });

  it('sorts numbers as numbers', () => {
    expect(median([10, 9, 100])).toBe(10);
  });
});

describe('medianRatio', () => {
  it('takes the ratio inside each round, so that a machine slowing down tenfold does not move it', () => {
    expect(medianRatio([2, 20, 200], [1, 10, 100])).toBe(2);
    // The ratio of the medians would be 20 / 1.
    expect(medianRatio([2, 20, 30], [1, 10, 1])).toBe(2);
  });

  it('leaves out rounds that one side lacks', () => {
    expect(medianRatio([null, 6, 8], [1, 2, null])).toBe(3);
    expect(medianRatio([1], [null])).toBeNaN();
  });
});

describe('stepsFor', () => {
  it('fills the round, with at least one step and no more than the limit', () => {
    expect(stepsFor(300, 1.5)).toBe(200);
    expect(stepsFor(300, 4000)).toBe(1);
    expect(stepsFor(300, 0.001, 5000)).toBe(5000);
  });
});

describe('threeDigits', () => {
  it('keeps three significant digits and never an exponent', () => {
    expect([1234.6, 123.4, 12.34, 1.234, 0.1234, 0.001234, 0].map(threeDigits)).toEqual([
      '1235',
      '123',
      '12.3',
      '1.23',
      '0.123',
      '0.00123',
      '0',
    ]);
    expect(threeDigits(Number.NaN)).toBe('–');
  });
});
