/**
 * Rules that find principal components, on data whose components are known: what each finds, and what none of them should.
 */
import { expect, test } from 'vitest';
import { columnsOf, cosine, directions, dot, siteFor, spread } from '../../test/hebbian-bench';
import { labels, normals, onBackends } from '../../test/on-backends';
import { denseSpec, modelOf, type Run, start, train, weightsOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { disposeAll, inScope } from '../engine/scope';
import type { RuleChoice } from '../spec/spec';
import { hpcaChange } from './hpca';

const SIGMAS = [2, 1.5, 1.1, 0.8, 0.3, 0.3];
const UNITS = 4;
/** Of all variance, the part along each direction. */
const SHARES = SIGMAS.map((sigma) => sigma ** 2 / dot(SIGMAS, SIGMAS));

/** Layer 1 after some steps on fresh data around 3: unit after unit, and the components. */
async function found(choice: RuleChoice, steps: number) {
  const run: Run = start(modelOf(denseSpec([SIGMAS.length, UNITS, 3], ['linear', 'linear'])), choice);
  train(run, steps, (step) => ({ x: spread(SIGMAS, 64, step, 3), y: labels(64, 3, step) }), 0.01);
  const units = columnsOf(await weightsOf(run, 1), UNITS);
  disposeAll(run.state);
  return { units, components: columnsOf(directions(SIGMAS.length).flat(), SIGMAS.length) };
}

onBackends('principal components', () => {
  test('Oja: every unit comes to length 1 and to the first component, all of them to the same', async () => {
    const { units, components } = await found(choose('oja', { hebbRate: 0.1 }), 300);
    for (const unit of units) {
      expect(Math.abs(Math.sqrt(dot(unit, unit)) - 1)).toBeLessThan(0.02);
      expect(Math.abs(cosine(unit, components[0] ?? []))).toBeGreaterThan(0.995);
    }
    // Unit by unit it collapses: nothing tells one unit of another.
    for (const unit of units) expect(Math.abs(cosine(unit, units[0] ?? []))).toBeGreaterThan(0.99);
  });

  test('HPCA: units come to be the components, in order, at right angles to each other', async () => {
    const { units, components } = await found(choose('hpca', { hebbRate: 0.15 }), 900);
    for (const [i, unit] of units.entries()) {
      expect(Math.abs(cosine(unit, components[i] ?? [])), `unit ${i}`).toBeGreaterThan(0.99);
      for (const [j, other] of units.entries())
        expect(Math.abs(dot(unit, other) - Number(i === j)), `units ${i}, ${j}`).toBeLessThan(0.05);
    }
    const variances = units.map((unit) =>
      components.reduce((sum, axis, at) => sum + (SIGMAS[at] ?? 0) ** 2 * dot(unit, axis) ** 2, 0),
    );
    expect(variances).toEqual([...variances].sort((a, b) => b - a));
  });

  test('Hebb grows along the first component where its variance exceeds the decay, and dies where it does not', async () => {
    const first = SHARES[0] ?? 0;
    const grown = await found(choose('hebb', { hebbRate: 0.5, hebbDecay: 0.8 * first }), 300);
    for (const unit of grown.units) {
      expect(Math.sqrt(dot(unit, unit))).toBeCloseTo(1, 1);
      expect(Math.abs(cosine(unit, grown.components[0] ?? []))).toBeGreaterThan(0.98);
    }
    const dead = await found(choose('hebb', { hebbRate: 0.5, hebbDecay: 1.4 * first }), 300);
    for (const unit of dead.units) expect(Math.sqrt(dot(unit, unit))).toBeLessThan(1e-3);
  });

  test('without centring the first unit finds the mean', async () => {
    const { units } = await found(choose('hpca', { hebbRate: 0.1, hebbCentred: 0 }), 150);
    const ones = SIGMAS.map(() => 1);
    expect(Math.abs(cosine(units[0] ?? [], ones))).toBeGreaterThan(0.95);
  });
}, ['cpu', 'wasm']);

onBackends('HPCA', () => {
  test('the matrix form is the sum over the units before, one by one', async () => {
    const [rows, inputs, units] = [7, 5, 4];
    const given = { x: normals(rows, inputs, 1), W: normals(inputs, units, 2) };
    const change = inScope(() =>
      hpcaChange(siteFor(denseSpec([inputs, units], ['linear']), { input: given.x, W: given.W })),
    );
    const [x, W, made] = await Promise.all([given.x.data(), given.W.data(), change.data()]);
    const at = (values: ArrayLike<number>, row: number, column: number, width: number): number =>
      values[row * width + column] ?? Number.NaN;
    for (let i = 0; i < units; i++) {
      for (let k = 0; k < inputs; k++) {
        let sum = 0;
        for (let row = 0; row < rows; row++) {
          const y = (unit: number): number =>
            Array.from({ length: inputs }, (_, n) => at(x, row, n, inputs) * at(W, n, unit, units)).reduce(
              (a, b) => a + b,
              0,
            );
          let left = at(x, row, k, inputs);
          for (let j = 0; j <= i; j++) left -= y(j) * at(W, k, j, units);
          sum += (y(i) * left) / rows;
        }
        expect(at(made, k, i, units)).toBeCloseTo(sum, 4);
      }
    }
    disposeAll([given, change]);
  });
});
