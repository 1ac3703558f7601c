/**
 * Eight items on the twigs of a binary tree of depth 3: input one-hot, targets 64 features of ±1 that diffuse down the tree.
 * Each feature is ±1 with equal chance at the root; every child copies its parent and flips with probability ε = `flip`.
 * Items whose last common ancestor is at level k then covary by q_k = (1 − 2ε)^(2 (3 − k)).
 * A closed world: training holds whole passes over the eight items, the test split holds each item once.
 * Source: Saxe, McClelland, Ganguli (2019), A mathematical theory of semantic development, PNAS 116.
 */
import { createRng } from '../math/rng';
import type { Dataset, Split } from '../spec/dataset';
import type { DatasetSpec } from '../spec/spec';

const DEPTH = 3;
const BRANCHING = 2;
const ITEMS = BRANCHING ** DEPTH;
const FEATURES = 64;
/** Nodes below the root, level after level. */
const NODES_BELOW_ROOT = BRANCHING + BRANCHING ** 2 + ITEMS;
const ITEM_NAMES = Array.from({ length: ITEMS }, (_, item) =>
  [4, 2, 1].map((place) => (item & place ? 'R' : 'L')).join(''),
);

/** `features` columns of the items' feature table. `[8, features]`, row-major, every entry −1 or 1; flip 0 to 0.5. */
export function diffuseFeatures(seed: number, flip: number, features: number): Float32Array {
  const rng = createRng(seed, 'data');
  const table = new Float32Array(ITEMS * features);
  for (let feature = 0; feature < features; feature++) {
    let level = [rng.uniform() < 0.5 ? -1 : 1];
    // One draw a node, so that a feature flips at the same nodes and more as ε grows.
    const draws = Float64Array.from({ length: NODES_BELOW_ROOT }, () => rng.uniform());
    let node = 0;
    for (let depth = 0; depth < DEPTH; depth++) {
      level = level.flatMap((value) =>
        Array.from({ length: BRANCHING }, () => ((draws[node++] as number) < flip ? -value : value)),
      );
    }
    for (const [item, value] of level.entries()) table[item * features + feature] = value;
  }
  return table;
}

function repeatItems(table: Float32Array, passes: number): Split {
  const count = passes * ITEMS;
  const x = new Float32Array(count * ITEMS);
  const targets = new Float32Array(count * FEATURES);
  for (let row = 0; row < count; row++) x[row * ITEMS + (row % ITEMS)] = 1;
  for (let pass = 0; pass < passes; pass++) targets.set(table, pass * table.length);
  return { count, x, labels: null, targets };
}

/** Generates the items; `images` is rounded down to whole passes over them. */
export function generateBranching(spec: DatasetSpec, seed: number): Dataset {
  const table = diffuseFeatures(seed, spec.flip, FEATURES);
  return {
    id: 'branching',
    name: 'Branching tree',
    inputShape: [ITEMS],
    outputs: FEATURES,
    classNames: [],
    itemNames: ITEM_NAMES,
    train: repeatItems(table, Math.max(1, Math.floor(spec.images / ITEMS))),
    test: repeatItems(table, 1),
  };
}
