/**
 * Forward-forward: the layers' own gradient, what normalisation hides, and that layers and answers learn.
 */
import {
  add,
  argMax,
  cast,
  clone,
  equal,
  greater,
  matMul,
  mean,
  mul,
  relu,
  scalar,
  softplus,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { grads } from '../../test/autodiff';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, expectSameBits, modelOf, type Run, start, train } from '../../test/rule-bench';
import { choose, drawsAt } from '../../test/rule-choices';
import { answerTo } from '../engine/answer';
import { layerGradients } from '../engine/backward';
import type { Batch, RuleContext } from '../engine/learning-rule';
import { type Gradients, ofLayer, type Params } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import { openBatch } from '../engine/train-step';
import { createRng } from '../math/rng';
import type { NetworkSpec, RuleParams } from '../spec/spec';
import { wrongLabels } from './forward-forward';
import { ascend, embed, goodnessDelta, judge, normalised } from './goodness';

const CLASSES = 4;
const PICTURE: NetworkSpec = {
  ...denseSpec([16, 14, 12, 10, CLASSES], ['relu', 'relu', 'relu', 'linear']),
  input: [4, 4, 1],
};
const TABLE = denseSpec([16, 14, 12, CLASSES], ['relu', 'relu', 'linear']);
const MAPS: NetworkSpec = {
  input: [4, 4, 1],
  layers: [
    { kind: 'conv2d', filters: 6, kernel: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'maxpool2d', size: 2 },
    { kind: 'dense', units: 16, activation: 'relu' },
    { kind: 'dense', units: CLASSES, activation: 'linear' },
  ],
};
const ADAM = {
  id: 'adam',
  learningRate: 0.01,
  weightDecay: 0,
  momentum: 0,
  decay: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
} as const;

const randomBatch = (): Batch => ({ x: normals(12, 16, 5), y: labels(12, CLASSES, 6) });

/** Pictures of four classes, every one of them a column with noise; the first row of pixels is free for labels. */
function columns(rows: number, seed: number): Batch {
  const rng = createRng(seed, 'data');
  const [x, y] = [new Float32Array(rows * 16), new Float32Array(rows * CLASSES)];
  for (let row = 0; row < rows; row++) {
    const label = rng.integer(CLASSES);
    y[row * CLASSES + label] = 1;
    for (let at = 4; at < 16; at++) x[row * 16 + at] = Number(at % 4 === label) + 0.3 * rng.normal();
  }
  return { x: tensor2d(x, [rows, 16]), y: tensor2d(y, [rows, CLASSES]) };
}

const open = (spec: NetworkSpec, values: Partial<RuleParams> = {}): Run =>
  start(modelOf(spec), choose('forwardForward', values), { optimiser: ADAM });

function contextOf({ setup, state }: Run, batch: Batch, params: Params = state.params): RuleContext {
  const { network, loss } = setup;
  return openBatch({ network, loss, seed: 1 }, { params, step: scalar(0, 'int32') }, batch);
}

function asked(run: Run, params: Params = run.state.params): Gradients {
  return inScope(
    () => run.setup.rule.step(contextOf(run, randomBatch(), params), run.state.ruleState).gradients,
  );
}

/** A number of the rule's inner life, of every hidden layer. */
async function inner(
  run: Run,
  name: string,
  batch: Batch,
  params: Params = run.state.params,
): Promise<number[]> {
  const values = inScope(() => {
    const life = run.setup.rule.innerOf?.(contextOf(run, batch, params), run.state.ruleState);
    return life?.scalars.filter((one) => one.name === name).map(({ value }) => value) ?? [];
  });
  const found = await Promise.all(values.map(async (value) => (await value.data())[0] ?? Number.NaN));
  disposeAll(values);
  return found;
}

async function accuracy({ setup, state }: Run, { x, y }: Batch): Promise<number> {
  const share = inScope(() => {
    const answered = argMax(answerTo({ setup, state }, x).a, 1);
    return mean(cast(equal(answered, argMax(y, 1)), 'float32'));
  });
  const [found = 0] = await share.data();
  share.dispose();
  return found;
}

/** Parameters with one layer's weights moved along a direction. */
const along = ({ state: { params } }: Run, layer: number, direction: Tensor, by: number): Params => ({
  ...params,
  W: params.W.map((W, at) => (at === layer - 1 ? inScope(() => add(W, mul(direction, by))) : W)),
});

onBackends('a layer of forward-forward', () => {
  test('asks for what autodiff finds of its loss', async () => {
    const { network, params } = modelOf(denseSpec([9, 14, 4], ['relu', 'linear']));
    const { found, exact } = inScope(() => {
      const [layer, W, b] = [ofLayer(network.layers, 1), ofLayer(params.W, 1), ofLayer(params.b, 1)];
      const [u, real] = [normalised(normals(8, 9, 5, 3)), tensor1d([1, 0, 1, 1, 0, 0, 1, 0])];
      const threshold = 5;
      // mean of softplus(G − θ) − (G − θ) where the row is real
      const lossOf = (W: Tensor, b: Tensor): Tensor => {
        const h = relu(add(matMul(u as Tensor2D, W as Tensor2D), b));
        const logit = sub(sum(square(h), 1), threshold);
        return mean(sub(softplus(logit), mul(logit, real)));
      };
      const own = layerGradients(layer, u, goodnessDelta(layer, judge(layer, u, params), threshold, real));
      return { found: [own.W, own.b], exact: grads(lossOf)([W, b]) };
    });
    for (const [at, gradient] of found.entries()) {
      expect(await relativeDifference(gradient, exact[at] as Tensor)).toBeLessThan(1e-5);
    }
    disposeAll([params, found, exact]);
  });
});

onBackends('forward-forward', () => {
  for (const [what, spec] of [
    ['dense layers', PICTURE],
    ['maps', MAPS],
  ] as const)
    test(`every layer goes down its own loss, by as much as it says: ${what}`, async () => {
      const run = open(spec, { goodnessThreshold: 0.6, goodnessPeers: 0 });
      const batch = randomBatch();
      const gradients = asked(run);
      for (const { index: layer } of run.setup.network.layers.slice(0, -1)) {
        const direction = ofLayer(gradients.W, layer);
        const size = inScope(() => sum(square(direction)));
        const [expected = 0] = await size.data();
        const by = 0.004 / Math.sqrt(expected);
        const [ahead, behind] = [along(run, layer, direction, by), along(run, layer, direction, -by)];
        const losses = [
          await inner(run, 'goodnessLoss', batch, ahead),
          await inner(run, 'goodnessLoss', batch, behind),
        ].map((found) => found[layer - 1] ?? Number.NaN);
        const found = ((losses[0] ?? 0) - (losses[1] ?? 0)) / (2 * by);
        expect(Math.abs(found / expected - 1), `${layer}`).toBeLessThan(0.01);
        disposeAll([size, ofLayer(ahead.W, layer), ofLayer(behind.W, layer)]);
      }
      disposeAll([run.state, batch, gradients]);
    });

  test('peers that are active less than the others of their layer are pulled up, and only then', async () => {
    const [without, withPeers] = [open(PICTURE, { goodnessPeers: 0 }), open(PICTURE, { goodnessPeers: 1 })];
    const [plain, pulled] = [asked(without), asked(withPeers)];
    const found = inScope(() => {
      const batch = randomBatch();
      const [first] = ascend(
        { ...withPeers.setup, params: withPeers.state.params, draws: null },
        embed(batch.x, batch.y, null),
      );
      if (!first) throw new Error('no layer');
      // m = 0.9 · 0.5 + 0.1 mean h;  Δb = 2 λ 0.1 (m − m̄) / n · share of rows that are active
      const activity = add(mul(mean(first.h, 0), 0.1), 0.45); // [n_1]
      const apart = mul(sub(activity, mean(activity)), (2 * 0.1) / 14); // [n_1]
      return {
        expected: mul(apart, mean(cast(greater(first.a, 0), 'float32'), 0)),
        difference: sub(ofLayer(pulled.b, 1), ofLayer(plain.b, 1)),
      };
    });
    expect(await relativeDifference(found.difference, found.expected)).toBeLessThan(1e-3);
    disposeAll([without.state, withPeers.state, plain, pulled, found]);
  });

  test('the next layer cannot read how strongly a layer is active', async () => {
    const run = open(PICTURE);
    const found = inScope(() => {
      const { network } = run.setup;
      const { params } = run.state;
      const louder = (by: number) => ({
        ...params,
        W: params.W.map((W, at) => (at === 0 ? mul(W, by) : W)),
        b: params.b.map((b, at) => (at === 0 ? mul(b, by) : b)),
      });
      const x = normals(12, 16, 5);
      const [one, seven] = [1, 7].map((by) => ascend({ network, params: louder(by), draws: null }, x));
      if (!one?.[0] || !one[1] || !seven?.[0] || !seven[1]) throw new Error('layers are missing');
      return { inputs: [seven[1].input, one[1].input], activities: [seven[0].h, one[0].h] } as const;
    });
    expect(await relativeDifference(...found.inputs)).toBeLessThan(2e-6);
    expect(await relativeDifference(...found.activities)).toBeCloseTo(6, 4);
    disposeAll([run.state, found]);
  });

  test('no layer hears of the layers above it', async () => {
    const run = open(PICTURE);
    const before = asked(run);
    const { params } = run.state;
    const W = params.W.map((weights, at) => (at > 0 ? mul(weights, -0.5) : clone(weights)));
    const after = asked(run, { ...params, W });
    await expectSameBits(
      [ofLayer(after.W, 1), ofLayer(after.b, 1)],
      [ofLayer(before.W, 1), ofLayer(before.b, 1)],
    );
    expect(await relativeDifference(ofLayer(after.W, 2), ofLayer(before.W, 2))).toBeGreaterThan(0.1);
    disposeAll([run.state, before, after, W]);
  });

  test('wrong labels are wrong, and any of them comes up', async () => {
    const found = inScope(() => {
      const y = labels(400, CLASSES, 6);
      const wrong = wrongLabels(y, drawsAt(3));
      return { both: sum(mul(y, wrong)), each: sum(wrong, 0), rows: sum(wrong, 1) };
    });
    expect([...(await found.both.data())]).toEqual([0]);
    expect(new Set(await found.rows.data())).toEqual(new Set([1]));
    for (const count of await found.each.data()) expect(Math.abs(count - 100)).toBeLessThan(35);
    disposeAll(found);
  });

  for (const [what, spec, values] of [
    ['a readout', PICTURE, {}],
    ['goodness', PICTURE, { goodnessAnswer: 1 }],
    ['goodness of a table, labels as patterns', TABLE, { goodnessAnswer: 1 }],
    ['a readout of maps, labels as patterns', MAPS, {}],
  ] as const)
    test(`layers learn to tell real from false, and answers come out right: by ${what}`, async () => {
      const top = spec === PICTURE ? 4 : 3;
      const run = open(spec, { headRate: 0.01, ...values });
      const held = columns(100, 99);
      const before = await inner(run, 'goodnessLoss', held);
      const guessed = await accuracy(run, held);
      const first = await wholeOf(ofLayer(run.state.params.W, top));
      train(run, 150, (step) => columns(32, step), ADAM.learningRate);
      const after = await inner(run, 'goodnessLoss', held);
      for (const [at, loss] of after.entries()) expect(loss, `layer ${at + 1}`).toBeLessThan(before[at] ?? 0);
      expect(await accuracy(run, held)).toBeGreaterThan(Math.max(0.85, guessed));
      const [real, false_] = [
        await inner(run, 'goodnessPositive', held),
        await inner(run, 'goodnessNegative', held),
      ];
      for (const [at, level] of real.entries()) expect(level).toBeGreaterThan(false_[at] ?? 0);
      const last = await wholeOf(ofLayer(run.state.params.W, top));
      expect(first.every((value, at) => value === last[at])).toBe('goodnessAnswer' in values);
      disposeAll([run.state, held]);
    });
}, ['cpu', 'wasm']);

const wholeOf = async (tensor: Tensor): Promise<Float32Array> =>
  Float32Array.from(await tensor.data<'float32'>());
