/**
 * Rules on networks with convolutions, pooling, batch normalisation and dropout: backpropagation is still the gradient,
 * and what the others share with it stays.
 */
import { type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { grads } from '../../test/autodiff';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { drawNoise } from '../engine/dropout';
import { evaluate, rowsOfTensors } from '../engine/evaluate';
import { forward } from '../engine/forward';
import { createModel, type Model } from '../engine/initialise';
import type { Batch, LearningRule, RuleState } from '../engine/learning-rule';
import { LOSSES } from '../engine/losses';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll, inScope } from '../engine/scope';
import { openBatch, outputOf, type TrainingState, trainStep } from '../engine/train-step';
import { ruleParams } from '../spec/rule-params';
import type { NetworkSpec } from '../spec/spec';
import { dfa } from './dfa';
import { RULES } from './index';

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

const modelOf = (seed = 1): Model => createModel(SPEC, { init: 'gaussian', initSigma: 0.8, seed });
const batchOf = ({ network }: Model): Batch => ({
  x: normals(ROWS, 84, 1),
  y: labels(ROWS, 3, 2),
  draws: drawNoise(network.dropouts, { seed: 1, step: 0, rows: ROWS }),
});

function learn({ network, params }: Model, rule: LearningRule, state: RuleState, batch: Batch) {
  return inScope(() => {
    const { deltas, gradients } = rule.step(openBatch({ network, loss: LOSS }, params, batch), state);
    return { deltas, gradients };
  });
}

onBackends('networks with maps', () => {
  test('backpropagation is autodiff, for scales and shifts too', async () => {
    const model = modelOf();
    const batch = batchOf(model);
    const { params, network } = model;
    const { deltas, gradients } = learn(model, RULES.bp, { feedback: [] }, batch);
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
        const trace = forward(network, { W, b, norms }, batch.x, batch.draws);
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
    disposeAll([params, batch, deltas, gradients, oracle]);
  });
}, ['cpu']);

onBackends('rules on maps', () => {
  test('feedback alignment with B = W is backpropagation, bit for bit', async () => {
    const model = modelOf();
    const batch = batchOf(model);
    const bp = learn(model, RULES.bp, { feedback: [] }, batch);
    const fa = learn(model, RULES.fa, { feedback: model.params.W }, batch);
    for (const [index, delta] of fa.deltas.entries()) {
      expect(await delta.data()).toEqual(await bp.deltas[index]?.data());
    }
    disposeAll([model.params, batch, bp, fa]);
  });

  test('direct feedback by channel is the same everywhere on a map, where only φ′ differs', async () => {
    const model = createModel(
      {
        input: [4, 4, 1],
        layers: [
          { kind: 'conv2d', filters: 2, kernel: 3, stride: 1, padding: 'same', activation: 'linear' },
          { kind: 'maxpool2d', size: 2 },
          { kind: 'dense', units: 3, activation: 'linear' },
        ],
      },
      { init: 'glorot', initSigma: 0, seed: 1 },
    );
    const rule = dfa;
    const state = rule.init(model.network, { seed: 1, params: ruleParams({ channelBroadcast: 1 }) });
    expect(state.feedback.map((B) => B?.shape ?? null)).toEqual([[2, 3], null]);
    const batch = { x: normals(1, 16, 1), y: labels(1, 3, 2) };
    const learnt = learn(model, rule, state, batch);
    const [delta] = learnt.deltas;
    const values = (await delta?.data<'float32'>()) ?? new Float32Array();
    expect(delta?.shape).toEqual([1, 4, 4, 2]);
    expect(new Set([...values].filter((_, at) => at % 2 === 0)).size).toBe(1);
    expect(values[0]).not.toBe(values[1]);
    rule.dispose(state);
    disposeAll([model.params, batch, learnt]);
  });

  test('training moves scales, shifts and running averages; evaluation reads them and draws nothing', async () => {
    const { network, params } = modelOf();
    const optimiser = createOptimiser({
      id: 'momentum',
      learningRate: 0.1,
      weightDecay: 0,
      momentum: 0.9,
      decay: 0,
      beta1: 0,
      beta2: 0,
      epsilon: 0,
    });
    const rule = RULES.fa;
    let state: TrainingState = {
      params,
      optimiserState: optimiser.init(params),
      ruleState: rule.init(network, { seed: 1, params: ruleParams() }),
    };
    const batch = batchOf({ network, params });
    for (let step = 0; step < 2; step++) {
      const setup = { network, rule, optimiser, loss: LOSS } as const;
      state = trainStep(setup, state, batch, { learningRate: 0.1, keep: 'nothing' }).state;
    }
    const read = async (name: 'scale' | 'shift' | 'mean' | 'variance') =>
      await state.params.norms[1]?.[name].data<'float32'>();
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
    const rows = rowsOfTensors({ x: batch.x, y: batch.y });
    const measured = { network, params: state.params, loss: LOSS } as const;
    expect(await evaluate(measured, rows)).toEqual(await evaluate(measured, rows));
    disposeAll([state, batch]);
  });
}, ['cpu', 'wasm']);

test('what a network with dropout needs is asked for', () => {
  const spec: NetworkSpec = {
    input: [2],
    layers: [
      { kind: 'dropout', rate: 0.5 },
      { kind: 'dense', units: 1, activation: 'linear' },
    ],
  };
  const { network, params } = createModel(spec, { init: 'zero', initSigma: 0, seed: 1 });
  const batch = { x: tensor2d([[1, 2]]), y: tensor2d([[1]]) };
  expect(() => inScope(() => openBatch({ network, loss: 'mse' }, params, batch))).toThrow(
    'no draws for dropout 1',
  );
  disposeAll([params, batch]);
});
