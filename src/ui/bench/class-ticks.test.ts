import { describe, expect, test } from 'vitest';
import { rdmLayout } from '../../charts/rdm-layout';
import { classTicks } from './class-ticks';

const ticksOf = (names: string[], each: number, available = 200) => {
  const groups = names.map(() => each);
  const count = names.length * each;
  const layout = rdmLayout({ available, count, groups, devicePixelRatio: 1 });
  const rows = names.map((_, group) => group * each);
  return classTicks({ layout, names, rows, hasPictures: true, unit: 1 });
};
const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
const clothes = digits.map((digit) => `Garment number ${digit}x`);
const many = Array.from({ length: 50 }, (_, at) => `Class ${String.fromCharCode(97 + (at % 26))}${at}`);

describe('classTicks', () => {
  test('digits are written', () => {
    expect(ticksOf(digits, 6).map(({ text }) => text)).toEqual(digits);
  });

  test('words become sample pictures that do not touch', () => {
    const ticks = ticksOf(clothes, 6);
    expect(ticks).toHaveLength(10);
    expect(ticks.every(({ text }) => text === null)).toBe(true);
    expect(ticks.map(({ row }) => row)).toEqual([0, 6, 12, 18, 24, 30, 36, 42, 48, 54]);
    const gaps = ticks.slice(1).map(({ centre }, at) => centre - (ticks[at]?.centre ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(ticks[0]?.sizePx ?? 99);
    expect(ticks[0]?.sizePx).toBe(16);
  });

  test('fifty classes are thinned out, and what is left can be told apart', () => {
    const ticks = ticksOf(many, 1);
    expect(ticks.length).toBeGreaterThan(8);
    expect(ticks.length).toBeLessThan(26);
    const gaps = ticks.slice(1).map(({ centre }, at) => centre - (ticks[at]?.centre ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(11);
  });

  test('one class, or none, has no marks', () => {
    expect(ticksOf(['only'], 12)).toEqual([]);
  });
});
