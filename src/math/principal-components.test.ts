/**
 * Principal components against data whose components are known by construction, in both of their ways of being found.
 */
import { describe, expect, test } from 'vitest';
import { closestUnits } from './closest-units';
import { principalComponents } from './principal-components';
import { createRng } from './rng';
import { jacobi, leadingPairs } from './symmetric-eigen';

/** sin and cos of whole periods: vectors that are at right angles to each other and to a constant, exactly. */
const wave = (length: number, periods: number, shift = 0): number[] =>
  Array.from(
    { length },
    (_, k) => Math.sqrt(2 / length) * Math.cos((2 * Math.PI * (periods * k + shift)) / length),
  );

/** Σ_i s_i a_i b_iᵀ + m: examples whose components are b_i with variances s_i² / n about the mean m. */
function known(count: number, size: number, spreads: readonly number[], mean: (k: number) => number) {
  const times = spreads.map((_, i) => wave(count, i + 1));
  const directions = spreads.map((_, i) => wave(size, 2 * i + 1));
  const values = Array.from({ length: count * size }, (_, at) => {
    const [row, k] = [Math.floor(at / size), at % size];
    const sum = spreads.reduce(
      (all, s, i) => all + s * (times[i]?.[row] ?? 0) * (directions[i]?.[k] ?? 0),
      0,
    );
    return sum + mean(k);
  });
  return { values, directions };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);

const SPREADS = [9, 7, 4, 2, 1];
const SQUARES = SPREADS.map((s) => s * s);
const ALL = SQUARES.reduce((a, b) => a + b, 0);

describe('principal components', () => {
  // More examples than numbers, and the other way round; small and large.
  test.each([
    [200, 30],
    [30, 200],
    [150, 120],
    [90, 130],
  ])('of %i examples of %i numbers: directions and shares as built', (count, size) => {
    const { values, directions } = known(count, size, SPREADS, (k) => 3 + k / size);
    const { vectors, shares } = principalComponents({ values, size, about: 'mean' }, 8);
    // Nothing else varies.
    expect(shares.length).toBe(SPREADS.length);
    for (const [i, direction] of directions.entries()) {
      expect(Math.abs(dot(vectors[i] ?? [], direction)), `component ${i + 1}`).toBeCloseTo(1, 10);
      expect(shares[i]).toBeCloseTo((SQUARES[i] ?? 0) / ALL, 10);
    }
  });

  test('about the origin the mean comes first', () => {
    const mean = wave(40, 12).map((value) => 50 * value);
    const { values } = known(60, 40, SPREADS, (k) => mean[k] ?? 0);
    const [first = new Float64Array()] = principalComponents(
      { values, size: 40, about: 'origin' },
      1,
    ).vectors;
    expect(Math.abs(dot(first, mean)) / 50).toBeCloseTo(1, 10);
  });

  test('of two numbers: the angle that the formula gives', () => {
    const rng = createRng(3, 'probe');
    const points = Array.from({ length: 500 }, () => {
      const [x, y] = [rng.uniform() - 0.5, rng.uniform() - 0.5];
      return [2 * x + 0.4 * y, 0.9 * x - 0.3 * y];
    });
    const { vectors, shares } = principalComponents({ values: points.flat(), size: 2, about: 'mean' }, 2);
    const mean = [0, 1].map((k) => points.reduce((sum, point) => sum + (point[k] ?? 0), 0) / points.length);
    const moment = (i: number, j: number): number =>
      points.reduce((sum, p) => sum + ((p[i] ?? 0) - (mean[i] ?? 0)) * ((p[j] ?? 0) - (mean[j] ?? 0)), 0) /
      points.length;
    // tan 2θ = 2 c_xy / (c_xx − c_yy)
    const angle = Math.atan2(2 * moment(0, 1), moment(0, 0) - moment(1, 1)) / 2;
    expect(Math.abs(dot(vectors[0] ?? [], [Math.cos(angle), Math.sin(angle)]))).toBeCloseTo(1, 12);
    expect(Math.abs(dot(vectors[1] ?? [], [-Math.sin(angle), Math.cos(angle)]))).toBeCloseTo(1, 12);
    expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBeCloseTo(1, 12);
  });

  test('examples that are all alike have none', () => {
    const values = new Float32Array(50).fill(0.7);
    expect(principalComponents({ values, size: 5, about: 'mean' }, 3)).toEqual({ vectors: [], shares: [] });
  });
});

describe('eigenpairs', () => {
  test('the leading few of a large matrix are those of all', () => {
    const size = 60;
    const rng = createRng(5, 'probe');
    const X = Array.from({ length: 100 * size }, () => rng.uniform() - 0.5);
    const values = Float64Array.from({ length: size * size }, (_, at) => {
      const [i, j] = [Math.floor(at / size), at % size];
      let sum = 0;
      for (let row = 0; row < 100; row++) sum += (X[row * size + i] ?? 0) * (X[row * size + j] ?? 0);
      return sum;
    });
    const all = jacobi({ size, values });
    const few = leadingPairs({ size, values }, 6);
    for (let i = 0; i < 6; i++) {
      expect(few.values[i]).toBeCloseTo(all.values[i] ?? 0, 8);
      const own = all.vectors.subarray(i * size, (i + 1) * size);
      expect(Math.abs(dot(few.vectors.subarray(i * size, (i + 1) * size), own))).toBeCloseTo(1, 9);
    }
    // What Jacobi finds are eigenvectors.
    const v = all.vectors.subarray(0, size);
    const turned = Array.from({ length: size }, (_, i) => dot(values.subarray(i * size, (i + 1) * size), v));
    for (const [i, value] of turned.entries())
      expect(value).toBeCloseTo((all.values[0] ?? 0) * (v[i] ?? 0), 8);
  });
});

describe('the closest unit', () => {
  const directions = [Float64Array.of(1, 0, 0), Float64Array.of(0, 1, 0)];

  test('whichever way round, with those that are near', () => {
    // Three units: 0.5 (1, 1, 0), −2 (1, 0, 0), and nothing at all.
    const values = [0.5, -2, 0, 0.5, 0, 0, 0, 0, 0];
    const [first, second] = closestUnits(directions, { values, units: 3 }, 46);
    expect(first).toEqual({ unit: 1, cosine: -1, angleDeg: 0, near: 2 });
    expect(second?.unit).toBe(0);
    expect(second?.angleDeg).toBeCloseTo(45, 10);
    expect(second?.near).toBe(1);
  });

  test('without weights there is none', () => {
    expect(closestUnits(directions, { values: new Float32Array(6), units: 2 }, 20)[0]).toMatchObject({
      cosine: Number.NaN,
      angleDeg: Number.NaN,
      near: 0,
    });
  });
});
