/**
 * Rules in which units compete, on clusters whose centres are known, and for convolutions against patches made by hand.
 */
import { reshape, type Tensor, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { clusters, columnsOf, cosine, dot, siteFor } from '../../test/hebbian-bench';
import { expectNumbers, normals, onBackends } from '../../test/on-backends';
import { denseSpec, distance, modelOf, start, train, weightsOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { disposeAll, inScope } from '../engine/scope';
import { trainStep } from '../engine/train-step';
import { createRng } from '../math/rng';
import type { NetworkSpec } from '../spec/spec';
import { type HebbianSite, towardsMeans, winners } from './hebbian-layer';
import { hpcaChange } from './hpca';
import { ojaChange } from './oja';
import { softHebbChange } from './soft-hebb';

const COUNT = 4;
const INPUTS = 8;

onBackends('competition', () => {
  test('the winner is the largest, or the largest few', async () => {
    const found = inScope(() => {
      const scores = tensor2d([
        [0.3, -0.2, 0.9, 0.1],
        [-0.5, -0.1, -0.9, -0.2],
      ]);
      return [winners(scores, 1), winners(scores, 3), winners(scores, 9)] as const;
    });
    const [one, three, all] = await Promise.all(found.map((tensor) => tensor.data()));
    expectNumbers(one ?? [], [0, 0, 1, 0, 0, 1, 0, 0]);
    expectNumbers(three ?? [], [1, 0, 1, 1, 1, 1, 0, 1]);
    expectNumbers(all ?? [], [1, 1, 1, 1, 1, 1, 1, 1]);
    disposeAll(found);
  });

  test.each(['wta', 'softWta'] as const)('%s: units come to the centres of the clusters', async (rule) => {
    const sigma = 0.4;
    const rows = 200;
    const model = modelOf(denseSpec([INPUTS, COUNT, 2], ['relu', 'linear']));
    const run = start(model, choose(rule, { winnerTemperature: 0.002 }));
    const batch = clusters({ count: COUNT, inputs: INPUTS, sigma }, rows, 1);
    // Started near the clusters, one unit each: which unit finds which is another matter.
    const seeds = columnsOf((await batch.x.data()).slice(0, COUNT * INPUTS), INPUTS);
    disposeAll(run.state.params.W[0]);
    const W = tensor2d(seeds.map((row) => [...row]));
    run.state = { ...run.state, params: { ...run.state.params, W: [W, ...run.state.params.W.slice(1)] } };
    const y = tensor2d(Array.from({ length: rows }, (_, row) => [row % 2, 1 - (row % 2)]));
    for (let step = 0; step < 200; step++)
      run.state = trainStep(
        run.setup,
        run.state,
        { x: batch.x, y },
        { learningRate: 0.01, keep: 'nothing' },
      ).state;
    const x = columnsOf(await batch.x.data(), INPUTS); // by feature
    const means = x.map((feature) => feature.reduce((sum, value) => sum + value, 0) / rows);
    const power = x.reduce(
      (sum, feature, at) => sum + feature.reduce((s, value) => s + (value - (means[at] ?? 0)) ** 2, 0) / rows,
      0,
    );
    const units = columnsOf(await weightsOf(run, 1), COUNT);
    for (const [k, unit] of units.entries()) {
      const errors = unit.map((w, at) => {
        const centre = (x[at] ?? [])
          .filter((_, row) => row % COUNT === k)
          .reduce((sum, value) => sum + value, 0);
        return w * Math.sqrt(power) - (centre / (rows / COUNT) - (means[at] ?? 0));
      });
      const standardError = sigma / Math.sqrt(rows / COUNT);
      expect(Math.sqrt(dot(errors, errors) / INPUTS), `unit ${k}`).toBeLessThan(2 * standardError);
    }
    disposeAll([run.state, batch, y]);
  });

  test('SoftHebb: units come to length 1, each to a cluster of its own', async () => {
    const run = start(
      modelOf(denseSpec([INPUTS, COUNT, COUNT], ['relu', 'linear'])),
      choose('softHebb', { softHebbStart: 3 }),
    );
    train(run, 250, (step) => clusters({ count: COUNT, inputs: INPUTS, sigma: 0.3 }, 32, step), 0.01);
    const units = columnsOf(await weightsOf(run, 1), COUNT);
    for (const [i, unit] of units.entries()) {
      expect(Math.abs(Math.sqrt(dot(unit, unit)) - 1), `unit ${i}`).toBeLessThan(0.05);
      for (const other of units.slice(0, i)) expect(cosine(unit, other)).toBeLessThan(0.3);
    }
    disposeAll(run.state);
  });
}, ['cpu', 'wasm']);

/** 2 pictures of 4 × 4 × 2 and a kernel of 2 × 2 for 3 filters, and the same as 18 rows of patches. */
const CONV: NetworkSpec = {
  input: [4, 4, 2],
  layers: [{ kind: 'conv2d', filters: 3, kernel: 2, stride: 1, padding: 'valid', activation: 'linear' }],
};

function asPatches(): { readonly maps: Tensor; readonly patches: Tensor } {
  const rng = createRng(2, 'data');
  const pixels = Array.from({ length: 2 * 4 * 4 * 2 }, () => rng.normal());
  const at = (n: number, row: number, column: number, channel: number): number =>
    pixels[((n * 4 + row) * 4 + column) * 2 + channel] ?? 0;
  const patches: number[][] = [];
  for (let n = 0; n < 2; n++)
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        patches.push([0, 1, 2, 3, 4, 5, 6, 7].map((k) => at(n, i + (k >> 2), j + ((k >> 1) & 1), k & 1)));
  return { maps: tensor4d(pixels, [2, 4, 4, 2]), patches: tensor2d(patches) };
}

onBackends('a convolution', () => {
  const laws: Readonly<Record<string, (site: HebbianSite) => Tensor>> = {
    hpca: hpcaChange,
    oja: ojaChange,
    wta: (site) => towardsMeans(site, winners(site.response, 1), 0.3),
    softHebb: (site) => softHebbChange(site, 1.5),
  };
  test.each(Object.keys(laws))('learns by %s as a dense layer would from all its patches', async (law) => {
    const { maps, patches } = asPatches();
    const W = normals(8, 3, 4);
    const [conv, rows] = inScope(() => {
      const kernel = reshape(W, [2, 2, 2, 3]);
      const change = laws[law] ?? hpcaChange;
      // Sums over samples are as long on both sides: 18 patches.
      return [
        change(siteFor(CONV, { input: maps, W: kernel })),
        change(siteFor(denseSpec([8, 3], ['linear']), { input: patches, W })),
      ];
    });
    expect(distance((await conv?.data()) ?? [], (await rows?.data()) ?? [])).toBeLessThan(1e-5);
    disposeAll([maps, patches, W, conv, rows]);
  });
});
