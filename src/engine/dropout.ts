/**
 * Dropout, inverted: while training every number stays with probability 1 − rate and is multiplied by 1 / (1 − rate).
 *   mask = [u ≥ rate] / (1 − rate), u uniform in [0, 1);  output h ⊙ mask;  error ⊙ mask on the way back
 * The uniform numbers are the step's own, the same for every arm of an experiment.
 * Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov (2014), JMLR 15, 1929–1958.
 */
import { cast, div, greaterEqual, mul } from '@tensorflow/tfjs-core';
import type { Shape } from '../spec/shapes';
import { PLACES } from './draws';
import type { Stage } from './stage';

/** `dropout` is its place among the network's dropouts. */
export function droppingOut(rate: number, dropout: number, shape: Shape): Stage {
  return {
    kind: 'dropout',
    shape,
    forward(h, { draws }) {
      if (draws === null) return { output: h, passBack: (error) => error };
      const uniform = draws.uniform(h.shape, PLACES.dropout + dropout); // [rows, …]
      const mask = div(cast(greaterEqual(uniform, rate), 'float32'), 1 - rate); // [rows, …]
      return { output: mul(h, mask), passBack: (error) => mul(error, mask) };
    },
  };
}
