import { describe, expect, it } from 'vitest';
import { readTyped } from './use-typed-number';

const images = {
  value: 5000,
  min: 200,
  max: 20000,
  isInteger: true,
  noun: 'images',
  onChange: () => undefined,
  move: (value: number) => value,
};

describe('readTyped', () => {
  it('keeps a number within the limits', () => {
    expect(readTyped('6,000', images)).toEqual({ kept: 6000, problem: null });
  });

  it('keeps the limit of a number beyond it and says so', () => {
    expect(readTyped('25000', images)).toEqual({
      kept: 20000,
      problem: 'At most 20,000 images. Kept 20,000.',
    });
    expect(
      readTyped('100', { ...images, min: 0, max: 8, noun: '', maxIs: 'the size of the layer' }).problem,
    ).toBe('At most 8, the size of the layer. Kept 8.');
    expect(readTyped('3', images)).toEqual({ kept: 200, problem: 'At least 200 images. Kept 200.' });
  });

  it('keeps the old value when the text is no number', () => {
    expect(readTyped('many', images)).toEqual({ kept: 5000, problem: 'This is not a number. Kept 5,000.' });
  });

  it('rounds where only whole numbers make sense', () => {
    expect(readTyped('999.6', images)).toEqual({ kept: 1000, problem: 'Whole numbers only. Kept 1,000.' });
  });
});
