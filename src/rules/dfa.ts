/**
 * Direct feedback alignment: every hidden layer hears the output error itself, through its own fixed random matrix.
 *   δ_l = (δ_L D_lᵀ) ⊙ φ′(a_l)
 * A convolution hears it at its own map, before any pooling; normalisation and dropout of that map come back by their
 * true derivative. With `channelBroadcast` all positions of a channel hear the same error (Sanfiz, Akrout 2021, arXiv:2108.13446).
 * Source: Nøkland (2016), Direct feedback alignment provides learning in deep neural networks, NeurIPS 29.
 */
import type { DirectRule } from './carrier-rule';

/** D_l is drawn once and never updated: a row per unit, or one per channel for all its positions. */
export const dfa: DirectRule = {
  kind: 'direct',
  id: 'dfa',
  drawDirect({ layer, params, outputs, drawRanked }) {
    const { features, shape } = layer;
    const reach = params.channelBroadcast === 1 ? (shape.at(-1) ?? features) : features;
    return drawRanked([reach, outputs], { fanIn: reach, fanOut: outputs }); // [n_l, n_L] or [channels, n_L]
  },
};
