import { describe, expect, test } from 'vitest';
import { RULE_IDS } from '../../spec/catalogue';
import { COMPONENTS_OF } from '../../spec/inner-components';
import { hasComponents } from '../../spec/inner-rules';
import type { ComponentsView } from '../../store/run-state';
import { componentPictures, pairWords, summaryWords, wrapped } from './components-model';

/** A layer of 2 × 1 pixels and two units, 3 (0.8, 0.6) and (0, 2); components (1, 0) and (0, −1). */
const view: ComponentsView = {
  step: 7,
  weights: { shape: [2, 2], values: Float32Array.of(2.4, 0, 1.8, 2) },
  components: [Float32Array.of(1, 0), Float32Array.of(0, -1)],
  shares: [0.75, 0.25],
  closest: [
    { unit: 0, cosine: 0.8, angleDeg: 36.87, near: 0 },
    { unit: 1, cosine: -1, angleDeg: 0, near: 1 },
  ],
  isCentred: true,
  examples: 40,
};
const shape = { height: 2, width: 1, channels: 1, count: 2 };

describe('pictures of components', () => {
  test('each above its unit, at length 1, turned towards it, on one range', () => {
    const { pairs, units, max } = componentPictures(view, shape, 0);
    const column = (pair: number, tile: number): number[] =>
      [0, 1].map((y) => pairs[pair]?.tiles.valueAt(tile, y, 0, 0) ?? Number.NaN);
    expect(column(0, 0)).toEqual([1, 0]);
    expect(column(0, 1)[0]).toBeCloseTo(0.8, 6);
    expect(column(0, 1)[1]).toBeCloseTo(0.6, 6);
    // Component and unit point opposite ways: the component is turned, the weights are as they are.
    expect(column(1, 0)[1]).toBe(1);
    expect(column(1, 1)).toEqual([0, 1]);
    expect(max).toBe(1);
    for (const tiles of [units, ...pairs.map((pair) => pair.tiles)]) expect(tiles.maxOf(0)).toBe(1);
    expect(pairs.map(({ unit }) => unit)).toEqual([1, 2]);
  });

  test('vectors are wrapped into squares, filled up with zeros', () => {
    expect(wrapped(5)).toEqual({ height: 2, width: 3, channels: 1, count: 1 });
    const values = Float32Array.of(1, 2, 3, 4, 5);
    const weights = { shape: [5, 1], values };
    const { units } = componentPictures({ ...view, weights, components: [], closest: [] }, null, 0);
    const length = Math.sqrt(55);
    expect(units.valueAt(0, 1, 1, 0)).toBeCloseTo(5 / length, 6);
    expect(units.valueAt(0, 1, 2, 0)).toBe(0);
  });

  test('without weights there is no unit to name', () => {
    const closest = [{ unit: 0, cosine: Number.NaN, angleDeg: Number.NaN, near: 0 }];
    const weights = { shape: [2, 1], values: new Float32Array(2) };
    const { pairs } = componentPictures(
      { ...view, weights, closest, components: [Float32Array.of(1, 0)] },
      shape,
      0,
    );
    expect(pairs[0]?.unit).toBeNull();
    expect(pairs[0] && pairWords(pairs[0], true)).toBe('PC 1, 75.0 % of the variance. No unit has weights.');
  });
});

describe('what is said of components', () => {
  test('of a pair', () => {
    const [pair] = componentPictures(view, shape, 0).pairs;
    expect(pair && pairWords(pair, false)).toBe(
      'PC 1, 75.0 % of all squares. Closest: unit 1, 36.9° away, |cos| 0.800.',
    );
  });

  test('of all: how many units have found the same, and how many components a unit', () => {
    const told = (...near: readonly number[]): string =>
      summaryWords({
        ...view,
        closest: view.closest.map((each, place) => ({ ...each, near: near[place] ?? 0 })),
      });
    const all = '2 components: 100.0 % of the variance.';
    expect(told(2, 0)).toBe(`${all} Within 20° of PC 1 lie 2 of 2 units; no unit is as near to another.`);
    expect(told(1, 1)).toBe(
      `${all} Within 20° of PC 1 lies 1 of 2 units; 1 of the other components has one as near.`,
    );
    expect(told(0, 0)).toBe(`${all} No unit lies within 20° of any.`);
    expect(summaryWords({ ...view, isCentred: false })).toMatch(
      /of all squares\. .* PC 1 is close to its mean\.$/,
    );
    expect(summaryWords({ ...view, shares: [], closest: [], components: [] })).toMatch(/does not vary/);
  });

  test('every rule that has components says what to look for, and no other', () => {
    for (const rule of RULE_IDS) expect(COMPONENTS_OF[rule] !== undefined, rule).toBe(hasComponents(rule));
  });
});
