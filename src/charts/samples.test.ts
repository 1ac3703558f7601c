import { describe, expect, it } from 'vitest';
import { clipSegment, decimate, samplesPath } from './decimate';
import { formatReading, nearestStep, smoothSamples, valueAt } from './samples';

const samples = {
  step: Uint32Array.from([0, 5, 10, 15, 99, 99]),
  value: Float32Array.from([4, 2, Number.NaN, 1, 77, 77]),
  length: 4,
};

describe('valueAt', () => {
  it('holds the last sample at or before the step', () => {
    expect([0, 4, 5, 9].map((step) => valueAt(samples, step))).toEqual([4, 4, 2, 2]);
  });
  it('gives null in a gap and ignores what lies beyond the length', () => {
    expect(valueAt(samples, 12)).toBeNull();
    expect(valueAt(samples, 1000)).toBe(1);
    expect(valueAt({ ...samples, step: Uint32Array.from([3, 4]), length: 2 }, 2)).toBeNull();
    expect(valueAt({ ...samples, length: 0 }, 5)).toBeNull();
  });
});

describe('nearestStep', () => {
  it('finds the nearest recorded step of any line', () => {
    const other = { step: Uint32Array.from([8]), value: Float32Array.from([1]), length: 1 };
    expect(nearestStep([samples], 7)).toBe(5);
    expect(nearestStep([samples, other], 7)).toBe(8);
    expect(nearestStep([], 7)).toBeNull();
  });
});

describe('smoothSamples', () => {
  it('is the trailing mean of the finite values in the window', () => {
    const smooth = smoothSamples(samples, 10);
    expect([...smooth.value]).toEqual([4, 3, Number.NaN, 1]);
    expect([...smoothSamples(samples, 16).value]).toEqual([4, 3, Number.NaN, Math.fround(7 / 3)]);
  });
});

describe('decimate', () => {
  it('keeps first, extremes and last of each pixel column in order', () => {
    const many = { step: [0, 1, 2, 3, 4, 5], value: [5, 9, 1, 6, 7, 8], length: 6 };
    expect(decimate(many, (step) => (step < 4 ? 0 : 1))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(decimate({ ...many, value: [5, 6, 9, 7, 7, 8] }, (step) => (step < 4 ? 0 : 1))).toEqual([
      0, 2, 3, 4, 5,
    ]);
  });
  it('keeps a spike among a million samples in a short path', () => {
    const length = 1_000_000;
    const value = new Float32Array(length).fill(1);
    value[123_456] = 50;
    const step = Uint32Array.from(value, (_, index) => index);
    const kept = decimate({ step, value, length }, (s) => s / 2000);
    expect(kept).toContain(123_456);
    expect(kept.length).toBeLessThan(2100);
  });
});

describe('samplesPath', () => {
  const map = { x: (step: number) => step, y: (value: number) => value };
  it('breaks at values that are not finite', () => {
    expect(samplesPath({ ...samples, length: 4 }, map).d).toBe('M0 4L5 2');
    const after = { step: [0, 1, 2, 3, 4], value: [1, 2, Number.POSITIVE_INFINITY, 3, 4], length: 5 };
    expect(samplesPath(after, map).d).toBe('M0 1L1 2M3 3L4 4');
  });
  it('is cut where it leaves the window', () => {
    expect(samplesPath({ step: [0, 10, 20], value: [0, 20, 0], length: 3 }, map, [0, 10]).d).toBe(
      'M0 0L5 10M15 10L20 0',
    );
    expect(clipSegment([0, -5], [1, -1], [0, 10])).toBeNull();
  });
});

describe('formatReading', () => {
  it('carries the unit and never prints a value that is not a number', () => {
    expect(formatReading('percent', 0.98)).toBe('98.0 %');
    expect(formatReading('angle', 35.26)).toBe('35.3°');
    expect(formatReading('log', 0.1007)).toBe('0.101');
    expect(formatReading('log', 0.00001)).toBe('1.0e-5');
    expect(formatReading('log', Number.NaN)).toBe('–');
    expect(formatReading('log', null)).toBe('–');
  });
});
