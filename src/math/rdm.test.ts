import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CONSTANT_SHARE_FLOAT64,
  classGap,
  pairAt,
  pairCount,
  pairIndex,
  pearsonRdm,
  type RdmMetric,
  rdmOf,
  sizeOfTriangle,
} from './rdm';

type Golden = readonly (number | null)[];
type Rows = readonly (readonly number[])[];
type Name = 'A' | 'B' | 'R';
type Metrics = 'correlation' | 'cosine' | 'sqeuclidean' | 'euclidean';
type Gap = Readonly<Record<'mean_between' | 'mean_within' | 'difference', number>>;

function readGolden<Content>(name: string): Content {
  const path = resolve(import.meta.dirname, `../../test/golden/rsa/${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}

const activations = readGolden<Record<Name, Rows> & { stimulus_class: readonly number[] }>('activations');
const rdms = readGolden<Record<Name, Record<Metrics, Golden>>>('rdms');
const geometry = readGolden<Record<Name, { class_sep_correlation: Gap }>>('geometry');
const degenerate = readGolden<{
  X: Rows;
  recommended_correlation: { vector: Golden };
  recommended_cosine: { vector: Golden };
  sqeuclidean: Golden;
}>('degenerate');

/** Every entry within 1e-9 relative (absolute under 1); null stands for NaN. */
function expectClose(actual: ArrayLike<number>, golden: Golden): void {
  expect(actual.length).toBe(golden.length);
  golden.forEach((value, index) => {
    const entry = actual[index] ?? Number.POSITIVE_INFINITY;
    if (value === null) expect(entry, `entry ${index}`).toBeNaN();
    else
      expect(Math.abs(entry - value), `entry ${index}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(value)),
      );
  });
}

const golden64 = (rows: Rows, metric: RdmMetric): Float64Array =>
  rdmOf(rows.flat(), rows.length, metric, CONSTANT_SHARE_FLOAT64);

describe('rdmOf on golden cases', () => {
  for (const name of ['A', 'B', 'R'] as const) {
    it(`agrees on ${name} in all metrics`, () => {
      const rows = activations[name];
      expectClose(golden64(rows, 'correlation'), rdms[name].correlation);
      expectClose(golden64(rows, 'cosine'), rdms[name].cosine);
      expectClose(golden64(rows, 'squared-euclidean'), rdms[name].sqeuclidean);
      expectClose(golden64(rows, 'euclidean'), rdms[name].euclidean);
    });

    it(`summarises the classes of ${name}`, () => {
      const gap = classGap(golden64(activations[name], 'correlation'), activations.stimulus_class);
      const expected = geometry[name].class_sep_correlation;
      expectClose(
        [gap.between, gap.within, gap.gap],
        [expected.mean_between, expected.mean_within, expected.difference],
      );
    });
  }

  it('marks constant and zero patterns as undefined', () => {
    expectClose(golden64(degenerate.X, 'correlation'), degenerate.recommended_correlation.vector);
    expectClose(golden64(degenerate.X, 'cosine'), degenerate.recommended_cosine.vector);
    expectClose(golden64(degenerate.X, 'squared-euclidean'), degenerate.sqeuclidean);
  });
});

describe('pearsonRdm in single precision', () => {
  it('agrees to 1e-4 and keeps the undefined rows', () => {
    const rdm = pearsonRdm(Float32Array.from(degenerate.X.flat()), 12, 20);
    degenerate.recommended_correlation.vector.forEach((value, index) => {
      if (value === null) expect(rdm[index]).toBeNaN();
      else expect(rdm[index]).toBeCloseTo(value, 4);
    });
  });

  it('takes rounding noise on a large constant for constant', () => {
    const noisy = Float32Array.from({ length: 8 }, (_, k) => 1000 + (k % 2) * 6e-5);
    expect(pearsonRdm(Float32Array.from([...noisy, 1, 2, 3, 4, 5, 6, 7, 9]), 2, 8)[0]).toBeNaN();
  });

  it('is 0 for a scaled and shifted copy and 2 for a mirrored one', () => {
    const [copy, mirrored] = pearsonRdm([1, 2, 4, 5, 7, 11, -1, -2, -4], 3, 3);
    expect(copy).toBeCloseTo(0, 12);
    expect(mirrored).toBe(2);
  });

  it('refuses a wrong number of values', () => {
    expect(() => pearsonRdm([1, 2, 3], 2, 2)).toThrow('2 patterns of 2 need 4 numbers, got 3');
  });
});

describe('places in the triangle', () => {
  it('are row-major and can be inverted', () => {
    const n = 7;
    let place = 0;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        expect(pairIndex(i, j, n)).toBe(place);
        expect(pairIndex(j, i, n)).toBe(place);
        expect(pairAt(place, n)).toEqual([i, j]);
        place++;
      }
    }
    expect(place).toBe(pairCount(n));
    expect(sizeOfTriangle(place)).toBe(n);
  });

  it('are refused outside', () => {
    expect(() => pairIndex(2, 2, 5)).toThrow('no pair (2, 2) among 5');
    expect(() => pairIndex(0, 5, 5)).toThrow();
    expect(() => pairAt(10, 5)).toThrow('no place 10 among 5');
    expect(() => sizeOfTriangle(4)).toThrow('4 is not the length');
  });
});

describe('classGap', () => {
  it('leaves undefined entries out', () => {
    const gap = classGap([1, Number.NaN, 4, 5, 6, 3], [0, 0, 1, 1]);
    expect(gap).toEqual({ within: 2, between: 5, gap: 3 });
  });
});
