/**
 * Rules on networks with convolutions, pooling, batch normalisation and dropout: backpropagation is still the gradient,
 * and what the others share with it stays.
 */
import { scalar, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { grads } from '../../test/autodiff';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { expectSameBits, learn, modelOf as makeModel, SGD, start, train } from '../../test/rule-bench';
import { choose, drawsAt } from '../../test/rule-choices';
import { evaluate, rowsOfTensors } from '../engine/evaluate';
import { forward } from '../engine/forward';
import type { Model } from '../engine/initialise';
import type { Batch } from '../engine/learning-rule';
import { LOSSES } from '../engine/losses';
import { disposeAll, inScope } from '../engine/scope';
import { openBatch, outputOf } from '../engine/train-step';
import type { NetworkSpec } from '../spec/spec';
import { createState } from './index';

const LOSS = 'softmax-cross-entropy';
const SPEC: NetworkSpec = {
  input: [7, 6, 2],
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'batchnorm' },
    { kind: 'maxpool2d', size: 2 },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'conv2d', filters: 4, kernel: 2, stride: 1, padding: 'valid', activation: 'sigmoid' },
    { kind: 'avgpool2d', size: 2 },
    { kind: 'dense', units: 5, activation: 'sigmoid' },
    { kind: 'batchnorm' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};
const ROWS = 6;

const modelOf = (): Model => makeModel(SPEC, 'gaussian');
const batchNow = (): Batch => ({ x: normals(ROWS, 84, 1), y: labels(ROWS, 3, 2) });

onBackends('networks with maps', () => {
  test('backpropagation is autodiff, for scales and shifts too', async () => {
    const model = modelOf();
    const batch = batchNow();
    const { params, network } = model;
    const gradients = learn(model, choose('bp'), { batch });
    const flat = [...params.W, ...params.b, ...params.norms.flatMap(({ scale, shift }) => [scale, shift])];
    const found = [
      ...gradients.W,
      ...gradients.b,
      ...gradients.norms.flatMap(({ scale, shift }) => [scale, shift]),
    ];
    const oracle = inScope(() =>
      grads((...given: Tensor[]) => {
        const [W, b, rest] = [given.slice(0, 4), given.slice(4, 8), given.slice(8)];
        const norms = params.norms.map((norm, place) => ({
          ...norm,
          scale: rest[2 * place] as Tensor,
          shift: rest[2 * place + 1] as Tensor,
        }));
        const trace = forward(network, { W, b, norms }, batch.x, drawsAt(0));
        return LOSSES[LOSS].value(outputOf(network, trace), batch.y);
      })(flat),
    );
    expect(found).toHaveLength(12);
    for (const [index, gradient] of found.entries()) {
      // A bias below a normalisation changes next to nothing: its gradient is a small difference of large numbers.
      const tolerance = index === 4 || index === 6 ? 1e-3 : 1e-4;
      const difference = await relativeDifference(gradient, oracle[index] as Tensor);
      expect(difference, `parameter ${index}`).toBeLessThan(tolerance);
    }
    disposeAll([params, batch, gradients, oracle]);
  });
}, ['cpu']);

onBackends('rules on maps', () => {
  test('feedback alignment with B = W is backpropagation, bit for bit', async () => {
    const model = modelOf();
    const batch = batchNow();
    const bp = learn(model, choose('bp'), { batch });
    const fa = learn(model, choose('fa'), { batch, given: model.params.W });
    await expectSameBits(fa.deltas, bp.deltas);
    disposeAll([model.params, batch, bp, fa]);
  });

  test('direct feedback by channel is the same everywhere on a map, where only φ′ differs', async () => {
    const model = makeModel({
      input: [4, 4, 1],
      layers: [
        { kind: 'conv2d', filters: 2, kernel: 3, stride: 1, padding: 'same', activation: 'linear' },
        { kind: 'maxpool2d', size: 2 },
        { kind: 'dense', units: 3, activation: 'linear' },
      ],
    });
    const choice = choose('dfa', { channelBroadcast: 1 });
    const state = createState(choice, model.network, { seed: 1, weights: model.params.W }, []);
    expect(state.direct.map((D) => D?.shape ?? null)).toEqual([[2, 3], null]);
    const batch = { x: normals(1, 16, 1), y: labels(1, 3, 2) };
    const learnt = learn(model, choice, { batch });
    const [delta] = learnt.deltas;
    const values = (await delta?.data<'float32'>()) ?? new Float32Array();
    expect(delta?.shape).toEqual([1, 4, 4, 2]);
    expect(new Set([...values].filter((_, at) => at % 2 === 0)).size).toBe(1);
    expect(values[0]).not.toBe(values[1]);
    disposeAll([state, model.params, batch, learnt]);
  });

  test('training moves scales, shifts and running averages; evaluation reads them and draws nothing', async () => {
    const model = modelOf();
    const run = start(model, choose('fa'), { optimiser: { ...SGD, id: 'momentum' } });
    train(run, 2, batchNow);
    const read = async (name: 'scale' | 'shift' | 'mean' | 'variance') =>
      await run.state.params.norms[1]?.[name].data<'float32'>();
    for (const [name, start] of [
      ['scale', 1],
      ['shift', 0],
      ['mean', 0],
      ['variance', 1],
    ] as const) {
      expect(
        (await read(name))?.some((value) => Math.abs(value - start) > 1e-4),
        name,
      ).toBe(true);
    }
    const batch = batchNow();
    const rows = rowsOfTensors(batch);
    const measured = { network: model.network, params: run.state.params, loss: LOSS } as const;
    expect(await evaluate(measured, rows)).toEqual(await evaluate(measured, rows));
    disposeAll([run.state, batch]);
  });
}, ['cpu', 'wasm']);

onBackends('dropout in training', () => {
  test('is drawn anew at every step, and the same again at the same step', async () => {
    const spec: NetworkSpec = {
      input: [40],
      layers: [
        { kind: 'dropout', rate: 0.5 },
        { kind: 'dense', units: 1, activation: 'linear' },
      ],
    };
    const { network, params } = makeModel(spec);
    const batch = { x: normals(3, 40, 1), y: tensor2d([[1], [2], [3]]) };
    const outputAt = async (step: number): Promise<Float32Array> => {
      const output = inScope(() => {
        const at = { params, step: scalar(step, 'int32') };
        return openBatch({ network, loss: 'mse', seed: 1 }, at, batch).trace.a[0] as Tensor;
      });
      const values = await output.data<'float32'>();
      output.dispose();
      return values;
    };
    const first = await outputAt(0);
    expect(await outputAt(0)).toEqual(first);
    expect(await outputAt(1)).not.toEqual(first);
    disposeAll([params, batch]);
  });
}, ['wasm']);
