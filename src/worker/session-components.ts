/**
 * Principal components of what a layer takes in, held against its weights: the question that an open page asks a live run.
 * The examples are training rows in a fixed order of the seed. Those of the first layer never change and are looked through
 * once; a higher layer's come out of the layers below, as they are now.
 */
import { tensor2d } from '@tensorflow/tfjs-core';
import { fillInputs } from '../data/batch';
import type { Standing } from '../engine/answer';
import { ofLayer } from '../engine/network';
import { closestUnits } from '../math/closest-units';
import { type Components, principalComponents } from '../math/principal-components';
import { createRng, permutation } from '../math/rng';
import { readValues } from '../probes/feature-maps';
import { readOwnInput } from '../probes/own-input';
import { type Dataset, featuresOf } from '../spec/dataset';
import type { ComponentsView } from './protocol';

/** Components that are looked for, and how near a unit has to come to count as the same direction. */
const MOST = 6;
export const NEAR_DEG = 20;

/** Multiplications that finding the covariance may take, numbers of one reading, and rows: of the first layer, of another. */
const WORK = 3e8;
const NUMBERS = 4e6;
const ROWS = { first: 6000, other: 500 };

/** Components whose angles are recorded over training. */
const RECORDED = 3;

/** An angle to be recorded, as rules tell their numbers. */
interface ComponentAngle {
  readonly name: string;
  readonly layer: number;
  /** Degrees 0–90. */
  readonly value: number;
}

interface Found extends Components {
  readonly isCentred: boolean;
  readonly examples: number;
}

/** Numbers of a row that are not 0, on average. */
function density(rows: Float32Array, features: number): number {
  const filled = rows.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  return Math.max(1, (filled * features) / Math.max(1, rows.length));
}

/** How many examples of so many numbers may be looked through. */
const affordable = (numbers: number, filled: number): number =>
  // Through the covariance; or, for fewer examples than numbers, through their products with each other.
  Math.floor(Math.max((2 * WORK) / filled ** 2, Math.min(numbers, Math.sqrt((2 * WORK) / numbers))));

/** Examples at even distances, no more than can be afforded. */
function thinned(values: Float32Array, size: number): Float32Array {
  const count = values.length / size;
  const kept = Math.min(count, affordable(size, size));
  if (kept === count) return values;
  const few = new Float32Array(kept * size);
  for (let example = 0; example < kept; example++) {
    const from = Math.floor((example * count) / kept) * size;
    few.set(values.subarray(from, from + size), example * size);
  }
  return few;
}

/** Asks about the layers of one run: what is known of the first layer is kept. */
export function createComponentsReader(dataset: Dataset, seed: number) {
  const { train } = dataset;
  const features = featuresOf(dataset);
  /** Drawn with the first question: most runs are never asked. */
  let order: Uint32Array | null = null;
  const known = new Map<boolean, Found>();

  function rowsOf(count: number): Float32Array {
    order ??= permutation(createRng(seed, 'probe'), train.count);
    const rows = order.subarray(0, Math.max(1, Math.min(count, train.count)));
    const values = new Float32Array(rows.length * features);
    fillInputs(values, train, rows);
    return values;
  }

  /** Rows that a layer is asked about. */
  function rowsFor({ setup: { network } }: Standing, layer: number): number {
    const { kind, shape: out, weightShape } = ofLayer(network.layers, layer);
    if (kind === 'conv2d') {
      const positions = (out[0] ?? 1) * (out[1] ?? 1);
      const size = weightShape.slice(0, -1).reduce((product, length) => product * length, 1);
      return Math.max(4, Math.floor(Math.min(ROWS.other, NUMBERS / (positions * size))));
    }
    const inputs = weightShape[0] ?? 1;
    if (layer > 1) return Math.min(ROWS.other, affordable(inputs, inputs));
    return Math.min(ROWS.first, affordable(inputs, density(rowsOf(50), features)));
  }

  async function look(standing: Standing, layer: number, count: number) {
    const rows = rowsOf(count);
    const x = tensor2d(rows, [rows.length / features, features]);
    const seen = await readOwnInput(standing, x, layer);
    x.dispose();
    return seen;
  }

  async function find(standing: Standing, layer: number): Promise<Found | null> {
    const seen = await look(standing, layer, rowsFor(standing, layer));
    if (!seen) return null;
    const { size, about, isCentred } = seen;
    const isDense = ofLayer(standing.setup.network.layers, layer).kind === 'dense';
    const values = isDense ? seen.values : thinned(seen.values, size);
    const found = { ...principalComponents({ values, size, about }, MOST), isCentred };
    return { ...found, examples: values.length / size };
  }

  /** What the first layer takes in changes only with whether it is centred, which one row tells. */
  async function findFirst(standing: Standing): Promise<Found | null> {
    const seen = await look(standing, 1, 1);
    if (!seen) return null;
    const found = known.get(seen.isCentred) ?? (await find(standing, 1));
    if (found) known.set(seen.isCentred, found);
    return found;
  }

  return {
    /** The components and the units closest to them; null where the layer does not learn from its input alone. */
    async read(standing: Standing, layer: number): Promise<Omit<ComponentsView, 'step'> | null> {
      if (!standing.setup.rule.takesIn) return null;
      const found = layer === 1 ? await findFirst(standing) : await find(standing, layer);
      if (!found) return null;
      const { vectors, shares, isCentred, examples } = found;
      const weights = await readValues(ofLayer(standing.state.params.W, layer));
      const units = weights.shape.at(-1) ?? 1;
      return {
        weights,
        components: vectors.map((vector) => Float32Array.from(vector)),
        shares,
        closest: closestUnits(vectors, { values: weights.values, units }, NEAR_DEG),
        isCentred,
        examples,
      };
    },

    /** Angles to be recorded: from the leading components of what the first layer takes in to the closest unit of each. */
    async angles(standing: Standing): Promise<readonly ComponentAngle[]> {
      const closest = (await this.read(standing, 1))?.closest ?? [];
      return closest
        .slice(0, RECORDED)
        .flatMap(({ angleDeg: value }, place) =>
          Number.isFinite(value) ? [{ name: `componentAngle${place + 1}`, layer: 1, value }] : [],
        );
    },
  };
}
