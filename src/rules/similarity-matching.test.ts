/**
 * Similarity matching finds the principal subspace, its non-negative form independent sources; what settles is what is solved.
 */
import { add, clone, eye, mul, sub, type Tensor, tensor2d, transpose } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { columnsOf, cosine, directions, dot, spread, times } from '../../test/hebbian-bench';
import { labels, normals, onBackends, relativeDifference } from '../../test/on-backends';
import { denseSpec, modelOf, start, train, weightsOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { disposeAll, inScope } from '../engine/scope';
import { trainStep } from '../engine/train-step';
import type { HebbianState } from './hebbian-arm';
import { settleNonNegative } from './non-negative-sm';
import { invert, type Similarities } from './similarity-matching';

const SIGMAS = [2, 1.6, 1.2, 0.3, 0.2, 0.2, 0.1, 0.1];
const UNITS = 3;

/** A symmetric positive matrix: 1 and a product, `[n, n]`. In the caller's scope */
function positive(size: number, seed: number): Tensor {
  const half = normals(size, size, seed, 0.4);
  return add(times(transpose(half), half), eye(size));
}

onBackends('similarity matching', () => {
  test('its units span the principal subspace and are at right angles to each other', async () => {
    const run = start(
      modelOf(denseSpec([SIGMAS.length, UNITS, 2], ['linear', 'linear'])),
      choose('similarityMatching'),
    );
    train(run, 800, (step) => ({ x: spread(SIGMAS, 32, step, 2), y: labels(32, 2, step) }), 0.01);
    const F = columnsOf(await weightsOf(run, 1), UNITS);
    const axes = columnsOf(directions(SIGMAS.length).flat(), SIGMAS.length);
    // What of F lies outside the subspace, and F Fᵀ − 1.
    const outside = F.map((unit) => axes.slice(UNITS).map((axis) => dot(unit, axis)));
    const length = Math.sqrt(F.reduce((sum, unit) => sum + dot(unit, unit), 0));
    expect(Math.sqrt(outside.reduce((sum, parts) => sum + dot(parts, parts), 0)) / length).toBeLessThan(0.02);
    for (const [i, unit] of F.entries())
      for (const [j, other] of F.entries())
        expect(Math.abs(dot(unit, other) - Number(i === j)), `units ${i}, ${j}`).toBeLessThan(0.005);
    // The inverse that is carried along is M's.
    const { memories } = run.state.ruleState as HebbianState<Similarities>;
    const [lateral, inverse] = [memories[0]?.lateral, memories[0]?.inverse];
    if (!lateral || !inverse) throw new Error('layer 1 keeps nothing');
    const product = inScope(() => times(lateral, inverse));
    const values = columnsOf(await product.data(), UNITS);
    for (const [i, column] of values.entries())
      for (const [j, value] of column.entries()) expect(value).toBeCloseTo(Number(i === j), 2);
    disposeAll([product, run.state]);
  });

  test('the inverse is what the network would settle to', async () => {
    const given = inScope(() => ({ M: positive(6, 1), drive: normals(6, 5, 2) }));
    const [solved, settled] = inScope(() => {
      let y: Tensor = mul(given.drive, 0);
      for (let step = 0; step < 400; step++) y = add(y, mul(sub(given.drive, times(given.M, y)), 0.2));
      return [times(invert(given.M, eye(6), 30), given.drive), y] as const;
    });
    expect(await relativeDifference(solved, settled)).toBeLessThan(1e-5);
    disposeAll([given, solved, settled]);
  });
}, ['cpu', 'wasm']);

/** The fixed point by going through the units one after another, in double precision. */
function oneByOne(drive: readonly number[], M: readonly (readonly number[])[], sweeps: number): number[] {
  const y = drive.map(() => 0);
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (const i of y.keys()) {
      const row = M[i] ?? [];
      const own = row[i] ?? 1;
      y[i] = Math.max(0, ((drive[i] ?? 0) - dot(row, y) + own * (y[i] ?? 0)) / own);
    }
  return y;
}

onBackends('non-negative similarity matching', () => {
  test('units settle to where going through them one by one leads', async () => {
    const given = inScope(() => ({ M: clone(positive(8, 3)), drive: normals(6, 8, 4) }));
    const settled = inScope(() => settleNonNegative(given.drive, given.M, 60));
    const M = columnsOf(await given.M.data(), 8);
    const drive = Array.from(await given.drive.data());
    const expected = [0, 1, 2, 3, 4, 5].flatMap((row) => oneByOne(drive.slice(8 * row, 8 * row + 8), M, 200));
    expect(expected.filter((value) => value === 0).length).toBeGreaterThan(5);
    const found = Array.from(await settled.data());
    for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, 4);
    disposeAll([given, settled]);
  });
});

onBackends('non-negative sources', () => {
  test('are found in mixtures that are whitened around zero', async () => {
    // All combinations of eight values, four of them 0: independent to the last digit, and as large one as the other.
    const count = 3;
    const values = [0, 0, 0, 0, 0.4, 1.1, 2, 3.1];
    const sources = values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c])));
    const rows = sources.length;
    const mixing = directions(count, 11);
    const x = tensor2d(sources.map((s) => mixing.map((row) => dot(row, s))));
    const y = labels(rows, 2, 1);
    // From other weights a unit may never answer, and another stands for two sources.
    const run = start(
      modelOf(denseSpec([count, count, 2], ['relu', 'linear']), 'glorot', 2),
      choose('nonNegativeSm', { similarityRate: 0.2, settlingRounds: 40 }),
    );
    for (let step = 0; step < 600; step++)
      run.state = trainStep(run.setup, run.state, { x, y }, { learningRate: 0.01, keep: 'nothing' }).state;
    const answers = inScope(() => {
      const { setup, state } = run;
      const { params, step } = state;
      const made = setup.rule.statesOf?.(
        {
          network: setup.network,
          params,
          loss: setup.loss,
          x,
          draws: { uniform: () => step, normal: () => step },
        },
        state.ruleState,
      );
      const [hidden] = made ?? [];
      if (!hidden) throw new Error('it says nothing of its states');
      return clone(hidden);
    });
    const found = columnsOf(await answers.data(), count);
    const wanted = columnsOf(sources.flat(), count);
    const centred = (values: readonly number[]): number[] => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.map((value) => value - mean);
    };
    for (const unit of found) {
      const fits = wanted
        .map((source) => Math.abs(cosine(centred(unit), centred(source))))
        .sort((a, b) => b - a);
      expect(fits[0]).toBeGreaterThan(0.995);
      expect(fits[1]).toBeLessThan(0.015);
    }
    disposeAll([run.state, x, y, answers]);
  });
}, ['wasm']);
