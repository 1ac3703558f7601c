/**
 * Spike-timing-dependent weight inference: steady trains say nothing, and what drives a unit shows at its spikes.
 */
import { add, mean, moments, reverse, scalar, sqrt, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { labels, normals, onBackends } from '../../test/on-backends';
import { denseSpec, modelOf, start, train, weightAngle } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { createDraws } from '../engine/draws';
import { disposeAll, inScope } from '../engine/scope';
import { warmUpStep } from '../engine/train-step';
import { answerTrains, INPUT_RATE_PER_MS, inputTrains, pairUp, type SpikingPlan } from './spiking';

const INPUTS = 30;
const OUTPUTS = 6;

/** Trains and plan of one stretch of spiking. */
const planAt = (step: number): SpikingPlan => ({
  timeMs: 100,
  trials: 128,
  place: 1,
  draws: createDraws(1, scalar(step, 'int32')),
});

type Listen = (trains: Tensor, spikes: Tensor) => ReturnType<typeof pairUp>;

/** S / n over some stretches of 128 trials of 100 ms each, with n, and its standard error from stretch to stretch. */
async function inferred(W: Tensor, stretches: number, listen: Listen = pairUp) {
  const sums = new Float64Array(W.size);
  const counts = new Float64Array(OUTPUTS);
  const means: number[] = [];
  for (let step = 0; step < stretches; step++) {
    const found = inScope(() => {
      const trains = inputTrains(INPUTS, planAt(step));
      return listen(trains, answerTrains(trains, W));
    });
    const [s, n] = await Promise.all([found.sums.data<'float32'>(), found.counts.data<'float32'>()]);
    for (const [at, value] of s.entries()) sums[at] = (sums[at] ?? 0) + value;
    for (const [at, value] of n.entries()) counts[at] = (counts[at] ?? 0) + value;
    means.push(s.reduce((a, b) => a + b, 0) / INPUTS / n.reduce((a, b) => a + b, 0));
    disposeAll(found);
  }
  return { R: Array.from(sums, (value, at) => value / (counts[at % OUTPUTS] ?? 1)), counts, means };
}

/** Pearson's r of the weights of every unit. */
function perUnit(R: readonly number[], W: ArrayLike<number>): readonly number[] {
  return Array.from({ length: OUTPUTS }, (_, unit) => {
    const own = (values: ArrayLike<number>): number[] =>
      Array.from({ length: INPUTS }, (_, input) => values[input * OUTPUTS + unit] ?? 0);
    return pearson(own(R), own(W));
  });
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const centred = (values: readonly number[]): number[] => {
    const middle = values.reduce((x, y) => x + y, 0) / values.length;
    return values.map((value) => value - middle);
  };
  const [x, y] = [centred(a), centred(b)];
  const dot = (p: readonly number[], q: readonly number[]): number =>
    p.reduce((total, value, at) => total + value * (q[at] ?? 0), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

/** How many standard errors the mean over stretches lies from 0. */
function errorsFromZero(values: readonly number[]): number {
  const middle = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((total, value) => total + (value - middle) ** 2, 0) / (values.length - 1);
  return Math.abs(middle) / Math.sqrt(variance / values.length);
}

onBackends('spike pairs', () => {
  test('spikes that have nothing to do with the inputs infer nothing', async () => {
    const W = normals(INPUTS, OUTPUTS, 2, 0.3);
    // Every trial's spikes are held against the inputs of another.
    const elsewhere: Listen = (trains, spikes) => pairUp(trains, reverse(spikes, 1));
    const { means } = await inferred(W, 12, elsewhere);
    expect(errorsFromZero(means)).toBeLessThan(3);
    // Traces that do not know how much to expect drift while they fill up.
    const naive: Listen = (trains, spikes) => pairUp(add(trains, INPUT_RATE_PER_MS), reverse(spikes, 1));
    expect(errorsFromZero((await inferred(W, 12, naive)).means)).toBeGreaterThan(20);
    W.dispose();
  });

  test('what comes in at its spikes tells the weights of a unit, up to its scale', async () => {
    const W = normals(INPUTS, OUTPUTS, 2, 0.3);
    const { R, counts } = await inferred(W, 10);
    for (const [unit, count] of counts.entries()) {
      // Per trial and second
      expect(count / 128, `spikes of ${unit}`).toBeGreaterThan(2);
      expect(count / 128, `spikes of ${unit}`).toBeLessThan(60);
    }
    const values = await W.data<'float32'>();
    for (const r of perUnit(R, values)) expect(r).toBeGreaterThan(0.95);
    const mixed = await inferred(W, 10, (trains, spikes) => pairUp(trains, reverse(spikes, 1)));
    for (const r of perUnit(mixed.R, values)) expect(Math.abs(r)).toBeLessThan(0.6);
    W.dispose();
  });

  test('trains have the rate that they should, and no mean', async () => {
    const found = inScope(() => {
      const { mean: middle, variance } = moments(inputTrains(INPUTS, planAt(0)));
      return [mean(middle), sqrt(variance)] as const;
    });
    const [middle, spread] = await Promise.all(found.map(async (tensor) => (await tensor.data())[0] ?? 0));
    expect(Math.abs(middle ?? 1)).toBeLessThan(0.002);
    expect(spread).toBeCloseTo(0.3, 2);
    disposeAll(found);
  });
}, ['wasm']);

onBackends('spike-timing-dependent weight inference', () => {
  test('feedback weights come to point where W does while it warms up, and follow it while it learns', async () => {
    const choice = choose('stdwi', { spikingRate: 0.003, spikingTrials: 64, spikingTime: 100 });
    const run = start(modelOf(denseSpec([6, 20, 12, 4], ['tanh', 'tanh', 'linear'])), choice);
    expect(await weightAngle(run, 2)).toBeGreaterThan(75);
    for (let step = 0; step < 25; step++) run.state = warmUpStep(run.setup, run.state, 8);
    for (const layer of [2, 3]) expect(await weightAngle(run, layer), `${layer}`).toBeLessThan(30);
    train(run, 25, (step) => ({ x: normals(16, 6, step), y: labels(16, 4, step) }), 0.3);
    for (const layer of [2, 3]) expect(await weightAngle(run, layer), `${layer}`).toBeLessThan(30);
    disposeAll(run.state);
  });
}, ['cpu', 'wasm']);
