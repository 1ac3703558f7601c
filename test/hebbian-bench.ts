/**
 * A bench for Hebbian rules in tests: data whose principal components or clusters are known, and a layer's site by hand.
 */
import { matMul, scalar, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Batch } from '../src/engine/learning-rule';
import { buildNetwork, ofLayer } from '../src/engine/network';
import { createRng } from '../src/math/rng';
import type { HebbianSite } from '../src/rules/hebbian-layer';
import { ruleParams } from '../src/spec/rule-params';
import type { NetworkSpec, RuleParams } from '../src/spec/spec';

/** The site of layer 1 with this input and these weights, linear answers unless given. In the caller's scope. */
export function siteFor<Memory = null>(
  spec: NetworkSpec,
  { input, W, params = {} }: { input: Tensor; W: Tensor; params?: Partial<RuleParams> },
  rest: Partial<HebbianSite<Memory>> = {},
): HebbianSite<Memory> {
  const layer = ofLayer(buildNetwork(spec).layers, 1);
  const response = layer.op.apply(input, W); // as a_1
  return {
    layer,
    params: ruleParams(params),
    W,
    input,
    response,
    output: response,
    memory: null as Memory,
    seen: scalar(1),
    gate: scalar(1),
    ...rest,
  };
}

/** An orthogonal matrix, row-major: columns are directions. Householder's reflection of 1 by a random vector. */
export function directions(size: number, seed = 5): readonly (readonly number[])[] {
  const rng = createRng(seed, 'data');
  const v = Array.from({ length: size }, () => rng.normal());
  const square = v.reduce((sum, value) => sum + value ** 2, 0);
  return v.map((a, row) => v.map((b, column) => (row === column ? 1 : 0) - (2 * a * b) / square));
}

/** Rows with these standard deviations along the directions, around `mean`. `[rows, sigmas]` */
export function spread(sigmas: readonly number[], rows: number, seed: number, mean = 0): Tensor {
  const rng = createRng(seed, 'data', 3);
  const axes = directions(sigmas.length);
  const x = Array.from({ length: rows }, () => {
    const along = sigmas.map((sigma) => sigma * rng.normal());
    return axes.map((row) => row.reduce((sum, value, at) => sum + value * (along[at] ?? 0), mean));
  });
  return tensor2d(x);
}

/** Clusters around `scale` times the directions, with labels in turn. x `[rows, n]`, y `[rows, clusters]` */
export function clusters(
  { count, inputs, sigma, scale = 2 }: { count: number; inputs: number; sigma: number; scale?: number },
  rows: number,
  seed: number,
): Batch {
  const rng = createRng(seed, 'data', 4);
  const axes = directions(inputs);
  const x = Array.from({ length: rows }, (_, row) =>
    axes.map((axis) => scale * (axis[row % count] ?? 0) + sigma * rng.normal()),
  );
  const y = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: count }, (_, k) => Number(row % count === k)),
  );
  return { x: tensor2d(x), y: tensor2d(y) };
}

/** Columns of a row-major matrix. */
export function columnsOf(values: ArrayLike<number>, columns: number): readonly (readonly number[])[] {
  const rows = values.length / columns;
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: rows }, (_, row) => values[row * columns + column] ?? Number.NaN),
  );
}

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? Number.NaN), 0);

/** cos(a, b) */
export const cosine = (a: readonly number[], b: readonly number[]): number =>
  dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

/** A product of two matrices, in the caller's scope. */
export const times = (a: Tensor, b: Tensor): Tensor => matMul(a as Tensor2D, b as Tensor2D);
