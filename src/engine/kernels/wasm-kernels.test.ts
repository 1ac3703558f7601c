import { getKernel, registerKernel, type Tensor, tensor, unregisterKernel } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNumbers, onBackends, relativeDifference } from '../../../test/on-backends';
import { createRng } from '../../math/rng';
import type { ConvLayerSpec } from '../../spec/spec';
import { ACTIVATIONS, passBack } from '../activations';
import { convolution } from '../conv';
import { dense } from '../linear-op';
import { LOSSES } from '../losses';
import { disposeAll, inScope } from '../scope';
import { byteRows, filledTensor } from './host-rows';
import { runOwn } from './own';

/** Normal numbers of which a part is zero. */
function numbers(shape: readonly number[], seed: number, part = 1): Tensor {
  const rng = createRng(seed, 'data');
  return filledTensor(shape, (values) => {
    for (let at = 0; at < values.length; at++) values[at] = rng.uniform() < part ? rng.normal() : 0;
  });
}

/** What `work` computes by kernels of our own, and without the ones named. */
async function expectSame(names: readonly string[], work: () => Tensor, most = 2e-6): Promise<void> {
  const own = inScope(work);
  const kernels = names.map((name) => {
    const kernel = getKernel(name, 'wasm');
    if (kernel == null) throw new Error(`there is no ${name} on wasm`);
    unregisterKernel(name, 'wasm');
    return kernel;
  });
  let plain: Tensor;
  try {
    plain = inScope(work);
  } finally {
    for (const kernel of kernels) registerKernel(kernel);
  }
  expect(await relativeDifference(own, plain)).toBeLessThan(most);
  disposeAll([own, plain]);
}

onBackends('kernels in WebAssembly', () => {
  const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 66];
  const columns = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 16, 18, 21, 70];

  for (const part of [1, 0.2]) {
    test(`products of every remainder, ${part === 1 ? 'full' : 'mostly zeros'}`, async () => {
      for (const rows of sizes) {
        for (const n of columns) {
          const k = 1 + ((rows * n) % 30);
          const [h, W, delta] = [numbers([rows, k], 1, part), numbers([k, n], 2), numbers([rows, n], 3)];
          const [b, out] = [numbers([n], 4), `[${rows}, ${k}] [${k}, ${n}]`];
          const [x, w, d, bias] = await Promise.all([h, W, delta, b].map((each) => each.data()));
          const at = (values: typeof x, index: number): number => values?.[index] ?? Number.NaN;
          const sum = (count: number, term: (index: number) => number): number =>
            Array.from({ length: count }, (_, index) => term(index)).reduce((total, each) => total + each, 0);
          const grid = (height: number, width: number, entry: (i: number, j: number) => number): number[] =>
            Array.from({ length: height * width }, (_, index) =>
              entry(Math.floor(index / width), index % width),
            );
          const found = inScope(() => ({
            a: runOwn('LabDense', { h, W, b }, { activation: 'linear' })?.[0] as Tensor,
            error: dense.transport(delta, W),
            gradient: dense.gradientProduct(h, delta),
            biases: dense.biasSum(delta),
          }));
          const wanted = {
            a: grid(rows, n, (i, j) => at(bias, j) + sum(k, (q) => at(x, i * k + q) * at(w, q * n + j))),
            error: grid(rows, k, (i, q) => sum(n, (j) => at(d, i * n + j) * at(w, q * n + j))),
            gradient: grid(k, n, (q, j) => sum(rows, (i) => at(x, i * k + q) * at(d, i * n + j))),
            biases: grid(1, n, (_, j) => sum(rows, (i) => at(d, i * n + j))),
          };
          for (const name of ['a', 'error', 'gradient', 'biases'] as const) {
            const values = await found[name].data();
            const worst = Math.max(
              ...wanted[name].map((value, index) => Math.abs(value - at(values, index))),
            );
            expect(worst, `${name} of ${out}`).toBeLessThan(3e-5);
          }
          disposeAll([h, W, delta, b, found]);
        }
      }
    });
  }

  test('convolutions of every stride and edge', async () => {
    for (const [kernel, stride, padding, channels, filters] of [
      [5, 1, 'same', 1, 6],
      [5, 1, 'valid', 6, 16],
      [3, 2, 'same', 3, 4],
      [3, 2, 'valid', 2, 9],
      [2, 3, 'valid', 5, 1],
      [2, 3, 'same', 5, 3],
      [1, 1, 'valid', 7, 5],
    ] as const) {
      const spec: ConvLayerSpec = { kind: 'conv2d', kernel, stride, padding, filters, activation: 'tanh' };
      const op = convolution(spec, [9, 11, channels]);
      const h = numbers([3, 9, 11, channels], 1);
      const W = numbers([kernel, kernel, channels, filters], 2);
      const a = inScope(() => op.apply(h, W));
      const delta = numbers(a.shape, 3);
      await expectSame(['LabConvTransport'], () => op.transport(delta, W));
      await expectSame(['LabConvGradient'], () => op.gradientProduct(h, delta));
      const b = filledTensor([filters], (values) => values.fill(0));
      const { name, attributes } = op.layerKernel;
      const own = inScope(() => runOwn(name, { h, W, b }, { ...attributes, activation: 'linear' }));
      expect(await relativeDifference(own?.[0] as Tensor, a)).toBeLessThan(2e-6);
      disposeAll([h, W, a, delta, b, own]);
    }
  });

  test('nonlinearities to the last digits, far out too, and not a number stays so', async () => {
    const a = [-1000, -60, -12, -3, -0.7, -1e-3, 0, 1e-6, 0.3, 0.62, 0.63, 5, 20, 1000, Number.NaN];
    const [h, W, b] = [tensor(a, [a.length, 1]), tensor([1], [1, 1]), tensor([0])];
    for (const [activation, phi] of [
      ['relu', (x: number) => (x < 0 ? 0 : x)],
      ['tanh', Math.tanh],
      ['sigmoid', (x: number) => 1 / (1 + Math.exp(-x))],
    ] as const) {
      const own = inScope(() => runOwn('LabDense', { h, W, b }, { activation }));
      const values = Array.from((await own?.[1]?.data()) ?? []);
      expect(values.at(-1)).toBeNaN();
      for (const [index, x] of a.slice(0, -1).entries()) {
        const wanted = phi(Math.fround(x));
        const off = Math.abs((values[index] ?? Number.NaN) - wanted);
        expect(off, `${activation}(${x})`).toBeLessThanOrEqual(2e-7 * Math.abs(wanted) + 2e-30);
      }
      disposeAll(own);
    }
    disposeAll([h, W, b]);
  });

  test('slopes, softmax and its loss', async () => {
    const [a, e] = [numbers([5, 11], 1), numbers([5, 11], 2)];
    for (const activation of ['relu', 'tanh', 'sigmoid'] as const) {
      const h = inScope(() => ACTIVATIONS[activation].apply(a));
      await expectSame(['LabPassBack'], () => passBack(activation, e, a, h));
      if (h !== a) h.dispose();
    }
    const y = inScope(() => ACTIVATIONS.relu.apply(e));
    const output = { a, h: a, activation: 'linear' as const };
    const loss = LOSSES['softmax-cross-entropy'];
    await expectSame(['LabSoftmaxDelta'], () => loss.delta(output, y));
    await expectSame(['LabSoftmaxLoss'], () => loss.value(output, y));
    disposeAll([a, e, y]);
  });

  test('an error that fades away ends as zero, before numbers get slow', async () => {
    const [error, h] = [tensor([1e-31, -1e-38, 1e-20]), tensor([0.5, 0.5, 0.5])];
    const passed = inScope(() => passBack('tanh', error, h, h));
    expect(Array.from(await passed.data())).toEqual([0, 0, Math.fround(0.75e-20)]);
    disposeAll([error, h, passed]);
  });

  test('rows of bytes are byte / 255, as the host computes it', async () => {
    const table = Uint8Array.from({ length: 7 * 256 }, (_, index) => (index * 5) % 256);
    const rows = Uint32Array.from([6, 0, 1, 2, 4, 3]);
    const found = inScope(() => byteRows(table, rows, 256));
    const expected = Array.from(rows).flatMap((row) =>
      Array.from(table.subarray(row * 256, (row + 1) * 256), (byte) => Math.fround(byte * (1 / 255))),
    );
    expectNumbers((await found?.data()) ?? [], expected, 12);
    disposeAll(found);
    expect(() => byteRows(table, Uint32Array.from([7]), 256)).toThrow('byteRows: row 7 of 7');
  });
}, ['wasm']);
