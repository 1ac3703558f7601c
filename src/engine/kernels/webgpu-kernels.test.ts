/**
 * Every WebGPU kernel of ours against the same operation in tfjs's own terms, at sizes that leave remainders everywhere.
 */
import {
  add,
  clone,
  getKernel,
  registerKernel,
  reshape,
  type Scalar,
  scalar,
  type Tensor,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends, relativeDifference } from '../../../test/on-backends';
import type { ConvLayerSpec, OptimiserSpec } from '../../spec/spec';
import { ACTIVATIONS, passBack } from '../activations';
import { convolution } from '../conv';
import { dense } from '../linear-op';
import { LOSSES } from '../losses';
import { createOptimiser } from '../optimisers';
import { pooling } from '../pooling';
import { disposeAll, inScope } from '../scope';
import { runOwn } from './own';

type Name = `Lab${string}`;

/** What `work` makes with our kernels, and without those named. */
async function expectSame(names: readonly Name[], work: () => readonly Tensor[], most = 3e-6): Promise<void> {
  const own = inScope(work);
  const kernels = names.map((name) => {
    const kernel = getKernel(name, 'webgpu');
    if (kernel == null) throw new Error(`there is no ${name} on webgpu`);
    unregisterKernel(name, 'webgpu');
    return kernel;
  });
  let plain: readonly Tensor[];
  try {
    plain = inScope(work);
  } finally {
    for (const kernel of kernels) registerKernel(kernel);
  }
  for (const [at, tensor] of own.entries()) {
    expect(await relativeDifference(tensor, plain[at] as Tensor), `result ${at}`).toBeLessThan(most);
  }
  disposeAll([own, plain]);
}

const maps = (shape: readonly number[], seed: number): Tensor =>
  inScope(() =>
    reshape(
      normals(
        shape[0] ?? 1,
        shape.slice(1).reduce((product, side) => product * side, 1),
        seed,
      ),
      [...shape],
    ),
  );

onBackends('kernels on the device', () => {
  test.each([
    [1, 1, 1],
    [3, 5, 7],
    [9, 12, 10],
    [17, 8, 4],
    [70, 33, 65],
  ])('products of %i rows, %i inputs, %i outputs', async (rows, k, n) => {
    const [h, W, delta, b] = [normals(rows, k, 1), normals(k, n, 2), normals(rows, n, 3), normals(1, n, 4)];
    const bias = reshape(b, [n]);
    await expectSame(['LabTransport', 'LabGradient', 'LabBiasSum'], () => [
      dense.transport(delta, W),
      dense.gradientProduct(h, delta),
      dense.biasSum(delta),
    ]);
    for (const activation of ['linear', 'relu', 'tanh', 'sigmoid'] as const) {
      const [a, activated] = inScope(() => runOwn('LabDense', { h, W, b: bias }, { activation })) ?? [];
      const plain = inScope(() => add(dense.apply(h, W), bias));
      expect(await relativeDifference(a as Tensor, plain)).toBeLessThan(3e-6);
      const expected = inScope(() => clone(ACTIVATIONS[activation].apply(plain)));
      if (activated) expect(await relativeDifference(activated, expected)).toBeLessThan(1e-5);
      disposeAll([a, activated, plain, expected]);
    }
    disposeAll([h, W, delta, b, bias]);
  });

  test.each(['relu', 'tanh', 'sigmoid'] as const)(
    'the slope of %s, by itself and on a carried error',
    async (activation) => {
      const [a, error, delta, B] = [normals(7, 9, 1), normals(7, 9, 2), normals(7, 5, 3), normals(9, 5, 4)];
      const h = inScope(() => clone(ACTIVATIONS[activation].apply(a)));
      await expectSame(['LabPassBack'], () => [passBack(activation, error, a, h)]);
      await expectSame(['LabCarry', 'LabPassBack', 'LabTransport'], () => [
        runOwn('LabCarry', { delta, B, h }, { activation })?.[0] ??
          passBack(activation, dense.transport(delta, B), a, h),
      ]);
      disposeAll([a, error, delta, B, h]);
    },
  );

  const convs: readonly (readonly [Omit<ConvLayerSpec, 'kind' | 'activation'>, number, number])[] = [
    [{ filters: 9, kernel: 3, stride: 1, padding: 'same' }, 7, 1],
    [{ filters: 3, kernel: 2, stride: 2, padding: 'valid' }, 7, 5],
    [{ filters: 2, kernel: 3, stride: 2, padding: 'same' }, 6, 10],
    [{ filters: 4, kernel: 5, stride: 1, padding: 'valid' }, 5, 2],
  ];
  test.each(convs)('convolutions %o of maps with side %i and %i channels', async (spec, side, channels) => {
    const op = convolution({ kind: 'conv2d', activation: 'linear', ...spec }, [side, side, channels]);
    const h = maps([3, side, side, channels], 1);
    const W = maps([spec.kernel, spec.kernel, channels, spec.filters], 2);
    const bias = inScope(() => reshape(normals(1, spec.filters, 4), [spec.filters]));
    const delta = inScope(() => reshape(normals(1, op.apply(h, W).size, 3), op.apply(h, W).shape));
    const { name, attributes } = op.layerKernel;
    await expectSame(['LabConv', 'LabConvTransport', 'LabConvGradient', 'LabBiasSum'], () => [
      runOwn(name, { h, W, b: bias }, { ...attributes, activation: 'linear' })?.[0] ??
        add(op.apply(h, W), bias),
      op.transport(delta, W),
      op.gradientProduct(h, delta),
      op.biasSum(delta),
    ]);
    disposeAll([h, W, bias, delta]);
  });

  test.each(['maxpool2d', 'avgpool2d'] as const)('%s over squares that do not fill the map', async (kind) => {
    const stage = pooling({ kind, size: 3 }, [7, 8, 2], [2, 2, 2]);
    const [h, error] = [maps([2, 7, 8, 2], 1), maps([2, 2, 2, 2], 2)];
    await expectSame(['LabPool', 'LabPoolBack'], () => {
      const { output, passBack: back } = stage.forward(h, { norms: [], draws: null });
      return [output, back(error)];
    });
    disposeAll([h, error]);
  });

  test('softmax cross-entropy and its delta, for large logits too', async () => {
    const [a, y] = [normals(9, 7, 1, 30), labels(9, 7, 2)];
    const output = { a, h: a, activation: 'linear' } as const;
    const loss = LOSSES['softmax-cross-entropy'];
    await expectSame(['LabSoftmaxDelta', 'LabSoftmaxLoss'], () => [
      loss.delta(output, y),
      loss.value(output, y),
    ]);
    disposeAll([a, y]);
  });

  test.each(['sgd', 'momentum', 'rmsprop', 'adam'] as const)(
    '%s, with the rate as a number and as a tensor',
    async (id) => {
      const spec: OptimiserSpec = {
        id,
        learningRate: 0,
        weightDecay: 0.01,
        momentum: 0.9,
        decay: 0.95,
        beta1: 0.9,
        beta2: 0.99,
        epsilon: 1e-6,
      };
      const optimiser = createOptimiser(spec);
      const params = { W: [normals(9, 8, 1)], b: [normals(1, 5, 2)], norms: [] };
      const gradients = { W: [normals(9, 8, 3)], b: [normals(1, 5, 4)], norms: [] };
      const rate: Scalar = scalar(0.05);
      for (const learningRate of [0.05, rate]) {
        await expectSame(['LabMove', 'LabPace'], () => {
          const first = optimiser.update(params, gradients, optimiser.init(params), learningRate);
          const { params: moved, state } = optimiser.update(
            first.params,
            gradients,
            first.state,
            learningRate,
          );
          return [...moved.W, ...moved.b, ...state.slots.flat(), ...state.corrections];
        });
      }
      disposeAll([params, gradients, rate]);
    },
  );
}, ['webgpu']);
