/**
 * Kolen–Pollack: forward and feedback weights get the same changes and the same decay, and so grow alike.
 *   δ_l = (δ_{l+1} Bᵀ_{l+1}) ⊙ φ′(a_l),  W ← (1 − λ) W + ΔW,  B ← (1 − λ) B + ΔW,  hence (W − B)_t = (1 − λ)^t (W − B)_0
 * ΔW is the optimiser's one change of W. What is remembered is the gap G = W − B, which the change drops out of:
 * B = W − G then holds to the last bit, where two sums of many small changes would drift apart by rounding.
 * Sources: Kolen, Pollack (1994), Backpropagation without weight transport, ICNN 3, 1375–1380; Akrout, Wilson, Humphreys,
 * Lillicrap, Tweed (2019), Deep learning without weight transport, NeurIPS 32.
 */
import { mul, sub } from '@tensorflow/tfjs-core';
import type { ThroughRule } from './carrier-rule';

/** λ is `feedbackDecay`. Biases take the optimiser's change without decay. */
export const kp: ThroughRule = {
  kind: 'through',
  id: 'kp',
  feedback: 'learnt',
  draw: ({ layer, drawRanked }) => drawRanked(layer.weightShape, layer), // B, as W_l
  remember: (B, W) => sub(W, B), // G
  carry: ({ W, B: G }) => sub(W, G), // B, as W_l
  afterUpdate({ W, before, B: G, params: { feedbackDecay } }) {
    if (feedbackDecay === 0) return { B: G };
    // W + ΔW − λ W;  G − λ G
    return { W: sub(W, mul(before, feedbackDecay)), B: sub(G, mul(G, feedbackDecay)) };
  },
};
