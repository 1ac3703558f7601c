import { concat1d, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { drawsAt } from '../../test/rule-choices';
import { inScope } from './scope';

async function read(draw: () => Tensor): Promise<Float32Array> {
  const tensor = inScope(draw);
  const values = await tensor.data<'float32'>();
  tensor.dispose();
  return values;
}

const moment = (values: Float32Array, power: number): number =>
  values.reduce((sum, value) => sum + value ** power, 0) / values.length;

onBackends('draws of a step', () => {
  test('normal numbers have the moments of a standard normal distribution', async () => {
    const values = await read(() => drawsAt(3).normal([100, 200], 9));
    expect(values).toHaveLength(20000);
    // Four standard errors: 1/√n, √2/√n, √15/√n, √96/√n.
    expect(Math.abs(moment(values, 1))).toBeLessThan(0.029);
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(0.04);
    expect(Math.abs(moment(values, 3))).toBeLessThan(0.11);
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(0.28);
    expect(values.every((value) => Number.isFinite(value))).toBe(true);
  });

  test('seed, step and place decide, and nothing else', async () => {
    const at = (seed: number, step: number, place: number) =>
      read(() => drawsAt(step, seed).uniform([8], place));
    const first = await at(1, 0, 0);
    expect(await at(1, 0, 0)).toEqual(first);
    for (const other of [at(2, 0, 0), at(1, 1, 0), at(1, -1, 0), at(1, 0, 1)]) {
      expect(await other).not.toEqual(first);
    }
  });

  test('uniform and normal numbers of neighbouring places and steps are uncorrelated', async () => {
    const joined = await read(() =>
      concat1d(
        [drawsAt(0).normal([4000], 1), drawsAt(0).normal([4000], 2), drawsAt(1).normal([4000], 1)].map(
          (tensor) => reshape(tensor, [4000]),
        ) as Parameters<typeof concat1d>[0],
      ),
    );
    const [a, b, c] = [joined.subarray(0, 4000), joined.subarray(4000, 8000), joined.subarray(8000)];
    const correlation = (x: Float32Array, y: Float32Array): number =>
      x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0) / x.length;
    for (const pair of [correlation(a, b), correlation(a, c), correlation(b, c)]) {
      expect(Math.abs(pair)).toBeLessThan(4 / Math.sqrt(4000));
    }
  });
}, ['cpu', 'wasm']);
