/**
 * The exact gradient of what a settled network costs, by recurrent backpropagation: what equilibrium propagation estimates, and
 * what its estimate is measured against. Nobody trains with it.
 *   δ_l ← ρ′(z_l) ⊙ (∂ℓ/∂s_l + δ_{l+1} W_{l+1}ᵀ + δ_{l−1} W_l), again and again;  g_l = s_{l−1}ᵀ δ_l + δ_{l−1}ᵀ s_l
 * Sources: Almeida (1987), IEEE International Conference on Neural Networks 1; Pineda (1987), Physical Review Letters 59.
 */
import { add, mul, neg, step, sub, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { passBack } from '../engine/activations';
import { ofLayer, type PerLayer } from '../engine/network';
import { type Equilibrium, pullOn, readoutError, SETTLING_UNITS } from './ep-network';
import { enter, fromAbove, repeat } from './settling';

/** error ⊙ ρ′, at activities s = ρ(z). As s. */
function throughRho({ units, network }: Equilibrium, layer: number, error: Tensor, s: Tensor): Tensor {
  const inside = (): Tensor => mul(step(s), step(sub(1, s)));
  switch (units) {
    case SETTLING_UNITS.steep:
      return mul(error, mul(mul(s, sub(1, s)), 4));
    case SETTLING_UNITS.hard:
      return mul(error, inside());
    case SETTLING_UNITS.wide:
      return mul(error, mul(inside(), 0.5));
    default:
      return passBack(ofLayer(network.layers, layer).activation, error, s, s);
  }
}

/** Gradients of Σ_rows ℓ with respect to all weights, at settled activities, after so many rounds. As W_l each. */
export function settledGradient(
  site: Equilibrium,
  s: PerLayer<Tensor>,
  { y, rounds }: { readonly y: Tensor; readonly rounds: number },
): PerLayer<Tensor> {
  const { network, params } = site;
  const opOf = (layer: number) => ofLayer(network.layers, layer).op;
  const deltas = repeat<PerLayer<Tensor>>(
    rounds,
    s.map((activity) => zerosLike(activity)),
    (before) => {
      const now = [...before];
      for (let layer = s.length; layer >= 1; layer--) {
        const [above, below] = [now[layer], now[layer - 2]];
        const pull = pullOn(site, s, layer, y);
        const parts = [
          ...(pull ? [neg(pull)] : []),
          ...(above ? [fromAbove(site, layer, above)] : []),
          ...(below ? [opOf(layer).apply(enter(site, layer, below), ofLayer(params.W, layer))] : []),
        ];
        const error = parts.reduce<Tensor>((total, part) => add(total, part), zerosLike(ofLayer(s, layer)));
        now[layer - 1] = throughRho(site, layer, error, ofLayer(s, layer)); // as a_l
      }
      return now;
    },
  );
  return network.layers.map(({ index, op }) => {
    const input = enter(site, index, s[index - 2] ?? null);
    const [delta, below] = [deltas[index - 1], deltas[index - 2]];
    if (!delta) return op.gradientProduct(input, readoutError(site, s, y));
    const up = op.gradientProduct(input, delta);
    return below ? add(up, op.gradientProduct(enter(site, index, below), ofLayer(s, index))) : up;
  });
}
