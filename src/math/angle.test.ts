import { describe, expect, it } from 'vitest';
import { angleDeg, cosine, frobeniusNorm } from './angle';
import { createRng } from './rng';

const DEGREE = Math.PI / 180;

describe('angleDeg', () => {
  it('knows the named angles', () => {
    expect(angleDeg([1, 2, 3], [2, 4, 6])).toBe(0);
    expect(angleDeg([1, 2, 3], [-1, -2, -3])).toBe(180);
    expect(angleDeg([1, 0], [0, 5])).toBeCloseTo(90, 12);
    expect(angleDeg([1, 0], [1, 1])).toBeCloseTo(45, 12);
  });

  it.each([1e-7, 1e-4, 1, 89.9999, 179.9999, 180 - 1e-7])(
    'resolves %d degrees, also near both ends',
    (degrees) => {
      const b = [Math.cos(degrees * DEGREE), Math.sin(degrees * DEGREE)];
      expect(Math.abs(angleDeg([3, 0], b) - degrees)).toBeLessThan(
        1e-12 + 1e-9 * Math.min(degrees, 180 - degrees),
      );
    },
  );

  it('does not depend on length, nor overflow or underflow', () => {
    expect(angleDeg([1e150, 0], [1e150, 1e150])).toBeCloseTo(45, 10);
    expect(angleDeg([1e-11, 0], [1e-11, 1e-11])).toBeCloseTo(45, 10);
  });

  it('has no answer for vectors without direction', () => {
    expect(angleDeg([0, 0], [1, 0])).toBeNaN();
    expect(angleDeg([1e-13, 0], [1, 0])).toBeNaN();
    expect(angleDeg([Number.NaN, 1], [1, 0])).toBeNaN();
    expect(angleDeg([Number.POSITIVE_INFINITY, 1], [1, 0])).toBeNaN();
  });

  it('refuses vectors of different lengths', () => {
    expect(() => angleDeg([1], [1, 2])).toThrow('angleDeg: 1 numbers against 2');
  });

  it('is close to 90 for random vectors of many entries', () => {
    const rng = createRng(1, 'noise');
    const draw = (): Float32Array => Float32Array.from({ length: 10_000 }, () => rng.normal());
    expect(Math.abs(angleDeg(draw(), draw()) - 90)).toBeLessThan((3 * 57.3) / 100);
  });
});

describe('cosine and frobeniusNorm', () => {
  it('agree with the angle', () => {
    const a = [1, -2, 0.5];
    const b = [0.3, 1, 4];
    expect(cosine(a, b)).toBeCloseTo(Math.cos(angleDeg(a, b) * DEGREE), 12);
    expect(cosine([2, 2], [-1, -1])).toBeCloseTo(-1, 12);
    expect(cosine([0, 0], [1, 1])).toBeNaN();
    expect(frobeniusNorm([3, 0, 0, 4])).toBe(5);
    expect(frobeniusNorm([])).toBe(0);
  });
});
