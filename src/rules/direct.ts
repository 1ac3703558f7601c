/**
 * The way of the output error straight to a hidden layer: δ_L D_lᵀ, on the layer's own map, before any pooling.
 * Stages that leave the map as it is (normalisation, dropout) give the error back by their true derivative.
 */
import { reshape, type Tensor, type Tensor2D, tile, util } from '@tensorflow/tfjs-core';
import type { Carried } from '../engine/backward';
import type { RuleContext } from '../engine/learning-rule';
import { dense } from '../engine/linear-op';
import { ofLayer } from '../engine/network';

/** The output error at hidden layer l through D_l `[n_l, n_L]` or `[channels, n_L]`. In the caller's scope. */
export function carryDirectly(
  { network, trace, outputDelta }: RuleContext,
  layer: number,
  D: Tensor,
): Carried {
  const rows = outputDelta.shape[0] ?? 0;
  const outputError = reshape(outputDelta, [rows, network.outputs]) as Tensor2D; // δ_L
  const { shape } = ofLayer(network.layers, layer);
  const passes = ofLayer(trace.stages, layer + 1);
  const changing = passes.findIndex(({ output }) => !util.arraysEqual(output.shape, [rows, ...shape]));
  // δ_L D_lᵀ
  const direct = dense.transport(outputError, D) as Tensor2D; // [rows, n_l] or [rows, channels]
  return {
    error: onMap(direct, [rows, ...shape]), // as a_l
    weights: null,
    through: changing === -1 ? passes : passes.slice(0, changing),
  };
}

/** Rows as maps; one number per channel is repeated at every position. */
function onMap(direct: Tensor2D, shape: number[]): Tensor {
  if (direct.size === shape.reduce((product, length) => product * length, 1)) return reshape(direct, shape);
  const [rows = 0, height = 1, width = 1, channels = 0] = shape;
  return tile(reshape(direct, [rows, 1, 1, channels]), [1, height, width, 1]);
}
