/**
 * Ablations: no activation derivative, the backward pass that is missing at times, the last layer alone, other rules for
 * single layers.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import {
  denseSpec,
  distance,
  expectSameBits,
  learn,
  modelOf,
  type Run,
  SGD,
  start,
  train,
} from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { disposeAll, inScope } from '../engine/scope';
import { disposePass, trainStep } from '../engine/train-step';
import type { NetworkSpec, RuleChoice, RuleParams } from '../spec/spec';

const SPEC = denseSpec([5, 7, 6, 3], ['tanh', 'sigmoid', 'linear']);
const ROWS = 8;
const batchAt = (step: number) => ({ x: normals(ROWS, 5, 10 + step), y: labels(ROWS, 3, 50 + step) });
const WITH_NORM: NetworkSpec = {
  input: [5],
  layers: [
    { kind: 'dense', units: 7, activation: 'tanh' },
    { kind: 'batchnorm' },
    { kind: 'dense', units: 6, activation: 'tanh' },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'batchnorm' },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};

/** Everything that training could move in the hidden layers and the last one. */
async function trainedIn({ state: { params } }: Run): Promise<readonly (readonly number[])[]> {
  const tensors = [...params.W, ...params.b, ...params.norms.flatMap(({ scale, shift }) => [scale, shift])];
  return Promise.all(tensors.map(async (tensor) => [...(await tensor.data<'float32'>())]));
}

async function valuesOf(tensor: Tensor | undefined): Promise<readonly number[]> {
  return [...((await tensor?.data<'float32'>()) ?? [])];
}

/** Mean of W_1's gradient over many steps that move nothing. */
async function meanGradient(choice: RuleChoice, steps: number): Promise<Float64Array> {
  const run = start(modelOf(SPEC), choice);
  const batch = batchAt(0);
  const mean = new Float64Array(35);
  for (let step = 0; step < steps; step++) {
    const result = trainStep(run.setup, run.state, batch, { learningRate: 0, keep: 'pass' });
    run.state = result.state;
    for (const [at, value] of (await valuesOf(result.pass?.gradients.W[0])).entries()) {
      mean[at] = (mean[at] ?? 0) + value / steps;
    }
    if (result.pass) disposePass(result.pass);
    disposeAll(result.loss);
  }
  disposeAll([run.state, batch]);
  return mean;
}

onBackends('ablations', () => {
  test('without φ′ nothing changes where φ is the identity, and only hidden layers change elsewhere', async () => {
    const batch = batchAt(0);
    const linear = modelOf(denseSpec([5, 7, 6, 3], ['linear', 'linear', 'linear']));
    const without = choose('bp', { activationDerivative: 0 });
    const [bp, same] = [learn(linear, choose('bp'), { batch }), learn(linear, without, { batch })];
    await expectSameBits([...same.deltas, ...same.W], [...bp.deltas, ...bp.W]);
    const model = modelOf(SPEC);
    const curved = learn(model, without, { batch });
    // δ_2 = δ_3 W_3ᵀ, as through a linear layer
    const expected = inScope(() =>
      model.network.layers[2]?.op.transport(curved.deltas[2] as Tensor, model.params.W[2] as Tensor),
    );
    await expectSameBits([curved.deltas[1] as Tensor], [expected as Tensor]);
    disposeAll([batch, linear.params, bp, same, model.params, curved, expected]);
  });

  test('a backward pass that is never missing is backpropagation; one that always is gives what stands in', async () => {
    const model = modelOf(SPEC);
    const batch = batchAt(0);
    const bp = learn(model, choose('bp'), { batch });
    const never = learn(model, choose('bp', { blockMode: 2, blockPer: 1 }), { batch });
    await expectSameBits([...never.deltas, ...never.W], [...bp.deltas, ...bp.W]);
    const rmsOf = (values: readonly number[]): number => Math.hypot(...values) / Math.sqrt(values.length);
    for (const blockPer of [0, 1, 2]) {
      for (const [blockMode, check] of [
        [0, (values: readonly number[]) => expect(new Set(values)).toEqual(new Set([1 / ROWS]))],
        [1, (values: readonly number[]) => expect(values.every((value) => value === 0)).toBe(true)],
        [
          3,
          (values: readonly number[], error: readonly number[]) => {
            expect(new Set(values).size).toBe(1);
            expect((values[0] ?? 0) / rmsOf(error)).toBeCloseTo(1, 5);
          },
        ],
      ] as const) {
        const always = learn(model, choose('bp', { blockProbability: 1, blockMode, blockPer }), { batch });
        for (const layer of [0, 1])
          check(await valuesOf(always.deltas[layer]), await valuesOf(bp.deltas[layer]));
        await expectSameBits(
          [always.deltas[2] as Tensor, always.W[2] as Tensor],
          [bp.deltas[2] as Tensor, bp.W[2] as Tensor],
        );
        disposeAll(always);
      }
    }
    disposeAll([model.params, batch, bp, never]);
  });

  test('another rule for one layer: what brings the error to it', async () => {
    const model = modelOf(SPEC);
    const batch = batchAt(0);
    const [B2, B3] = [normals(7, 6, 1), normals(6, 3, 2)];
    // FA to layer 2, backpropagation from there to layer 1
    const mixed = learn(model, choose('fa', {}, { layerRules: [{ layer: 1, rule: 'bp' }] }), {
      batch,
      given: [null, B2, B3],
    });
    const through = learn(model, choose('fa'), { batch, given: [null, model.params.W[1] as Tensor, B3] });
    await expectSameBits([...mixed.deltas, ...mixed.W], [...through.deltas, ...through.W]);
    const pure = learn(model, choose('fa'), { batch, given: [null, B2, B3] });
    expect(distance(await valuesOf(mixed.deltas[0]), await valuesOf(pure.deltas[0]))).toBeGreaterThan(0.1);
    disposeAll([model.params, batch, B2, B3, mixed, through, pure]);
  });
});

onBackends('ablations in training', () => {
  test('always nothing is the last layer alone, and its hidden layers stay to the last bit, normalisations too', async () => {
    for (const spec of [SPEC, WITH_NORM]) {
      const missing = start(modelOf(spec), choose('bp', { blockProbability: 1, blockMode: 1 }));
      const readout = start(modelOf(spec), choose('readout'));
      const first = await trainedIn(readout);
      train(missing, 8, batchAt);
      train(readout, 8, batchAt);
      const [found, expected] = [await trainedIn(missing), await trainedIn(readout)];
      expect(found).toEqual(expected);
      const moved = expected.map((values, index) => distance(values, first[index] ?? []) > 0);
      expect(moved).toEqual(expected.map((_, index) => index === 2 || index === 5));
      disposeAll([missing.state, readout.state]);
    }
  });

  test('a frozen layer does not decay either, whatever the optimiser', async () => {
    for (const id of ['momentum', 'rmsprop', 'adam'] as const) {
      const run = start(modelOf(WITH_NORM), choose('readout'), {
        optimiser: { ...SGD, id, weightDecay: 0.1 },
      });
      const first = await trainedIn(run);
      train(run, 4, batchAt);
      const last = await trainedIn(run);
      for (const index of [0, 1, 3, 4, 6, 7, 8, 9]) expect(last[index]).toEqual(first[index]);
      for (const index of [2, 5]) expect(last[index]).not.toEqual(first[index]);
      disposeAll(run.state);
    }
  });

  test('a frozen layer between others: nothing comes through it, direct feedback goes past it', async () => {
    const frozen = { layerRules: [{ layer: 2, rule: 'readout' }] } as const;
    for (const [rule, movesFirst] of [
      ['bp', false],
      ['dfa', true],
    ] as const) {
      const run = start(modelOf(SPEC), choose(rule, {}, frozen), { optimiser: { ...SGD, weightDecay: 0 } });
      const first = await trainedIn(run);
      train(run, 2, batchAt);
      const last = await trainedIn(run);
      expect([0, 1, 2].map((index) => distance(last[index] ?? [], first[index] ?? []) > 0)).toEqual([
        movesFirst,
        false,
        true,
      ]);
      disposeAll(run.state);
    }
  });

  test('noise or nothing in its place leaves (1 − p) of the gradient in the mean; ones push all units alike', async () => {
    const exact = await meanGradient(choose('bp'), 1);
    const meanOf = (values: Partial<RuleParams>): Promise<Float64Array> =>
      meanGradient(choose('bp', { blockProbability: 0.4, ...values }), 700);
    const expected = exact.map((value) => 0.6 * value);
    for (const blockPer of [0, 1, 2]) {
      expect(distance(await meanOf({ blockMode: 1, blockPer }), expected), `per ${blockPer}`).toBeLessThan(
        0.09,
      );
    }
    expect(distance(await meanOf({ blockMode: 2 }), expected)).toBeLessThan(0.14);
    // Ones: 0.4 of the inputs' mean on top, the same for every unit of layer 1.
    const pushed = await meanOf({ blockMode: 0 });
    const excess = pushed.map((value, at) => value - (expected[at] ?? 0));
    const batch = batchAt(0);
    const inputs = await valuesOf(batch.x);
    for (let input = 0; input < 5; input++) {
      const mean =
        [...Array(ROWS).keys()].reduce((sum, row) => sum + (inputs[5 * row + input] ?? 0), 0) / ROWS;
      for (let unit = 0; unit < 7; unit++) {
        expect(Math.abs((excess[7 * input + unit] ?? 0) - 0.4 * mean)).toBeLessThan(0.08);
      }
    }
    disposeAll(batch);
  });

  test('it is missing for all layers and rows at once, for layers, or for rows, as often as it should', async () => {
    const run = (blockPer: number) =>
      start(modelOf(SPEC), choose('bp', { blockProbability: 0.3, blockMode: 1, blockPer }));
    const batch = batchAt(0);
    for (const blockPer of [0, 1, 2]) {
      const arm = run(blockPer);
      let [missing, alike, whole] = [0, 0, 0];
      const steps = 300;
      for (let step = 0; step < steps; step++) {
        const result = trainStep(arm.setup, arm.state, batch, { learningRate: 0, keep: 'pass' });
        arm.state = result.state;
        const [first, second] = await Promise.all(
          [7, 6].map(async (units, layer) => {
            const values = await valuesOf(result.pass?.deltas[layer]);
            return [...Array(ROWS).keys()].map((row) =>
              values.slice(units * row, units * (row + 1)).every((value) => value === 0),
            );
          }),
        );
        missing += first?.filter((isMissing) => isMissing).length ?? 0;
        if (first?.join() === second?.join()) alike++;
        if (new Set(first).size === 1) whole++;
        if (result.pass) disposePass(result.pass);
        disposeAll(result.loss);
      }
      // 300 or 2400 draws: four standard deviations.
      const margin = 4 * Math.sqrt((0.3 * 0.7) / (blockPer === 2 ? steps * ROWS : steps));
      expect(Math.abs(missing / (steps * ROWS) - 0.3)).toBeLessThan(margin);
      expect(alike === steps).toBe(blockPer !== 1);
      expect(whole === steps).toBe(blockPer !== 2);
      disposeAll(arm.state);
    }
    disposeAll(batch);
  });
}, ['wasm']);
