/**
 * Dropout, inverted: while training every number stays with probability 1 − rate and is multiplied by 1 / (1 − rate).
 *   mask = [u ≥ rate] / (1 − rate), u uniform in [0, 1);  output h ⊙ mask;  error ⊙ mask on the way back
 * The uniform numbers come in with the batch: from the stream `noise`, keyed by step and stage.
 * Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov (2014), JMLR 15, 1929–1958.
 */
import { cast, div, greaterEqual, mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { fillUniform } from '../math/rng';
import { type Shape, sizeOf } from '../spec/shapes';
import type { Stage } from './stage';

/** `dropout` is its place among the network's dropouts. */
export function droppingOut(rate: number, dropout: number, shape: Shape): Stage {
  return {
    kind: 'dropout',
    shape,
    forward(h, { draws }) {
      if (draws === null) return { output: h, passBack: (error) => error };
      const uniform = draws[dropout];
      if (uniform === undefined)
        throw new Error(`droppingOut: the batch brings no draws for dropout ${dropout + 1}`);
      const mask = div(cast(greaterEqual(uniform, rate), 'float32'), 1 - rate); // [rows, …]
      return { output: mul(h, mask), passBack: (error) => mul(error, mask) };
    },
  };
}

/** The uniform numbers that one step needs: a tensor `[rows, …shape]` for each dropout. The caller disposes them. */
export function drawNoise(
  dropouts: readonly Shape[],
  { seed, step, rows }: { readonly seed: number; readonly step: number; readonly rows: number },
): readonly Tensor[] {
  return dropouts.map((shape, dropout) => {
    const values = new Float32Array(rows * sizeOf(shape));
    fillUniform(values, seed, 'noise', [step, dropout]);
    return tensor(values, [rows, ...shape]);
  });
}
