/**
 * The weight mirror: how close it gets, where it comes to rest, and that it fails on noise with a mean.
 */
import { type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import {
  denseSpec,
  distance,
  feedbackOf,
  modelOf,
  type Run,
  start,
  train,
  weightAngle,
  weightsOf,
} from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { PLACES } from '../engine/draws';
import { disposeAll } from '../engine/scope';
import { startTraining, warmUpStep } from '../engine/train-step';
import { fillUniform } from '../math/rng';
import type { NetworkSpec, RuleParams } from '../spec/spec';
import { createState } from './index';

const LINEAR = denseSpec([4, 50, 40], ['tanh', 'linear']);
const CONV: NetworkSpec = {
  input: [8, 8, 1],
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'linear' },
    { kind: 'conv2d', filters: 4, kernel: 5, stride: 1, padding: 'same', activation: 'linear' },
    { kind: 'dense', units: 2, activation: 'linear' },
  ],
};

/** A run whose B_2 starts at zero. */
function mirrorFromZero(spec: NetworkSpec, values: Partial<RuleParams>): Run {
  const choice = choose('wm', values);
  const run = start(modelOf(spec), choice);
  const { params, ruleState } = run.state;
  const zeros = params.W.map((W) => zerosLike(W));
  const given = createState(choice, run.setup.network, { seed: 1, weights: params.W }, zeros);
  disposeAll(zeros);
  run.setup.rule.dispose(ruleState);
  run.state = { ...run.state, ruleState: given };
  return run;
}

function mirror(run: Run, steps: number, rows: number): void {
  for (let step = 0; step < steps; step++) run.state = warmUpStep(run.setup, run.state, rows);
}

const cosine = async (run: Run): Promise<number> => Math.cos(((await weightAngle(run, 2)) * Math.PI) / 180);

/** ⟨B, W⟩ / ⟨W, W⟩ over the entries chosen. */
function gainOf(B: Float32Array, W: Float32Array, isIn: (at: number) => boolean = () => true): number {
  let [product, square] = [0, 0];
  for (const [at, weight] of W.entries()) {
    if (!isIn(at)) continue;
    product += (B[at] ?? Number.NaN) * weight;
    square += weight ** 2;
  }
  return product / square;
}

onBackends('weight mirror', () => {
  test('after N samples from nothing its cosine is (1 + (inputs + 1) / N)^−½', async () => {
    const run = mirrorFromZero(LINEAR, { mirrorDecay: 0, mirrorCentred: 0 });
    mirror(run, 10, 100);
    expect(Math.abs((await cosine(run)) - (1 + 51 / 1000) ** -0.5)).toBeLessThan(0.01);
    mirror(run, 40, 250);
    expect(Math.abs((await cosine(run)) - (1 + 51 / 11000) ** -0.5)).toBeLessThan(0.002);
    disposeAll(run.state);
  });

  test('it comes to rest at η σ² / λ times the weights', async () => {
    const run = mirrorFromZero(LINEAR, { mirrorRate: 0.05, mirrorDecay: 0.05, mirrorAmplitude: 0.5 });
    mirror(run, 200, 100);
    const gain = gainOf(await feedbackOf(run, 2), await weightsOf(run, 2));
    expect(Math.abs(gain / 0.25 - 1)).toBeLessThan(0.05);
    disposeAll(run.state);
  });

  test('noise with a mean drowns the weights, unless the answer is centred', async () => {
    const uncentred = { mirrorNoise: 2, mirrorDecay: 0 } as const;
    const [fails, healed] = [
      mirrorFromZero(LINEAR, { ...uncentred, mirrorCentred: 0 }),
      mirrorFromZero(LINEAR, { ...uncentred, mirrorCentred: 1 }),
    ];
    for (const run of [fails, healed]) mirror(run, 100, 100);
    expect(await cosine(fails)).toBeLessThan(0.3);
    expect(await cosine(healed)).toBeGreaterThan(0.98);
    disposeAll([fails.state, healed.state]);
  });

  test('its angle falls without any labels, and the forward weights stay', async () => {
    const run = start(modelOf(denseSpec([6, 40, 30, 5], ['tanh', 'sigmoid', 'linear'])), choose('wm'));
    const [W2, W3] = [await weightsOf(run, 2), await weightsOf(run, 3)];
    expect(await weightAngle(run, 2)).toBeGreaterThan(80);
    mirror(run, 150, 64);
    expect(await weightAngle(run, 2)).toBeLessThan(15);
    expect(await weightAngle(run, 3)).toBeLessThan(15);
    expect([await weightsOf(run, 2), await weightsOf(run, 3)]).toEqual([W2, W3]);
    disposeAll(run.state);
  });

  test('convolutions: every entry of a kernel by the positions that it sees', async () => {
    const run = mirrorFromZero(CONV, { mirrorDecay: 0, mirrorRate: 0.1 });
    mirror(run, 60, 50);
    const [B, W] = [await feedbackOf(run, 2), await weightsOf(run, 2)];
    expect(await cosine(run)).toBeGreaterThan(0.998);
    // Σ of 60 × 0.1 σ² W, everywhere alike: corners of the 5 × 5 kernel see 36 of 64 positions.
    const tap = (at: number): number => Math.floor(at / 12);
    const corner = gainOf(B, W, (at) => [0, 4, 20, 24].includes(tap(at)));
    const centre = gainOf(B, W, (at) => tap(at) === 12);
    expect(Math.abs(corner / 6 - 1)).toBeLessThan(0.05);
    expect(Math.abs(centre / 6 - 1)).toBeLessThan(0.05);
    disposeAll(run.state);
  });

  test('one mirror batch comes after every training batch', async () => {
    const run = start(modelOf(denseSpec([6, 20, 4], ['tanh', 'linear'])), choose('wm'));
    train(run, 120, (step) => ({ x: normals(32, 6, step), y: labels(32, 4, step) }));
    expect(await weightAngle(run, 2)).toBeLessThan(20);
    disposeAll(run.state);
  });
}, ['wasm']);

onBackends('one mirror batch', () => {
  for (const [loss, output] of [
    ['mse', 'sigmoid'],
    ['sigmoid-cross-entropy', 'linear'],
  ] as const)
    test(`in Akrout's setting is B + η Σ ξᵀ σ(ξ W + b), with the noise of a step before the first: ${loss}`, async () => {
      const values = {
        mirrorNoise: 1,
        mirrorAmplitude: 0.1,
        mirrorRate: 0.01,
        mirrorDecay: 0,
        mirrorCentred: 0,
        mirrorBias: 1,
        mirrorSum: 1,
      };
      const fresh = start(
        modelOf(denseSpec([3, 4, 2], ['sigmoid', output]), 'akrout'),
        choose('wm', values),
        {
          init: 'akrout',
          loss,
        },
      );
      disposeAll([fresh.state.ruleState, fresh.state.optimiserState, fresh.state.step]);
      const run: Run = {
        setup: fresh.setup,
        state: startTraining(fresh.setup, fresh.state.params, { init: 'akrout', warmUpSteps: 2 }),
      };
      const [B, W] = [await feedbackOf(run, 2), await weightsOf(run, 2)];
      const b = await (run.state.params.b[1] as Tensor).data();
      const [first, rows] = [await feedbackOf(run, 1), 5];
      mirror(run, 1, rows);
      const noise = new Float32Array(rows * 4);
      fillUniform(noise, 1, 'noise', [-2, PLACES.mirror + 2]);
      const expected = Float64Array.from(B);
      for (let row = 0; row < rows; row++) {
        const xi = [...noise.subarray(4 * row, 4 * row + 4)].map((value) => 0.1 * (value - 0.5));
        for (const output of [0, 1]) {
          const a = xi.reduce(
            (sum, value, input) => sum + value * (W[2 * input + output] ?? 0),
            b[output] ?? 0,
          );
          for (const [input, value] of xi.entries()) {
            const at = 2 * input + output;
            expected[at] = (expected[at] ?? 0) + (0.01 * value) / (1 + Math.exp(-a));
          }
        }
      }
      expect(distance(await feedbackOf(run, 2), expected)).toBeLessThan(1e-6);
      expect(distance(B, expected)).toBeGreaterThan(1e-4);
      // B_1 carries nothing and is left alone.
      expect(await feedbackOf(run, 1)).toEqual(first);
      mirror(run, 1, rows);
      expect([...(await run.state.step.data())]).toEqual([0]);
      disposeAll(run.state);
    });
});
