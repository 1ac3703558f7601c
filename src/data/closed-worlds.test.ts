import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SPEC } from '../spec/presets';
import { diffuseFeatures, generateBranching } from './branching';
import { probeRows } from './probe-rows';
import { generateRumelhart } from './rumelhart';

const spec = (change: Partial<typeof DEFAULT_SPEC.dataset>) => ({ ...DEFAULT_SPEC.dataset, ...change });

/** Mean over features of the product of two items' features. */
function covariance(table: Float32Array, a: number, b: number): number {
  const features = table.length / 8;
  let sum = 0;
  for (let k = 0; k < features; k++) sum += (table[a * features + k] ?? 0) * (table[b * features + k] ?? 0);
  return sum / features;
}

/** Orthonormal contrasts of the binary tree over eight items, by level; all contrasts of a level have its eigenvalue. */
const CONTRASTS = [
  [1, 1, 1, 1, 1, 1, 1, 1],
  [1, 1, 1, 1, -1, -1, -1, -1],
  [1, 1, -1, -1, 0, 0, 0, 0],
  [0, 0, 0, 0, 1, -1, 0, 0],
].map((row) => row.map((value) => value / Math.sqrt(row.reduce((sum, one) => sum + one * one, 0))));

describe('branching', () => {
  it('has the covariance of the diffusion and its eigenvalues, level by level', () => {
    const table = diffuseFeatures(7, 0.15, 40_000);
    for (const [a, b, expected] of [
      [0, 0, 1],
      [0, 1, 0.49],
      [4, 6, 0.2401],
      [1, 5, 0.117649],
    ] as const) {
      expect(Math.abs(covariance(table, a, b) - expected)).toBeLessThan(0.015);
    }
    // λ_l for depth 3, branching 2, ε = 0.15 (Saxe, McClelland, Ganguli 2019)
    const eigenvalues = CONTRASTS.map((v) =>
      v.reduce(
        (sum, va, a) => sum + v.reduce((inner, vb, b) => inner + va * vb * covariance(table, a, b), 0),
        0,
      ),
    );
    for (const [level, expected] of [2.4408, 1.4996, 1.0098, 0.51].entries()) {
      expect(Math.abs((eigenvalues[level] ?? 0) - expected)).toBeLessThan(0.04);
    }
  });

  it('has equal items without flips, unrelated ones at one half', () => {
    expect(covariance(diffuseFeatures(1, 0, 500), 0, 7)).toBe(1);
    expect(Math.abs(covariance(diffuseFeatures(1, 0.5, 20_000), 0, 1))).toBeLessThan(0.03);
  });

  it('repeats the items in whole passes, and tests each once', () => {
    const data = generateBranching(spec({ id: 'branching', images: 100, flip: 0.15 }), 3);
    expect([data.train.count, data.test.count, data.inputShape, data.outputs]).toEqual([96, 8, [8], 64]);
    expect(data.itemNames).toEqual(['LLL', 'LLR', 'LRL', 'LRR', 'RLL', 'RLR', 'RRL', 'RRR']);
    const row = 8 * 5 + 3;
    expect([...data.train.x.slice(row * 8, row * 8 + 8)]).toEqual([0, 0, 0, 1, 0, 0, 0, 0]);
    expect(data.train.targets?.slice(row * 64, row * 64 + 64)).toEqual(
      data.test.targets?.slice(3 * 64, 4 * 64),
    );
    expect([...new Set(data.test.targets)].sort()).toEqual([-1, 1]);
    expect([...probeRows(data, 60, 1)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(generateBranching(spec({ id: 'branching', flip: 0.15 }), 4).test.targets).not.toEqual(
      data.test.targets,
    );
  });
});

interface Golden {
  readonly items: readonly string[];
  readonly relations: readonly string[];
  readonly attributes: readonly string[];
  readonly facts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly combined_item_by_attribute: readonly (readonly number[])[];
}

describe('living things', () => {
  const golden: Golden = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../test/golden/rsa/rumelhart.json'), 'utf8'),
  );
  const data = generateRumelhart(spec({ id: 'rumelhart', images: 100 }));
  const targets = data.test.targets ?? new Float32Array(0);

  it('holds the facts of every item under every relation', () => {
    expect([data.train.count, data.test.count, data.outputs]).toEqual([96, 32, golden.attributes.length]);
    for (const [item, name] of golden.items.entries()) {
      for (const [relation, verb] of golden.relations.entries()) {
        const row = 4 * item + relation;
        const input = [...data.test.x.slice(12 * row, 12 * row + 12)];
        expect(input.flatMap((value, place) => (value === 1 ? [place] : []))).toEqual([item, 8 + relation]);
        const held = golden.attributes.filter((_, place) => targets[36 * row + place] === 1);
        expect([data.itemNames?.[row], held.sort()]).toEqual([
          `${name} ${verb}`,
          [...(golden.facts[verb]?.[name] ?? [])].sort(),
        ]);
      }
    }
    expect(targets.reduce((sum, value) => sum + value, 0)).toBe(93);
  });

  it('adds up to the table of items and attributes', () => {
    const combined = golden.items.map((_, item) =>
      golden.attributes.map((__, place) =>
        Math.max(...[0, 1, 2, 3].map((relation) => targets[36 * (4 * item + relation) + place] ?? 0)),
      ),
    );
    expect(combined).toEqual(golden.combined_item_by_attribute);
  });

  it('is the same for every seed, in both splits', () => {
    expect(data.train.targets?.slice(0, targets.length)).toEqual(targets);
    expect(data.train.x.slice(64 * 12)).toEqual(data.test.x);
  });
});
