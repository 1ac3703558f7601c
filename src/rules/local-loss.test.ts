/**
 * Local losses: every layer's gradient is backpropagation's on a network that ends at its head, and nothing else reaches it.
 */
import {
  add,
  clone,
  div,
  grad,
  matMul,
  mul,
  scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tanh,
  transpose,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import '../../test/autodiff';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, expectSameBits, modelOf, type Run, SGD, start, train } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { inputOf } from '../engine/forward';
import type { Batch, RuleState } from '../engine/learning-rule';
import { buildNetwork, type Gradients, ofLayer, type Params, type PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import { openBatch } from '../engine/train-step';
import type { NetworkSpec, RuleChoice } from '../spec/spec';
import { createRule } from './index';
import type { Heads } from './local-heads';

const SPEC = denseSpec([6, 9, 8, 4], ['tanh', 'tanh', 'linear']);
const MAPS: NetworkSpec = {
  input: [6, 6, 1],
  layers: [
    { kind: 'conv2d', filters: 5, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'batchnorm' },
    { kind: 'maxpool2d', size: 2 },
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'dense', units: 4, activation: 'linear' },
  ],
};
const PREDICTS = choose('localLoss', { localLoss: 0 });
const COMPARES = choose('localLoss', { localLoss: 1 });
const BOTH = choose('localLoss', { localLoss: 2, similarityShare: 0.4 });
const batchOf = (inputs: number): Batch => ({ x: normals(10, inputs, 5), y: labels(10, 4, 6) });

/** A run whose heads have left their first weights. */
function trained(spec: NetworkSpec, choice: RuleChoice): Run {
  const run = start(modelOf(spec), choice);
  train(run, 5, () => batchOf(run.setup.network.inputs));
  return run;
}

const headsOf = (state: RuleState): PerLayer<Heads | null> => (state as RuleState & { heads: never }).heads;

/** What a batch asks of a run's parameters. */
function asked({ setup, state }: Run, ruleState = state.ruleState): Gradients {
  const { network, loss, rule } = setup;
  return inScope(() => {
    const context = openBatch(
      { network, loss, seed: 1 },
      { params: state.params, step: scalar(0, 'int32') },
      batchOf(network.inputs),
    );
    return rule.step(context, ruleState).gradients;
  });
}

const finish = (run: Run, ...more: unknown[]): void => disposeAll([run.state, ...more]);

/** Backpropagation's gradient of layer `layer` in a network that consists of it and its head. */
function truncated({ setup, state }: Run, layer: number, b: 'own' | 'other' = 'own') {
  const { network, loss } = setup;
  const head = ofLayer(headsOf(state.ruleState), layer)?.predict;
  if (!head) throw new Error('there is no head');
  const { activation } = ofLayer(network.layers, layer);
  return inScope(() => {
    const { params } = state;
    const batch = batchOf(network.inputs);
    const whole = openBatch({ network, loss, seed: 1 }, { params, step: scalar(0, 'int32') }, batch);
    const [inputs = 1, units = 1] = ofLayer(params.W, layer).shape;
    const short = buildNetwork({
      input: [inputs],
      layers: [
        { kind: 'dense', units, activation },
        { kind: 'dense', units: network.outputs, activation: 'linear' },
      ],
    });
    const own: Params = {
      W: [ofLayer(params.W, layer), b === 'own' ? head.W : mul(head.W, -1)],
      b: [ofLayer(params.b, layer), head.b],
      norms: [],
    };
    const context = openBatch(
      { network: short, loss, seed: 1 },
      { params: own, step: scalar(0, 'int32') },
      { x: inputOf(whole.trace, layer), y: batch.y },
    );
    const rule = createRule(choose('bp'));
    return rule.step(context, rule.init(short, { seed: 1, weights: own.W })).gradients;
  });
}

/** Every hidden layer's own loss. */
async function lossesOf({ setup, state }: Run): Promise<readonly number[]> {
  const values = inScope(() => {
    const { network, loss, rule } = setup;
    const { params, ruleState } = state;
    const context = openBatch(
      { network, loss, seed: 1 },
      { params, step: scalar(0, 'int32') },
      batchOf(network.inputs),
    );
    return rule.innerOf?.(context, ruleState).scalars.map(({ value }) => value) ?? [];
  });
  const read = await Promise.all(values.map(async (value) => (await value.data())[0] ?? Number.NaN));
  disposeAll(values);
  return read;
}

/** mean (S(h Q) − S(y))², for autodiff. */
function similarityLoss(h: Tensor, Q: Tensor, y: Tensor): Tensor {
  const cosines = (x: Tensor): Tensor2D => {
    const centred = sub(x, div(sum(x, 1, true), x.shape[1] ?? 1));
    const unit = div(centred, sqrt(sum(square(centred), 1, true))) as Tensor2D;
    return matMul(unit, transpose(unit));
  };
  const found = cosines(matMul(h as Tensor2D, Q as Tensor2D));
  return div(sum(square(sub(found, cosines(y)))), found.size);
}

onBackends('local losses', () => {
  test('pred is backpropagation on a network that ends at the head', async () => {
    const run = trained(SPEC, PREDICTS);
    const found = asked(run);
    for (const layer of [1, 2]) {
      const [exact, other] = [truncated(run, layer), truncated(run, layer, 'other')];
      for (const kind of ['W', 'b'] as const) {
        const own = ofLayer(found[kind], layer);
        expect(await relativeDifference(own, ofLayer(exact[kind], 1)), `${kind} ${layer}`).toBeLessThan(1e-5);
        expect(await relativeDifference(own, ofLayer(other[kind], 1))).toBeGreaterThan(0.1);
      }
      disposeAll([exact, other]);
    }
    finish(run, found);
  });

  test('sim, and both, are what autodiff finds of their loss', async () => {
    for (const [choice, share] of [
      [COMPARES, 1],
      [BOTH, 0.4],
    ] as const) {
      const run = trained(SPEC, choice);
      const found = asked(run);
      const { params, ruleState } = run.state;
      const exact = inScope(() => {
        const { x, y } = batchOf(6);
        const Q = headsOf(ruleState)[0]?.similar;
        if (!Q) throw new Error('there is no similarity head');
        const hidden = (W: Tensor): Tensor =>
          tanh(add(matMul(x as Tensor2D, W as Tensor2D), ofLayer(params.b, 1)));
        return grad((W: Tensor) => similarityLoss(hidden(W), Q, y))(ofLayer(params.W, 1));
      });
      const rest = share === 1 ? null : truncated(run, 1);
      const expected = inScope(() => {
        const part = mul(exact, share);
        return rest ? add(part, mul(ofLayer(rest.W, 1), 1 - share)) : part;
      });
      expect(await relativeDifference(ofLayer(found.W, 1), expected)).toBeLessThan(1e-4);
      finish(run, found, exact, rest, expected);
    }
  });

  test('no layer hears of the heads and the weights above it', async () => {
    const run = trained(SPEC, BOTH);
    const before = asked(run);
    const { ruleState } = run.state;
    const changed = inScope(() => {
      const heads = headsOf(ruleState).map((head, at) =>
        at === 1 && head
          ? {
              predict: head.predict && { ...head.predict, W: mul(head.predict.W, -2) },
              similar: head.similar && add(mul(head.similar, -1), 0.1),
            }
          : head,
      );
      return { ...ruleState, heads };
    });
    const W = run.state.params.W.map((weights, at) => (at === 1 ? mul(weights, 0.5) : clone(weights)));
    const after = asked({ ...run, state: { ...run.state, params: { ...run.state.params, W } } }, changed);
    await expectSameBits(
      [ofLayer(after.W, 1), ofLayer(after.b, 1)],
      [ofLayer(before.W, 1), ofLayer(before.b, 1)],
    );
    expect(await relativeDifference(ofLayer(after.W, 2), ofLayer(before.W, 2))).toBeGreaterThan(0.1);
    finish(run, before, after, W, headsOf(changed)[1]);
  });

  test('with one hidden layer and the output’s own weights as its head, pred is backpropagation', async () => {
    const run = start(modelOf(denseSpec([6, 9, 4], ['tanh', 'linear'])), PREDICTS);
    const { params, ruleState } = run.state;
    const heads = [{ predict: { W: ofLayer(params.W, 2), b: ofLayer(params.b, 2) }, similar: null }, null];
    const own = { ...ruleState, heads } as RuleState;
    const [found, exact] = [
      asked(run, own),
      asked({ ...run, setup: { ...run.setup, rule: createRule(choose('bp')) } }),
    ];
    for (const [at, W] of exact.W.entries()) {
      expect(await relativeDifference(ofLayer(found.W, at + 1), W)).toBeLessThan(1e-6);
    }
    finish(run, found, exact);
  });

  test('through maps, pooling and normalisation every parameter goes down its layer’s own loss', async () => {
    for (const choice of [PREDICTS, COMPARES]) {
      const run = trained(MAPS, choice);
      const before = await lossesOf(run);
      // Along its gradient the scale of the normalisation changes the loss of the layer that it leads into as it should.
      const gradients = asked(run);
      const slope = inScope(() => sum(square(gradients.norms[0]?.scale as Tensor)));
      const moved = async (by: number): Promise<number> => {
        const { params } = run.state;
        const norms = inScope(() =>
          params.norms.map((norm, at) => ({
            ...norm,
            scale: add(norm.scale, mul(gradients.norms[at]?.scale as Tensor, by)),
          })),
        );
        const [first, second] = await lossesOf({
          ...run,
          state: { ...run.state, params: { ...params, norms } },
        });
        expect(first).toBe(before[0]);
        disposeAll(norms.map(({ scale }) => scale));
        return second ?? Number.NaN;
      };
      const [size = 0] = await slope.data();
      const by = 0.02 / Math.sqrt(size);
      const found = ((await moved(by)) - (await moved(-by))) / (2 * by);
      expect(found / size).toBeGreaterThan(0.97);
      expect(found / size).toBeLessThan(1.03);
      train(run, 30, () => batchOf(36), SGD.learningRate * 3);
      const after = await lossesOf(run);
      expect(after).toHaveLength(2);
      for (const [at, loss] of after.entries())
        expect(loss, `${at + 1}`).toBeLessThan(0.9 * (before[at] ?? 0));
      finish(run, gradients, slope);
    }
  });
}, ['cpu', 'wasm']);
