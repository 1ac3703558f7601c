/**
 * Matrix products for small shapes: every invocation computes a tile of the result in its registers, without workgroup
 * memory or barriers. One generator for all layouts, so that no layer transposes anything:
 *   out[m, n] = Σ_k A[m, k] B[k, n], A stored as [m, k] or [k, m], B as [k, n] or [n, k]
 * What lies side by side is read four numbers at a time where the lengths allow it. Sums run over k in order.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from './webgpu-device';
import { isSoftware } from './webgpu-kernel';
import { type Program, runProgram } from './webgpu-run';

/** How the operands are stored, and the sizes of the product. */
export interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** A is stored as `[k, m]`. */
  readonly isTransposedA: boolean;
  /** B is stored as `[n, k]`. */
  readonly isTransposedB: boolean;
}

/** What becomes of the sums before they are stored. */
export interface Finish {
  /** Part of the program's key. */
  readonly key: string;
  /** Inputs beyond a and b. */
  readonly inputs: Program['inputs'];
  readonly outputs: number;
  /** WGSL that stores `value` (f32) for column `j`, at flat index `at`. */
  readonly store: string;
}

/** The sums as they are. */
export const PLAIN: Finish = { key: '', inputs: {}, outputs: 1, store: 'out0[at] = value;' };

/** Rows and columns of the tile of an invocation, and the invocations of a workgroup. */
export interface Tile {
  readonly rows: number;
  /** A multiple of four. */
  readonly columns: number;
  readonly workgroup: readonly [number, number];
}

const count = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
const lines = (parts: readonly string[]): string => parts.join('\n');

function codeOf(product: Product, tile: Tile, finish: Finish): string {
  const { isTransposedA, isTransposedB } = product;
  const { vectorA, vectorB } = vectorsOf(product, tile);
  const vectorOut = isVectorOut(product, finish);
  const rows = count(tile.rows);
  const blocks = count(tile.columns / 4);
  const inBlock = count(4);
  /** Steps of k that are taken at once. */
  const depth = (vectorA && !isTransposedA) || (vectorB && isTransposedB) ? 4 : 1;
  const steps = count(depth);
  const component = (name: string, at: number): string => `${name}.${'xyzw'[at]}`;

  const addressA = rows.map((i) => {
    const row = `min(row + ${i}u, u.m - 1u)`;
    return `let pa${i} = ${isTransposedA ? row : `${row} * u.k`};`;
  });
  const addressB = blocks.flatMap((b) =>
    inBlock.map((j) => {
      const column = `min(column + ${4 * b + j}u, u.n - 1u)`;
      return `let pb${b}${j} = ${isTransposedB ? `${column} * u.k` : column};`;
    }),
  );

  const loadA = (i: number, s: number): string => {
    if (!vectorA) return isTransposedA ? `a[(k + ${s}u) * u.m + pa${i}]` : `a[pa${i} + k + ${s}u]`;
    return isTransposedA ? component(`va${s}_${i >> 2}`, i % 4) : component(`va${i}`, s);
  };
  const vectorsA = !vectorA
    ? []
    : isTransposedA
      ? steps.flatMap((s) =>
          count(tile.rows / 4).map((q) => `let va${s}_${q} = a[((k + ${s}u) * u.m + pa${4 * q}) / 4u];`),
        )
      : rows.map((i) => `let va${i} = a[(pa${i} + k) / 4u];`);
  const vectorsB =
    vectorB && isTransposedB
      ? blocks.flatMap((b) => inBlock.map((j) => `let vb${b}${j} = b[(pb${b}${j} + k) / 4u];`))
      : [];
  const loadB = (b: number, s: number): string => {
    if (vectorB && !isTransposedB) return `b[((k + ${s}u) * u.n + pb${b}0) / 4u]`;
    const parts = inBlock.map((j) => {
      if (vectorB) return component(`vb${b}${j}`, s);
      return isTransposedB ? `b[pb${b}${j} + k + ${s}u]` : `b[(k + ${s}u) * u.n + pb${b}${j}]`;
    });
    return `vec4<f32>(${parts.join(', ')})`;
  };

  return lines([
    'fn main(@builtin(global_invocation_id) id: vec3<u32>) {',
    `let row = id.y * ${tile.rows}u; let column = id.x * ${tile.columns}u;`,
    'if (row >= u.m || column >= u.n) { return; }',
    lines(addressA),
    lines(addressB),
    ...rows.flatMap((i) => blocks.map((b) => `var s${i}_${b} = vec4<f32>();`)),
    `for (var k = 0u; k < u.k; k += ${depth}u) {`,
    lines(vectorsA),
    lines(vectorsB),
    ...steps.flatMap((s) => [
      ...blocks.map((b) => `let b${s}_${b} = ${loadB(b, s)};`),
      ...rows.flatMap((i) => [
        `let a${s}_${i} = vec4<f32>(${loadA(i, s)});`,
        ...blocks.map((b) => `s${i}_${b} = fma(a${s}_${i}, b${s}_${b}, s${i}_${b});`),
      ]),
    ]),
    '}',
    ...rows.flatMap((i) => [
      `if (row + ${i}u < u.m) {`,
      ...blocks.flatMap((b) =>
        vectorOut
          ? [
              `if (column + ${4 * b}u < u.n) { out0[((row + ${i}u) * u.n + column + ${4 * b}u) / 4u] = s${i}_${b}; }`,
            ]
          : inBlock.map(
              (j) =>
                `if (column + ${4 * b + j}u < u.n) { let j = column + ${4 * b + j}u; let at = (row + ${i}u) * u.n + j; let value = ${component(`s${i}_${b}`, j)}; ${finish.store} }`,
            ),
      ),
      '}',
    ]),
    '}',
  ]);
}

/** Which operands are read four numbers at a time: those whose lengths divide by four along the way. */
function vectorsOf(
  { m, n, k, isTransposedA, isTransposedB }: Product,
  tile: Tile,
): { readonly vectorA: boolean; readonly vectorB: boolean } {
  return {
    vectorA: isTransposedA ? m % 4 === 0 && tile.rows % 4 === 0 : k % 4 === 0,
    vectorB: (isTransposedB ? k : n) % 4 === 0,
  };
}

/** Whether sums are stored four at a time: as they are, in rows that divide by four. */
const isVectorOut = ({ n }: Product, finish: Finish): boolean => finish === PLAIN && n % 4 === 0;

/** The program of a product; sizes are uniforms, so one program serves all shapes of a kind. */
export function productProgram(product: Product, tile: Tile, finish: Finish): Program {
  const { vectorA, vectorB } = vectorsOf(product, tile);
  const { isTransposedA, isTransposedB } = product;
  const vectorOut = isVectorOut(product, finish);
  const kind = [isTransposedA, isTransposedB, vectorA, vectorB, vectorOut].map(Number).join('');
  return {
    key: `LabProduct_${kind}_${tile.rows}x${tile.columns}_${tile.workgroup.join('x')}_${finish.key}`,
    outputs: count(finish.outputs).map(() => (vectorOut ? 'vec4<f32>' : 'f32')),
    inputs: { a: vectorA ? 'vec4<f32>' : 'f32', b: vectorB ? 'vec4<f32>' : 'f32', ...finish.inputs },
    uniforms: { m: 'u32', n: 'u32', k: 'u32' },
    workgroup: tile.workgroup,
    code: codeOf(product, tile, finish),
  };
}

/** Invocations that keep a graphics card busy. */
const BUSY = 8192;

/**
 * Large tiles read less for every multiplication; small ones give a graphics card enough to do at once. A software adapter
 * has nothing to keep busy.
 */
function tileOf({ m, n, isTransposedA }: Product, isOnProcessor: boolean): Tile {
  if (isOnProcessor) return { rows: isTransposedA && m >= 64 ? 16 : 8, columns: 8, workgroup: [1, 4] };
  for (const side of [8, 4] as const) {
    if (Math.ceil(m / side) * Math.ceil(n / side) >= BUSY)
      return { rows: side, columns: side, workgroup: [8, 8] };
  }
  return { rows: 1, columns: 4, workgroup: [8, 8] };
}

/** Runs a product; `more` are the inputs of its finish. */
export function runProduct(
  gpu: WebGpuBackend,
  product: Product,
  {
    a,
    b,
    more = [],
    outputs,
  }: {
    readonly a: TensorInfo;
    readonly b: TensorInfo;
    readonly more?: readonly TensorInfo[];
    readonly outputs: readonly TensorInfo[];
  },
  finish: Finish = PLAIN,
): void {
  const tile = tileOf(product, isSoftware(gpu));
  runProgram(gpu, productProgram(product, tile, finish), {
    inputs: [a, b, ...more],
    outputs,
    uniforms: [product.m, product.n, product.k],
    extent: [Math.ceil(product.n / tile.columns), Math.ceil(product.m / tile.rows)],
  });
}
