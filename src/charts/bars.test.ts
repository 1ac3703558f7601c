import { describe, expect, it } from 'vitest';
import { barsNodes } from './bars';
import type { SvgNode } from './svg';
import { LIGHT } from './theme';

const SIZE = { width: 400, height: 82 };

/** What stands under the axis: words shown, their middle, and their titles. */
function namesOf(nodes: readonly SvgNode[]): { text: string; x: number; y: number; title: string | null }[] {
  return nodes
    .filter(({ tag, attributes }) => tag === 'text' && attributes['text-anchor'] === 'middle')
    .map(({ text, children, attributes }) => ({
      text: text ?? children.find(({ tag }) => tag === 'tspan')?.text ?? '',
      x: Number(attributes.x),
      y: Number(attributes.y),
      title: children.find(({ tag }) => tag === 'title')?.text ?? null,
    }));
}

describe('names under bars', () => {
  it('stand in two lines by turns where some are wider than a column, with the whole name as title', () => {
    const names = ['T-shirt', 'Trouser', 'Pullover', ...Array.from({ length: 7 }, (_, at) => String(at))];
    const fullNames = ['T-shirt/top', ...names.slice(1)];
    const values = new Float32Array(10).fill(0.1);
    const nodes = barsNodes(
      { kind: 'classes', names, fullNames, label: null, arms: [{ slot: 0, values }] },
      LIGHT,
      SIZE,
    );
    const shown = namesOf(nodes);
    expect(shown).toHaveLength(10);
    expect(shown[0]?.title).toBe('T-shirt/top');
    expect(shown[2]).toMatchObject({ text: 'Pullover', title: null });
    expect(shown[3]).toMatchObject({ text: '0', title: null });
    expect(new Set(shown.filter((_, at) => at % 2 === 0).map(({ y }) => y)).size).toBe(1);
    expect((shown[1]?.y ?? 0) - (shown[0]?.y ?? 0)).toBe(15);
    expect(shown[1]?.y).toBeLessThan(SIZE.height);
  });

  it('of fifty classes: the label always, then those with the longest bars, never over each other', () => {
    const names = Array.from({ length: 50 }, (_, at) => `class ${at}`);
    const values = new Float32Array(50);
    values[20] = 0.6;
    values[21] = 0.2;
    values[33] = 0.1;
    values[45] = 0.05;
    const nodes = barsNodes({ kind: 'classes', names, label: 49, arms: [{ slot: 0, values }] }, LIGHT, SIZE);
    const shown = namesOf(nodes);
    expect(shown.map(({ text }) => text).sort()).toEqual(['class 20', 'class 33', 'class 49']);
    const label = shown.find(({ text }) => text === 'class 49');
    expect((label?.x ?? 400) + 20).toBeLessThanOrEqual(400);
  });
});
