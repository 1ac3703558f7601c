/**
 * Direct feedback alignment: every hidden layer hears the output error itself, through its own fixed random matrix.
 *   δ_l = (δ_L B_lᵀ) ⊙ φ′(a_l)
 * A convolution hears it at its own map, before any pooling; normalisation and dropout of that map come back by their
 * true derivative. With `channelBroadcast` all positions of a channel hear the same error (Sanfiz, Akrout 2021, arXiv:2108.13446).
 * Source: Nøkland (2016), Direct feedback alignment provides learning in deep neural networks, NeurIPS 29.
 */
import {
  dispose,
  matMul,
  reshape,
  type Tensor,
  type Tensor2D,
  tile,
  transpose,
  util,
} from '@tensorflow/tfjs-core';
import { backward, type Carrier, gradientProducts } from '../engine/backward';
import { drawFeedback } from '../engine/initialise';
import type { LearningRule, RuleContext, RuleState } from '../engine/learning-rule';
import { type Layer, ofLayer } from '../engine/network';
import type { RuleParams } from '../spec/spec';

/** Numbers that B_l brings to one row of layer l: one per unit, or one per channel for all its positions. */
function reachOf({ shape, features }: Layer, { channelBroadcast }: RuleParams): number {
  return channelBroadcast === 1 ? (shape.at(-1) ?? features) : features;
}

/** B_l `[n_l, n_L]`, or `[channels, n_L]`, is drawn once and never updated; the last layer needs none. */
export const dfa: LearningRule<RuleState> = {
  id: 'dfa',
  init: (network, options) => ({
    feedback: network.layers.map((layer) => {
      if (layer.index === network.layers.length) return null;
      const reach = reachOf(layer, options.params);
      const fans = { fanIn: reach, fanOut: network.outputs };
      return drawFeedback([reach, network.outputs], fans, layer.index, options); // [n_l, n_L]
    }),
  }),
  step(context, state) {
    const errors = backward(context, carryDirectly(context, state));
    return { deltas: errors.deltas, gradients: gradientProducts(context, errors), state };
  },
  feedbackOf: () => null,
  dispose: (state) => dispose(state.feedback as Tensor[]),
};

function carryDirectly({ network, trace, outputDelta }: RuleContext, state: RuleState): Carrier {
  const rows = outputDelta.shape[0] ?? 0;
  const outputError = reshape(outputDelta, [rows, network.outputs]) as Tensor2D; // δ_L
  return (layer) => {
    const { shape } = ofLayer(network.layers, layer);
    const passes = ofLayer(trace.stages, layer + 1);
    // Stages that leave the map as it is: normalisation and dropout.
    const changing = passes.findIndex(({ output }) => !util.arraysEqual(output.shape, [rows, ...shape]));
    // δ_L B_lᵀ
    const direct = matMul(outputError, transpose(feedbackAt(state, layer))) as Tensor2D; // [rows, n_l] or [rows, channels]
    return {
      error: onMap(direct, [rows, ...shape]), // as a_l
      through: changing === -1 ? passes : passes.slice(0, changing),
    };
  };
}

/** Rows as maps; one number per channel is repeated at every position. */
function onMap(direct: Tensor2D, shape: number[]): Tensor {
  if (direct.size === shape.reduce((product, length) => product * length, 1)) return reshape(direct, shape);
  const [rows = 0, height = 1, width = 1, channels = 0] = shape;
  return tile(reshape(direct, [rows, 1, 1, channels]), [1, height, width, 1]);
}

function feedbackAt(state: RuleState, layer: number): Tensor2D {
  const B = ofLayer(state.feedback, layer);
  if (B === null) throw new Error(`dfa: layer ${layer} has no feedback weights`);
  return B as Tensor2D;
}
