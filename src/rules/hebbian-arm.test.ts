/**
 * What all Hebbian arms have in common: the mean taken out by the bias, layers in turn, the two readouts, and that each learns.
 */
import { add, clone, mean as meanOf, reshape, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { clusters, columnsOf, cosine, directions, spread } from '../../test/hebbian-bench';
import { labels, normals, onBackends } from '../../test/on-backends';
import { denseSpec, distance, modelOf, type Run, SGD, start, train, weightsOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { evaluate, rowsOfTensors } from '../engine/evaluate';
import { forward } from '../engine/forward';
import type { Batch } from '../engine/learning-rule';
import { disposeAll, inScope } from '../engine/scope';
import { openBatch, outputOf } from '../engine/train-step';
import type { NetworkSpec, RuleId } from '../spec/spec';

const RULES: readonly RuleId[] = [
  'hpca',
  'wta',
  'softWta',
  'softHebb',
  'similarityMatching',
  'nonNegativeSm',
];
const TASK = { count: 3, inputs: 8, sigma: 0.5 };
const batchAt = (step: number) => clusters(TASK, 24, step);

/** Share of a batch that is answered rightly; disposes it. */
async function accuracyOf({ setup, state }: Run, batch = clusters(TASK, 150, 999)): Promise<number> {
  const { network, rule, loss } = setup;
  const { predict } = rule;
  const draws = { uniform: () => state.step, normal: () => state.step };
  const measured = { network, params: state.params, loss };
  const answer = (x: Tensor) =>
    predict?.call(rule, { network, params: state.params, draws, loss, x }, state.ruleState) ??
    outputOf(network, forward(network, state.params, x));
  const { accuracy } = await evaluate({ ...measured, answer }, rowsOfTensors(batch));
  disposeAll(batch);
  return accuracy;
}

onBackends('an arm that learns by Hebb', () => {
  test.each(RULES)('%s learns a small task with either readout', async (rule) => {
    for (const hebbReadout of [0, 1]) {
      const run = start(
        modelOf(denseSpec([8, 6, 3], ['relu', 'linear'])),
        choose(rule, { hebbReadout, similarityRate: 0.1 }),
        { optimiser: { ...SGD, id: 'adam' } },
      );
      train(run, 60, batchAt, 0.02);
      expect(await accuracyOf(run), `readout ${hebbReadout}`).toBeGreaterThan(0.9);
      disposeAll(run.state);
    }
  });
}, ['cpu', 'wasm']);

/** Two classes that lie apart along the second component of their inputs alone. */
function apartAlongSecond(rows: number, seed: number): Batch {
  const x = spread([3, 1.5, 0.3, 0.3, 0.3, 0.3], rows, seed);
  const axis = directions(6).map((row) => row[1] ?? 0);
  const isUp = columnsOf(x.dataSync<'float32'>(), 6).reduce(
    (sums, feature, at) => sums.map((sum, row) => sum + (feature[row] ?? 0) * (axis[at] ?? 0)),
    Array.from({ length: rows }, () => 0),
  );
  return { x, y: tensor2d(isUp.map((along) => (along > 0 ? [1, 0] : [0, 1]))) };
}

onBackends('units that do not compete', () => {
  test('all find the first component: what lies along the second is lost to any readout, but not under HPCA', async () => {
    for (const [rule, least, most] of [
      ['oja', 0, 0.7],
      ['hebb', 0, 0.7],
      ['hpca', 0.9, 1],
    ] as const) {
      const run = start(
        modelOf(denseSpec([6, 6, 2], ['relu', 'linear'])),
        choose(rule, { hebbReadout: 0, hebbRate: 0.1 }),
        { optimiser: { ...SGD, id: 'adam' } },
      );
      train(run, 300, (step) => apartAlongSecond(32, step), 0.02);
      const accuracy = await accuracyOf(run, apartAlongSecond(200, 999));
      expect(accuracy, rule).toBeGreaterThanOrEqual(least);
      expect(accuracy, rule).toBeLessThanOrEqual(most);
      disposeAll(run.state);
    }
  });
}, ['cpu', 'wasm']);

onBackends('the layers of such an arm', () => {
  test('the bias takes the mean out of what comes in, of a map by channel', async () => {
    const conv: NetworkSpec = {
      input: [5, 5, 2],
      layers: [
        { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'valid', activation: 'relu' },
        { kind: 'dense', units: 2, activation: 'linear' },
      ],
    };
    for (const spec of [denseSpec([50, 4, 2], ['relu', 'linear']), conv]) {
      const run = start(modelOf(spec), choose('hpca'));
      const pixels = normals(16, 50, 3);
      const x = inScope(() => add(pixels, 2));
      for (let step = 0; step < 3; step++) train(run, 1, () => ({ x: clone(x), y: labels(16, 2, 1) }));
      const { setup, state } = run;
      const means = inScope(() => {
        const [a] = forward(setup.network, state.params, x).a;
        if (!a) throw new Error('no layer 1');
        return meanOf(reshape(a, [-1, a.shape.at(-1) ?? 1]), 0);
      });
      // Of a map the edges are seen by fewer patches than the middle, so that its mean is not theirs.
      for (const mean of await means.data()) expect(Math.abs(mean)).toBeLessThan(spec === conv ? 0.5 : 1e-4);
      disposeAll([state, x, pixels, means]);
    }
  });

  test('learn one after another where they are told to, and then stay as they are', async () => {
    const run = start(
      modelOf(denseSpec([6, 5, 4, 3], ['relu', 'relu', 'linear'])),
      choose('hpca', { hebbSteps: 3 }),
    );
    const moved: (readonly boolean[])[] = [];
    for (let step = 0; step < 9; step++) {
      const before = await Promise.all([1, 2, 3].map((layer) => weightsOf(run, layer)));
      train(run, 1, () => ({ x: spread([2, 1, 1, 1, 1, 1], 16, step), y: labels(16, 3, step) }));
      const after = await Promise.all([1, 2, 3].map((layer) => weightsOf(run, layer)));
      moved.push(after.map((values, at) => distance(values, before[at] ?? []) > 1e-6));
    }
    // The first batch shows the mean only.
    expect(moved.map(([first]) => first)).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(moved.map(([, second]) => second)).toEqual([
      ...[false, false, false, false, true, true, true, false, false],
    ]);
    expect(moved.every(([, , last]) => last)).toBe(true);
    disposeAll(run.state);
  });

  test('say what they did as something to go down, and send no error', async () => {
    const run = start(modelOf(denseSpec([6, 5, 3], ['relu', 'linear'])), choose('oja'));
    const batch = { x: normals(8, 6, 1), y: labels(8, 3, 2) };
    train(run, 1, () => ({ x: normals(8, 6, 3), y: labels(8, 3, 4) }));
    const { setup, state } = run;
    const [asked, added, delta] = inScope(() => {
      const context = openBatch(setup, state, batch);
      const { gradients, increments, deltas } = setup.rule.step(context, state.ruleState);
      return [gradients.W[0], increments?.[0]?.W, deltas[0]] as const;
    });
    if (!asked || !added || !delta) throw new Error('layer 1 says nothing');
    const [g, change] = [await asked.data(), await added.data()];
    expect(change.some((value) => value !== 0)).toBe(true);
    expect(Array.from(g)).toEqual(Array.from(change, (value) => -value));
    expect((await delta.data()).every((value) => value === 0)).toBe(true);
    disposeAll([state, batch, asked, added, delta]);
  });

  test('the teacher’s readout comes to the mean direction of each class', async () => {
    const run = start(modelOf(denseSpec([8, 3], ['linear'])), choose('hpca', { hebbReadout: 1 }));
    train(run, 200, batchAt);
    const units = columnsOf(await weightsOf(run, 1), 3);
    // Around their common mean, which the bias takes out.
    const axes = directions(8).map((row) => row.slice(0, 3));
    const centred = axes.map((row) => row.map((value) => value - row.reduce((a, b) => a + b, 0) / 3));
    const centres = columnsOf(centred.flat(), 3);
    for (const [k, unit] of units.entries()) {
      expect(cosine(unit, centres[k] ?? [])).toBeGreaterThan(0.98);
    }
    disposeAll(run.state);
  });

  test('name an angle and an inner life', async () => {
    const run = start(modelOf(denseSpec([6, 4, 3], ['linear', 'linear'])), choose('oja', { hebbRate: 0.3 }));
    const sigmas = [3, 1, 1, 1, 1, 1];
    train(run, 200, (step) => ({ x: spread(sigmas, 32, step), y: labels(32, 3, step) }), 0.01);
    const { setup, state } = run;
    const batch = { x: spread(sigmas, 32, 999), y: labels(32, 3, 1) };
    const { angles, inner } = inScope(() => ({
      angles: setup.rule.anglesOf?.(state.ruleState, state.params) ?? [],
      inner: setup.rule.innerOf?.(openBatch(setup, state, batch), state.ruleState).scalars ?? [],
    }));
    const [angle] = angles;
    if (!angle) throw new Error('no angle');
    expect([angle.name, angle.layer]).toEqual(['firstComponent', 1]);
    const [own, goal] = [Array.from(await angle.matrix.data()), Array.from(await angle.against.data())];
    expect(cosine(own, goal)).toBeGreaterThan(0.995);
    const values = Object.fromEntries(
      await Promise.all(inner.map(async ({ name, value }) => [name, (await value.data())[0]] as const)),
    );
    expect(values.unitNorm).toBeCloseTo(1, 1);
    expect(values.activeShare).toBeCloseTo(0.5, 0);
    expect(values.unitSimilarity).toBeGreaterThan(0.98);
    expect(values.winnerEntropy).toBeGreaterThanOrEqual(0);
    expect(values.winnerEntropy).toBeLessThanOrEqual(1);
    disposeAll([
      state,
      batch,
      angles.map(({ matrix, against }) => [matrix, against]),
      inner.map(({ value }) => value),
    ]);
  });
}, ['cpu']);
