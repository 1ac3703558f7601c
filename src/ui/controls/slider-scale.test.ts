import { describe, expect, it } from 'vitest';
import { createSliderScale, POSITIONS } from './slider-scale';

const rate = createSliderScale({ min: 0.0001, max: 1, scale: 'log', step: 0.01, isInteger: false });
const noise = createSliderScale({ min: 0, max: 1, scale: 'linear', step: 0.01, isInteger: false });
const images = createSliderScale({ min: 200, max: 20000, scale: 'log', step: 100, isInteger: true });
const DECAY = { min: 0, max: 1, scale: 'log0', step: 0.01, isInteger: false } as const;
const decay = createSliderScale(DECAY);

describe('a logarithmic slider', () => {
  it('gives every decade the same width', () => {
    expect(rate.toPosition(0.001)).toBeCloseTo(POSITIONS / 4, 6);
    expect(rate.toPosition(0.1)).toBeCloseTo((POSITIONS * 3) / 4, 6);
  });

  it('stops at round numbers and moves from one to the next', () => {
    expect(rate.toStop(rate.toPosition(0.147))).toBe(0.15);
    expect(rate.move(0.1, 1)).toBe(0.12);
    expect(rate.move(0.1, -1)).toBe(0.09);
    expect(rate.move(0.13, 1)).toBe(0.15);
    expect(rate.move(0.1, 10)).toBe(0.8);
    expect(rate.move(0.9, 10)).toBe(1);
  });

  it('names its decades', () => {
    expect(rate.ticks).toEqual([0.0001, 0.01, 0.1, 1]);
  });

  it('keeps whole numbers whole', () => {
    expect(images.move(200, 1)).toBe(250);
    expect(images.toStop(0)).toBe(200);
    expect(images.toStop(POSITIONS)).toBe(20000);
  });
});

describe('a linear slider', () => {
  it('steps by its step without rounding dust', () => {
    expect(noise.move(0.03, 1)).toBe(0.04);
    expect(noise.move(0.03, 10)).toBe(0.13);
    expect(noise.move(0.03, -10)).toBe(0);
    expect(noise.toStop(296)).toBe(0.3);
  });
});

describe('a logarithmic slider with a zero', () => {
  it('has zero left of its smallest power', () => {
    expect(decay.toPosition(0)).toBe(0);
    expect(decay.move(0, 1)).toBe(1e-6);
    expect(decay.move(1e-6, -1)).toBe(0);
    expect(decay.toStop(10)).toBe(0);
  });

  it('names zero and the larger decades', () => {
    expect(decay.ticks).toEqual([0, 0.001, 0.1, 1]);
    expect(createSliderScale({ ...DECAY, max: 1000 }).ticks).toEqual([0, 1, 100, 1000]);
  });
});
