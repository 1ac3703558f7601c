import { describe, expect, it } from 'vitest';
import { formatNumber, parseNumber } from './number-format';

describe('formatNumber', () => {
  it.each([
    [5000, '5,000'],
    [0.0001, '0.0001'],
    [1e-8, '1e-8'],
    [0.00003, '3e-5'],
    [0.15, '0.15'],
    [0.1 + 0.2, '0.3'],
    [0, '0'],
    [0.99999, '0.99999'],
    [60000, '60,000'],
    [999999, '999,999'],
  ])('%d is written %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('leaves a seed ungrouped', () => {
    expect(formatNumber(1111, { isGrouped: false })).toBe('1111');
  });
});

describe('parseNumber', () => {
  it.each([
    ['5,000', 5000],
    ['20 000', 20000],
    ['0,15', 0.15],
    ['1e-8', 1e-8],
    ['.5', 0.5],
    [' 12 ', 12],
    ['−3', -3],
    ['1,234,567.5', 1234567.5],
  ])('%s is read as %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', 'ten', '1e309', '0x10', 'NaN', '1,2,3', '--1'])('%s is no number', (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it('reads back what is written', () => {
    for (const value of [5000, 0.0001, 1e-8, 0.99999, 123456, 0.025, 1e-12]) {
      expect(parseNumber(formatNumber(value))).toBe(value);
    }
  });
});
