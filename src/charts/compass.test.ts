import { describe, expect, it } from 'vitest';
import type { Slot } from './arm-style';
import { type CompassModel, compassNodes, compassSize, pointsAway } from './compass';
import type { SvgNode } from './svg';
import { LIGHT } from './theme';

const modelOf = (rows: readonly (readonly (number | null)[])[]): CompassModel => ({
  arms: (rows[0] ?? []).map((_, slot) => ({ slot: slot as Slot, name: `R${slot}` })),
  rows: rows.map((angles, layer) => ({
    name: `Layer ${layer + 1}`,
    needles: angles.map((angleDeg) => ({ angleDeg, firstDeg: null })),
  })),
});
const drawn = (model: CompassModel, width = 248): SvgNode[] => compassNodes(model, LIGHT, { width });
const textsOf = (nodes: readonly SvgNode[]): string[] =>
  nodes.flatMap(({ tag, text }) => (tag === 'text' && text !== null ? [text] : []));
/** Needles end in the middle of their marker: lines that start at a disc's centre and are no radius straight up. */
const needlesOf = (nodes: readonly SvgNode[]): SvgNode[] =>
  nodes.filter(
    ({ tag, attributes }) =>
      tag === 'line' && 'stroke-dasharray' in attributes && attributes.stroke !== LIGHT.ink,
  );

describe('compass', () => {
  it('shows every layer of every arm with its number', () => {
    const texts = textsOf(
      drawn(
        modelOf([
          [0, 35.3, 88.6, 120.4],
          [0, 1, 2, null],
        ]),
      ),
    );
    for (const number of ['0°', '35°', '89°', '120°', '1°', '2°', '–']) expect(texts).toContain(number);
    expect(texts.filter((text) => text === '90°')).toHaveLength(8);
    expect(texts).toContain('Layer 2');
  });

  it('says in words which needles point away, and only beyond 90°', () => {
    expect(textsOf(drawn(modelOf([[90, 90.1, 179]]))).filter((text) => text === 'points away')).toHaveLength(
      2,
    );
    const crowded = textsOf(drawn(modelOf([[91, 92, 93, 94]])));
    expect(crowded.filter((text) => text === 'points away')).toHaveLength(0);
    expect(crowded.filter((text) => text === 'away')).toHaveLength(4);
    expect([null, 0, 90, 90.01].map(pointsAway)).toEqual([false, false, false, true]);
  });

  it('points right for 0°, up for 90° and left for 180°', () => {
    const needles = needlesOf(drawn(modelOf([[0, 90, 180]]))).map(({ attributes: { x1, x2, y1, y2 } }) => [
      Math.sign(Math.round(Number(x2) - Number(x1))),
      Math.sign(Math.round(Number(y2) - Number(y1))),
    ]);
    expect(needles).toEqual([
      [1, 0],
      [0, -1],
      [-1, 0],
    ]);
  });

  it('fills a height that is given, and no more', () => {
    const model = modelOf([
      [0, 40],
      [10, 50],
      [0, 0],
    ]);
    const room = { width: 2000, height: 800 };
    expect(compassSize(model, room, 1).height).toBeCloseTo(800, 6);
    const usual = compassSize(model, { width: 2000 }, 1).height;
    expect(usual).toBeLessThan(500);
    expect(compassSize(model, { width: 300, height: 800 }, 1).height).toBeLessThan(800);
  });

  it('keeps discs of neighbours apart, however many there are', () => {
    for (const [arms, width] of [
      [1, 248],
      [4, 248],
      [4, 200],
      [4, 900],
    ] as const) {
      const nodes = drawn(modelOf([Array.from({ length: arms }, () => 0)]), width);
      const needles = needlesOf(nodes).map(({ attributes: { x1, x2 } }) => [Number(x1), Number(x2)] as const);
      const radius = (needles[0]?.[1] ?? 0) - (needles[0]?.[0] ?? 0);
      expect(radius).toBeGreaterThanOrEqual(15);
      for (let at = 1; at < needles.length; at++)
        expect((needles[at]?.[0] ?? 0) - (needles[at - 1]?.[0] ?? 0)).toBeGreaterThan(2 * radius);
    }
  });
});
