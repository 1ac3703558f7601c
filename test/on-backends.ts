/**
 * Runs one suite of engine tests on every backend that this machine has: plain JavaScript, WebAssembly, WebGPU (Dawn).
 * Around every test it counts the live tensors: a test that leaves one behind fails.
 * Tests on a backend that is missing are skipped under a title that says so.
 */
import { env, memory, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { NODE_BACKENDS } from '../cli/node-backends';
import { type BackendId, startBackend } from '../src/engine/backend';
import { createRng } from '../src/math/rng';

export { NODE_BACKENDS };

const BACKENDS: readonly BackendId[] = ['cpu', 'wasm', 'webgpu'];
const { available: hasWebGpu } = await NODE_BACKENDS.webgpu.look();

/** Registers `suite` once per backend. `only` keeps long computations off the slow software adapter. */
export function onBackends(title: string, suite: () => void, only: readonly BackendId[] = BACKENDS): void {
  for (const id of only) {
    const isMissing = id === 'webgpu' && !hasWebGpu;
    describe.skipIf(isMissing)(`${title} on ${id}${isMissing ? ', which this machine lacks' : ''}`, () => {
      beforeAll(async () => {
        // Makes tfjs itself look for leaking kernels.
        env().set('IS_TEST', true);
        expect(await startBackend(id, NODE_BACKENDS)).toMatchObject({ kind: 'ready', id });
      });
      let before = 0;
      beforeEach(() => {
        before = memory().numTensors;
      });
      afterEach(() => {
        expect(memory().numTensors, 'live tensors after the test').toBe(before);
      });
      suite();
    });
  }
}

/** Standard normal numbers × scale, the same for the same seed. `[rows, columns]` */
export function normals(rows: number, columns: number, seed: number, scale = 1): Tensor {
  const rng = createRng(seed, 'data');
  return tensor2d(
    Float32Array.from({ length: rows * columns }, () => scale * rng.normal()),
    [rows, columns],
  );
}

/** One-hot rows with random classes. `[rows, classes]` */
export function labels(rows: number, classes: number, seed: number): Tensor {
  const rng = createRng(seed, 'data', 1);
  const y = new Float32Array(rows * classes);
  for (let row = 0; row < rows; row++) y[row * classes + rng.integer(classes)] = 1;
  return tensor2d(y, [rows, classes]);
}

/** ‖a − b‖ / ‖b‖, in double precision. */
export async function relativeDifference(a: Tensor, b: Tensor): Promise<number> {
  const [x, y] = await Promise.all([a.data<'float32'>(), b.data<'float32'>()]);
  expect(a.shape).toEqual(b.shape);
  let difference = 0;
  let norm = 0;
  for (const [index, value] of y.entries()) {
    difference += ((x[index] ?? Number.NaN) - value) ** 2;
    norm += value ** 2;
  }
  expect(norm, 'the tensor to compare with is not zero').toBeGreaterThan(0);
  return Math.sqrt(difference / norm);
}

/** Number by number, to `digits` decimals. */
export function expectNumbers(found: ArrayLike<number>, expected: readonly number[], digits = 6): void {
  expect(found.length).toBe(expected.length);
  for (const [index, value] of expected.entries())
    expect(found[index], `[${index}]`).toBeCloseTo(value, digits);
}
