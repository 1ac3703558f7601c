/**
 * Rules that carry the error through the signs of the forward weights, and the dial between the weights and noise: known angles
 * at the start, signs that never go stale, magnitudes that are new when they should be.
 */
import { mul, sign } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import {
  denseSpec,
  distance,
  expectSameBits,
  feedbackOf,
  learn,
  modelOf,
  SGD,
  start,
  train,
  weightAngle,
  weightsOf,
} from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { disposeAll, inScope } from '../engine/scope';
import { disposePass, trainStep } from '../engine/train-step';
import type { InitId, NetworkSpec, RuleId } from '../spec/spec';

const SMALL = denseSpec([5, 7, 6, 3], ['tanh', 'tanh', 'linear']);
const batchAt = (step: number) => ({ x: normals(8, 5, 10 + step), y: labels(8, 3, 50 + step) });

/** More than 10⁴ weights in layer 2, dense or convolutional. */
const LARGE: readonly NetworkSpec[] = [
  denseSpec([4, 120, 100, 3], []),
  {
    input: [6, 6, 3],
    layers: [
      { kind: 'conv2d', filters: 20, kernel: 3, stride: 1, padding: 'same', activation: 'linear' },
      { kind: 'conv2d', filters: 25, kernel: 5, stride: 1, padding: 'same', activation: 'linear' },
      { kind: 'dense', units: 3, activation: 'linear' },
    ],
  },
];

onBackends('sign-concordant rules', () => {
  test('with weights of one size uniform signs are backpropagation, bit for bit', async () => {
    const drawn = modelOf(SMALL);
    const sizes = drawn.network.layers.map(({ fanIn, fanOut }) => Math.sqrt(2 / (fanIn + fanOut)));
    const W = inScope(() => drawn.params.W.map((weights, index) => mul(sign(weights), sizes[index] ?? 0)));
    const model = { network: drawn.network, params: { ...drawn.params, W } };
    const batch = batchAt(0);
    const [bp, usf] = [learn(model, choose('bp'), { batch }), learn(model, choose('usf'), { batch })];
    await expectSameBits([...usf.deltas, ...usf.W], [...bp.deltas, ...bp.W]);
    disposeAll([drawn.params, W, batch, bp, usf]);
  });

  test('the dial at 0° is backpropagation, bit for bit; at 180° the error below the output is turned round', async () => {
    const model = modelOf(SMALL);
    const batch = batchAt(0);
    const bp = learn(model, choose('bp'), { batch });
    const dial = learn(model, choose('dial', { dialAngle: 0 }), { batch });
    await expectSameBits([...dial.deltas, ...dial.W, ...dial.b], [...bp.deltas, ...bp.W, ...bp.b]);
    const turned = learn(model, choose('dial', { dialAngle: 180 }), { batch });
    const [found, expected] = [await turned.deltas[1]?.data(), await bp.deltas[1]?.data()];
    expect(
      distance(
        found ?? [],
        [...(expected ?? [])].map((value) => -value),
      ),
    ).toBeLessThan(1e-5);
    disposeAll([model.params, batch, bp, dial, turned]);
  });
});

onBackends('angles at the start', () => {
  for (const [rule, init, expected] of [
    ['fa', 'glorot', 90],
    ['kp', 'glorot', 90],
    ['wm', 'akrout', 90],
    ['usf', 'glorot', 30],
    ['usf', 'akrout', 37.07],
    ['brsf', 'glorot', 41.41],
    ['brsf', 'akrout', 50.46],
    ['frsf', 'glorot', 41.41],
    ['frsf', 'akrout', 50.46],
  ] as readonly (readonly [RuleId, InitId, number])[]) {
    test(`${rule}, ${init}: ${expected}°, in kernels too`, async () => {
      for (const spec of LARGE) {
        const run = start(modelOf(spec, init), choose(rule), { init });
        // 90° within three deviations of random pairs.
        const margin = expected === 90 ? (3 * 57.3) / Math.sqrt(12000) : 1;
        expect(Math.abs((await weightAngle(run, 2)) - expected)).toBeLessThan(margin);
        disposeAll(run.state);
      }
    });
  }

  test('the dial is where it is set, and what carries has the norm of the weights', async () => {
    for (const angle of [10, 45, 90, 150]) {
      const run = start(modelOf(LARGE[0] as NetworkSpec), choose('dial', { dialAngle: angle }));
      expect(Math.abs((await weightAngle(run, 2)) - angle)).toBeLessThan(1.5);
      const [B, W] = [await feedbackOf(run, 2), await weightsOf(run, 2)];
      expect(Math.hypot(...B) / Math.hypot(...W)).toBeCloseTo(1, 1.5);
      disposeAll(run.state);
    }
  });

  test('sign agreement flips as many signs as it is told, the same ones and more when told more', async () => {
    const agreeing = async (signFlips: number): Promise<readonly boolean[]> => {
      const run = start(modelOf(LARGE[0] as NetworkSpec), choose('signAgreement', { signFlips }));
      const [B, W] = [await feedbackOf(run, 2), await weightsOf(run, 2)];
      disposeAll(run.state);
      return [...B].map((value, at) => Math.sign(value) === Math.sign(W[at] ?? 0));
    };
    const [none, some, half] = [await agreeing(0), await agreeing(0.2), await agreeing(0.5)];
    expect([none, some, half].map((all) => all.filter((agrees) => agrees).length)).toEqual([
      12000, 9600, 6000,
    ]);
    expect(some.every((agrees, at) => agrees || half[at] === false)).toBe(true);
  });
}, ['wasm']);

onBackends('signs and magnitudes in training', () => {
  for (const rule of ['usf', 'brsf', 'frsf'] as const) {
    test(`${rule}: what carries has the signs of the weights after every step`, async () => {
      const run = start(modelOf(SMALL), choose(rule));
      const first = await weightsOf(run, 2);
      for (let step = 0; step < 15; step++) {
        train(run, 1, () => batchAt(step), 0.5);
        for (const layer of [2, 3]) {
          const [B, W] = [await feedbackOf(run, layer), await weightsOf(run, layer)];
          expect([...B].map(Math.sign)).toEqual([...W].map(Math.sign));
        }
      }
      // Some signs did change, or nothing was shown.
      const last = await weightsOf(run, 2);
      expect([...last].some((value, at) => Math.sign(value) !== Math.sign(first[at] ?? 0))).toBe(true);
      disposeAll(run.state);
    });
  }

  test('brSF draws its magnitudes anew at every step, frSF once', async () => {
    const [fresh, fixed] = [start(modelOf(SMALL), choose('brsf')), start(modelOf(SMALL), choose('frsf'))];
    let [before, kept] = [await feedbackOf(fresh, 2), await feedbackOf(fixed, 2)];
    for (let step = 0; step < 4; step++) {
      train(fresh, 1, () => batchAt(step));
      train(fixed, 1, () => batchAt(step));
      const [now, still] = [await feedbackOf(fresh, 2), await feedbackOf(fixed, 2)];
      const same = [...now].filter((value, at) => Math.abs(value) === Math.abs(before[at] ?? 0));
      expect(same).toEqual([]);
      expect([...still].map(Math.abs)).toEqual([...kept].map(Math.abs));
      [before, kept] = [now, still];
    }
    disposeAll([fresh.state, fixed.state]);
  });

  test('the mean of many brSF gradients is the uSF gradient at the mean magnitude', async () => {
    const model = modelOf(denseSpec([5, 6, 3], ['tanh', 'linear']));
    const batch = batchAt(0);
    // E|M| = c / 2 = √(6 / (fan_in + fan_out)) / 2
    const usf = learn(model, choose('usf', { feedbackScale: Math.sqrt(3) / 2 }), { batch });
    const expected = Float32Array.from((await usf.W[0]?.data()) ?? []);
    const run = start(model, choose('brsf'), { optimiser: SGD });
    const mean = new Float64Array(expected.length);
    const steps = 700;
    for (let step = 0; step < steps; step++) {
      const result = trainStep(run.setup, run.state, batch, { learningRate: 0, keep: 'pass' });
      run.state = result.state;
      const gradient = await result.pass?.gradients.W[0]?.data<'float32'>();
      gradient?.forEach((value, at) => {
        mean[at] = (mean[at] ?? 0) + value / steps;
      });
      if (result.pass) disposePass(result.pass);
      disposeAll(result.loss);
    }
    expect(distance(mean, expected)).toBeLessThan(0.045);
    disposeAll([run.state, batch, usf]);
  });
}, ['wasm']);
