/**
 * What a whole rule can ask of the engine, with a rule made up for it: layer 1 moves itself, the optimiser moves layer 2.
 */
import {
  add,
  mul,
  ones,
  scalar,
  sub,
  type Tensor,
  tensor1d,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNumbers, labels, normals, onBackends } from '../../test/on-backends';
import { denseSpec, modelOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { backward, carryThrough, gradientProducts } from '../engine/backward';
import { evaluate, predict, rowsOfTensors } from '../engine/evaluate';
import type { LearningRule, RuleState } from '../engine/learning-rule';
import type { Changes, PerLayer } from '../engine/network';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll } from '../engine/scope';
import { startTraining, type TrainingSetup, trainStep, warmUpStep } from '../engine/train-step';
import { PROBES } from '../probes/index';
import { createWhole, type WholeRule } from '../rules/whole-rule';
import type { OptimiserSpec, RuleParams } from '../spec/spec';

const SPEC = denseSpec([3, 3, 2], ['tanh', 'linear']);
const MOMENTUM: OptimiserSpec = {
  id: 'momentum',
  learningRate: 0.1,
  weightDecay: 0.01,
  momentum: 0.9,
  decay: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
};

interface CountingState extends RuleState {
  readonly seen: Tensor;
}

/** Adds 0.5 to the weights of layer 1 and 0.25 to its biases at each step; answers 7 to everything. */
const adding: WholeRule = {
  kind: 'whole',
  id: 'bp',
  create: (): LearningRule<CountingState> => ({
    id: 'bp',
    init: (network) => ({ feedback: network.layers.map(() => null), seen: scalar(0) }),
    step(context, state) {
      const errors = backward(context, carryThrough(context, context.params.W));
      const gradients = gradientProducts(context, errors);
      const [W, b] = [context.params.W[0] as Tensor, context.params.b[0] as Tensor];
      return {
        deltas: errors.deltas,
        gradients,
        increments: [{ W: mul(ones(W.shape), 0.5), b: mul(ones(b.shape), 0.25) }, null],
        answer: { a: mul(context.batch.y, 7), h: mul(context.batch.y, 7), activation: 'linear' },
        state: { ...state, seen: add(state.seen, 1) },
      };
    },
    warmUpEpochs: 1,
    warmUp: ({ params, batch }, state) => ({
      params: { ...params, b: [params.b[0] as Tensor, add(params.b[1] as Tensor, batch === null ? 1 : 2)] },
      state: { ...state, seen: add(state.seen, 10) },
    }),
    predict({ x }) {
      const sevens = mul(ones([x.shape[0] ?? 0, 2]), 7);
      return { a: sevens, h: sevens, activation: 'linear' };
    },
    statesOf: ({ x }) => [mul(x, 2), mul(ones([x.shape[0] ?? 0, 2]), 7)],
    anglesOf: (_, { W: [W = scalar(0)] }) => [
      { name: 'itself', layer: 1, matrix: W, against: W },
      { name: 'opposite', layer: 1, matrix: mul(W, -3), against: W },
      { name: 'inverse', layer: 1, matrix: W, against: W, isInverted: true },
      { name: 'nothing', layer: 1, matrix: sub(W, W), against: W },
    ],
    innerOf: ({ batch }, { seen }) => ({
      scalars: [
        { name: 'seen', layer: null, value: seen },
        { name: 'rows', layer: 2, value: scalar(batch.x.shape[0] ?? 0) },
      ],
      curves: [{ name: 'energy', values: tensor1d([3, 2, 1]) }],
    }),
    feedbackOf: () => null,
    dispose: disposeAll,
  }),
};

const rowsOf = async (tensors: PerLayer<Tensor>) =>
  Promise.all(tensors.map(async (t) => [...(await t.data())]));

function open(values: Partial<RuleParams> = {}, rule: WholeRule = adding) {
  const { network, params } = modelOf(SPEC);
  const setup: TrainingSetup = {
    network,
    rule: createWhole(rule, choose('bp', values)),
    optimiser: createOptimiser(MOMENTUM),
    loss: 'mse',
    seed: 1,
  };
  return { setup, state: startTraining(setup, params) };
}

onBackends('whole rules', () => {
  test('a layer’s increments are added as they are, the other layers go through the optimiser', async () => {
    const { setup, state } = open();
    const plain = { ...setup, rule: { ...setup.rule, step: withoutIncrements(setup.rule.step) } };
    const model = modelOf(SPEC);
    const other = startTraining(plain, model.params);
    const batch = { x: normals(4, 3, 1), y: labels(4, 2, 2) };
    const before = await rowsOf([...state.params.W, ...state.params.b]);
    const [own, shared] = [
      trainStep(setup, state, batch, { learningRate: 0.1 }),
      trainStep(plain, other, batch, { learningRate: 0.1 }),
    ];
    const { params, optimiserState } = own.state;
    const [W1 = [], W2 = [], b1 = [], b2 = []] = await rowsOf([...params.W, ...params.b]);
    expectNumbers(
      W1,
      (before[0] ?? []).map((w) => w + 0.5),
      6,
    );
    expectNumbers(
      b1,
      (before[2] ?? []).map((b) => b + 0.25),
      6,
    );
    expect([W2, b2]).toEqual(await rowsOf([shared.state.params.W[1], shared.state.params.b[1]] as Tensor[]));
    // No running average of the layer moves either.
    expect(new Set(await optimiserState.slots[0]?.[0]?.data())).toEqual(new Set([0]));
    // The loss is that of the rule's own answer: 6² for one of two outputs.
    expect((await own.loss?.data())?.[0]).toBeCloseTo(18, 4);
    disposeAll([own, shared, batch]);
  });

  test('what was added to a layer is among the changes', async () => {
    let seen: Changes | null = null;
    const watching: WholeRule = {
      ...adding,
      create: (choice) => ({
        ...adding.create(choice),
        afterUpdate({ changes }, state) {
          seen = { ...changes, W: changes.W.map((change) => change?.clone() ?? null) };
          return { state };
        },
      }),
    };
    const { setup, state } = open({}, watching);
    const batch = { x: normals(4, 3, 1), y: labels(4, 2, 2) };
    const kept: number[][] = [];
    const rule = {
      ...setup.rule,
      afterUpdate(...args: Parameters<NonNullable<LearningRule['afterUpdate']>>) {
        const after = setup.rule.afterUpdate?.(...args) ?? { state: args[1] };
        kept.push(...(seen?.W.map((change) => [...(change?.dataSync() ?? [])]) ?? []));
        return after;
      },
    };
    const { loss, state: next } = trainStep({ ...setup, rule }, state, batch, { learningRate: 0.1 });
    expect(kept[0]).toEqual(Array.from({ length: 9 }, () => 0.5));
    expect(kept[1]?.some((change) => change !== 0)).toBe(true);
    disposeAll([loss, next, batch]);
  });

  test('the gradient clip counts the gradients of the optimiser’s layers alone; weights keep their first norm', async () => {
    const batch = { x: normals(4, 3, 1), y: labels(4, 2, 2) };
    const free = open();
    const bounds = open({ gradientClip: 1e-3 });
    const normed = open({ normConstraint: 1 });
    const norm = async (tensor: Tensor | undefined) => Math.hypot(...((await tensor?.data()) ?? []));
    const firstNorm = await norm(normed.state.params.W[0]);
    const before = await rowsOf(bounds.state.params.W);
    const results = [free, bounds, normed].map(({ setup, state }) =>
      trainStep(setup, state, batch, { learningRate: 0.1, keep: 'nothing' }),
    );
    const [, clipped, kept] = results.map(({ state }) => state.params.W);
    const moved = (await rowsOf(clipped ?? []))[1]?.map((w, at) => w - (before[1]?.[at] ?? 0)) ?? [];
    // η (g + λW) with ‖(g_W, g_b)‖ = 0.001.
    const decay = (before[1] ?? []).map((w) => 0.1 * 0.01 * w);
    const pulled = Math.hypot(...moved.map((change, at) => change + (decay[at] ?? 0)));
    expect(pulled).toBeLessThan(1.0001e-4);
    expect(pulled).toBeGreaterThan(0.5e-4);
    expect(await norm(kept?.[0])).toBeCloseTo(firstNorm, 5);
    expect(await norm(results[0]?.state.params.W[0])).toBeGreaterThan(firstNorm + 0.1);
    disposeAll([results, batch]);
  });

  test('its answer is what is evaluated, predicted and compared; its angles and its inner life are read', async () => {
    for (const normConstraint of [0, 1]) {
      const { setup, state } = open({ normConstraint });
      const context = { setup, state };
      const batch = { x: normals(5, 3, 1), y: tensor2d(Array.from({ length: 5 }, () => [7, 5])) };
      const { predict: answer } = setup.rule;
      const measured = {
        network: setup.network,
        params: state.params,
        loss: setup.loss,
        answer: (x: Tensor) => {
          if (!answer) throw new Error('the rule has no answer');
          const { network, loss } = setup;
          return answer({ network, params: state.params, x, loss, draws: neverDrawn }, state.ruleState);
        },
      };
      expect(await evaluate(measured, rowsOfTensors(batch))).toMatchObject({ loss: 2, logitRms: 7 });
      expect([...(await predict(measured, batch.x))]).toEqual(Array.from({ length: 10 }, () => 7));
      const rows = rowsOfTensors(batch);
      expect(await PROBES.logitScale.read({ ...context, rows })).toBeCloseTo(7, 5);
      const [first] = await PROBES.rdm.read({ ...context, stimuli: batch.x });
      const doubled = await PROBES.rdm.read({
        setup: { ...setup, rule: { ...setup.rule, statesOf: ({ x }) => [x, x] } },
        state,
        stimuli: batch.x,
      });
      expectNumbers(first ?? [], [...(doubled[0] ?? [])], 4);
      const named = await PROBES.namedAngle.read(context);
      expect(named.map(({ name, layer }) => `${name}/${layer}`)).toEqual([
        ...['itself/1', 'opposite/1', 'inverse/1', 'nothing/1'],
      ]);
      expectNumbers(
        named.slice(0, 2).map(({ angleDeg }) => angleDeg ?? Number.NaN),
        [0, 180],
        3,
      );
      expect(named[2]?.angleDeg).toBeGreaterThan(1);
      expect(named[3]?.angleDeg).toBeNull();
      expect(await PROBES.inner.read({ ...context, batch })).toEqual({
        scalars: [
          { name: 'seen', layer: null, value: 0 },
          { name: 'rows', layer: 2, value: 5 },
        ],
        curves: [{ name: 'energy', values: Float32Array.of(3, 2, 1) }],
      });
      disposeAll([state, batch]);
    }
  });

  test('warming up reads a batch where there is one, and may move parameters', async () => {
    const { setup, state } = open();
    const batch = { x: normals(4, 3, 1), y: labels(4, 2, 2) };
    const b = async (at: typeof state) => [...((await at.params.b[1]?.data()) ?? [])];
    const before = await b(state);
    const once = warmUpStep(setup, state, 4);
    expectNumbers(
      await b(once),
      before.map((value) => value + 1),
      6,
    );
    const twice = warmUpStep(setup, once, 4, batch);
    expectNumbers(
      await b(twice),
      before.map((value) => value + 3),
      6,
    );
    expect([...(await (twice.ruleState as CountingState).seen.data())]).toEqual([20]);
    disposeAll([twice, batch]);
  });

  test('an inverse is undone by its inverse', async () => {
    const { setup, state } = open();
    const rule: LearningRule = {
      ...setup.rule,
      anglesOf: () => {
        const W = tensor2d([
          [2, 0, 0],
          [0, 4, 0],
        ]);
        const inverse = mul(
          transpose(
            tensor2d([
              [0.5, 0, 0],
              [0, 0.25, 0],
            ]),
          ),
          3,
        );
        return [{ name: 'undone', layer: 2, matrix: inverse, against: W, isInverted: true }];
      },
    };
    const [reading] = await PROBES.namedAngle.read({ setup: { ...setup, rule }, state });
    expect(reading?.angleDeg).toBeCloseTo(0, 4);
    disposeAll(state);
  });
}, ['cpu', 'wasm']);

const neverDrawn = {
  uniform: () => {
    throw new Error('nothing is drawn');
  },
  normal: () => {
    throw new Error('nothing is drawn');
  },
};

/** The same step, everything to the optimiser. */
function withoutIncrements(step: LearningRule['step']): LearningRule['step'] {
  return (context, state) => {
    const { deltas, gradients, state: next } = step(context, state);
    return { deltas, gradients, state: next };
  };
}
