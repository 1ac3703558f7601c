/**
 * Lillicrap's linear task: a 30-20-10 linear network learns a random linear map online, from small weights.
 * Forward weights come to align with feedback weights that were random, from 90° to about 30°, and the feedback weights come
 * closer still to the pseudo-inverse of the forward weights, below 20°.
 * Source: Lillicrap et al. (2016), Nature Communications 7, 13276, figure 1.
 */
import { matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { normals, onBackends } from '../../test/on-backends';
import { feedbackOf, start, train, weightAngle, weightsOf } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import { evaluate, rowsOfTensors } from '../engine/evaluate';
import { createModel } from '../engine/initialise';
import { disposeAll, inScope } from '../engine/scope';
import { angleDeg } from '../math/angle';

const OUTPUTS = 10;
/** Entries of W from N(0, (0.01/√3)²), the spread of U(−0.01, 0.01). */
const INIT = { init: 'gaussian', initSigma: 0.01 / Math.sqrt(3), seed: 1 } as const;
/** Makes B_2 [20, 10] uniform in (−0.5, 0.5). */
const FEEDBACK_SCALE = 0.5 / Math.sqrt(6 / 30);
/** The paper's η is for ½Σ(h − y)²; our mean over outputs is 2/n_L times that. */
const LEARNING_RATE = (0.005 * OUTPUTS) / 2;
const STEPS = 1000;

onBackends("Lillicrap's linear task", () => {
  test('feedback alignment learns it, and W₂ turns towards B₂', async () => {
    const { network, params } = createModel(
      {
        input: [30],
        layers: [
          { kind: 'dense', units: 20, activation: 'linear' },
          { kind: 'dense', units: OUTPUTS, activation: 'linear' },
        ],
      },
      INIT,
    );
    const run = start({ network, params }, choose('fa', { feedbackScale: FEEDBACK_SCALE }), { loss: 'mse' });
    const teacher = normals(30, OUTPUTS, 7, 1 / Math.sqrt(3));
    const batchOf = (rows: number, seed: number) => {
      const x = normals(rows, 30, seed);
      return { x, y: inScope(() => matMul(x as Tensor2D, teacher as Tensor2D)) };
    };
    const test = batchOf(500, 8);
    const initialAngle = await weightAngle(run, 2);
    train(run, STEPS, (step) => batchOf(1, 1000 + step), LEARNING_RATE);
    const found = await evaluate({ network, params: run.state.params, loss: 'mse' }, rowsOfTensors(test));
    expect(found.normalisedSquaredError).toBeLessThan(1e-3);
    expect(Math.abs(initialAngle - 90)).toBeLessThan((3 * 57.3) / Math.sqrt(200));
    expect(await weightAngle(run, 2)).toBeGreaterThan(25);
    expect(await weightAngle(run, 2)).toBeLessThan(35);
    const pseudoInverse = pseudoInverseOf(await weightsOf(run, 2), 20, OUTPUTS);
    const inverseAngle = angleDeg(await feedbackOf(run, 2), pseudoInverse);
    expect(inverseAngle).toBeGreaterThan(10);
    expect(inverseAngle).toBeLessThan(20);
    disposeAll([run.state, teacher, test]);
  });
}, ['wasm']);

/** W (WᵀW)⁻¹ for W `[rows, columns]`, row-major; the inverse by Gauss and Jordan. */
function pseudoInverseOf(W: Float32Array, rows: number, columns: number): Float64Array {
  const at = (row: number, column: number): number => W[row * columns + column] ?? Number.NaN;
  const numbers = [...Array(columns).keys()];
  const product = (i: number, j: number): number =>
    [...Array(rows).keys()].reduce((sum, row) => sum + at(row, i) * at(row, j), 0);
  // [WᵀW | 1] is brought to [1 | (WᵀW)⁻¹].
  const table = numbers.map((i) => [
    ...numbers.map((j) => product(i, j)),
    ...numbers.map((j) => (i === j ? 1 : 0)),
  ]);
  for (const [pivot, pivotRow] of table.entries()) {
    const divisor = pivotRow[pivot] ?? Number.NaN;
    for (const [place, value] of pivotRow.entries()) pivotRow[place] = value / divisor;
    for (const row of table) {
      if (row === pivotRow) continue;
      const factor = row[pivot] ?? Number.NaN;
      for (const [place, value] of pivotRow.entries())
        row[place] = (row[place] ?? Number.NaN) - factor * value;
    }
  }
  return Float64Array.from({ length: rows * columns }, (_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    return numbers.reduce((sum, k) => sum + at(row, k) * (table[k]?.[columns + column] ?? Number.NaN), 0);
  });
}
