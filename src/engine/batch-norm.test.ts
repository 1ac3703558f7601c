import { tensor1d, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { expectNumbers, onBackends } from '../../test/on-backends';
import { drawsAt } from '../../test/rule-choices';
import { batchNorm } from './batch-norm';
import { disposeAll, inScope } from './scope';

const params = () => ({
  scale: tensor1d([2, 1]),
  shift: tensor1d([1, 0]),
  mean: tensor1d([0, 10]),
  variance: tensor1d([1, 4]),
});

onBackends('batch normalisation', () => {
  test('while training: the batch gives mean and variance, the running ones follow', async () => {
    const norm = params();
    // First feature: mean 2, variance 5, deviations −3 −1 1 3 over √5.00001. Second: constant, so 0.
    const h = tensor2d([
      [-1, 4],
      [1, 4],
      [3, 4],
      [5, 4],
    ]);
    const error = tensor2d([
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const { output, back, gradients, running } = inScope(() => {
      const pass = batchNorm(0, [2]).forward(h, { norms: [norm], draws: drawsAt(0) });
      return {
        output: pass.output,
        back: pass.passBack(error),
        gradients: pass.learning?.gradients(error),
        running: pass.learning?.running,
      };
    });
    const unit = 1 / Math.sqrt(5 + 1e-5);
    const normalised = [-3, -1, 1, 3].map((deviation) => deviation * unit);
    expectNumbers(
      await output.data(),
      normalised.flatMap((value) => [1 + 2 * value, 0]),
      5,
    );
    // (g − mean g − x̂ mean(g x̂)) / σ with g = (2, 0, 0, 0)
    const expected = normalised.map(
      (value, row) => ((row === 0 ? 2 : 0) - 0.5 - (value * 2 * (normalised[0] ?? 0)) / 4) * unit,
    );
    const values = await back.data();
    expectNumbers(
      expected.map((_, row) => values[2 * row] ?? Number.NaN),
      expected,
      5,
    );
    expectNumbers((await gradients?.scale.data()) ?? [], [normalised[0] ?? 0, 0], 5);
    expectNumbers((await gradients?.shift.data()) ?? [], [1, 1]);
    // 0.9 old + 0.1 new; the variance over n − 1: 20/3.
    expectNumbers((await running?.mean.data()) ?? [], [0.2, 9.4], 5);
    expectNumbers((await running?.variance.data()) ?? [], [0.9 + 2 / 3, 3.6], 5);
    disposeAll([norm, h, error, output, back, gradients, running]);
  });

  test('in evaluation: the running averages, and nothing is learnt', async () => {
    const norm = params();
    const h = tensor4d([1, 10, 2, 14], [1, 1, 2, 2]);
    const pass = inScope(() => {
      const { output, learning } = batchNorm(0, [1, 2, 2]).forward(h, { norms: [norm], draws: null });
      return { output, learning };
    });
    expect(pass.learning).toBeUndefined();
    expect(pass.output.shape).toEqual([1, 1, 2, 2]);
    expectNumbers(await pass.output.data(), [3, 0, 5, 2], 4);
    disposeAll([norm, h, pass]);
  });
});
