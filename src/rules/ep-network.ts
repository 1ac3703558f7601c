/**
 * The network of equilibrium propagation: activities that settle on a stationary point of Φ.
 *   Φ = Σ_l s_{l−1} W_l s_lᵀ + b_l s_lᵀ − β ℓ
 *   s_l ← ρ(s_{l−1} W_l + b_l + s_{l+1} W_{l+1}ᵀ);  the output's s_{L−1} W_L + b_L + β (y − s_L) where ℓ = ½ |y − s_L|²
 * With a cross-entropy the last layer is no part of what settles: it reads s_{L−1}, and −β ∂ℓ/∂s_{L−1} nudges that.
 * Sources: Scellier, Bengio (2017), Frontiers in Computational Neuroscience 11:24; Laborieux et al. (2021), Frontiers in
 * Neuroscience 15:633674, for the steep sigmoids and for the readout under cross-entropy.
 */
import {
  add,
  clipByValue,
  div,
  log,
  mul,
  neg,
  scalar,
  sigmoid,
  square,
  sub,
  sum,
  type Tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../engine/activations';
import type { RuleContext } from '../engine/learning-rule';
import { type Output, rowsOf } from '../engine/losses';
import { type Layer, ofLayer, type PerLayer } from '../engine/network';
import { takesLogits } from '../spec/spec';
import { driveFrom, enter, fromAbove, fromBelow, repeat, type Seen, type Site, unroll } from './settling';
import { outputAt, unitGradientAt } from './unit-loss';

/** Values of `settlingUnits`: ρ. */
export const SETTLING_UNITS = { steep: 0, hard: 1, wide: 2, network: 3 } as const;

/** Where the network settles, and what its units are. */
export type Equilibrium = Site &
  Pick<RuleContext, 'loss'> & {
    /** One of SETTLING_UNITS. */
    readonly units: number;
    /** One of SETTLING_ORDERS. */
    readonly order: number;
  };

/**
 * Values of `settlingOrder`. A layer by itself goes to its least energy, given the others: one after another they cannot but go
 * down. All at once they can, with large weights, go round for ever.
 */
export const SETTLING_ORDERS = { oneByOne: 0, together: 1 } as const;

/** β ℓ: how strongly the output is drawn towards y, at most a scalar tensor. */
export interface Nudge {
  readonly beta: number | Tensor;
  readonly y: Tensor;
}

/** Layers that settle, from 1 up: all of them, or all but a readout. */
export function settlingLayers({ network, loss }: Pick<Equilibrium, 'network' | 'loss'>): number {
  return network.layers.length - (takesLogits(loss) ? 1 : 0);
}

/** ρ(z). As z. */
export function rho({ units }: Pick<Equilibrium, 'units'>, { activation }: Layer, z: Tensor): Tensor {
  switch (units) {
    case SETTLING_UNITS.steep:
      return sigmoid(mul(sub(z, 0.5), 4));
    case SETTLING_UNITS.hard:
      return clipByValue(z, 0, 1);
    case SETTLING_UNITS.wide:
      return clipByValue(mul(z, 0.5), 0, 1);
    default:
      return ACTIVATIONS[activation].apply(z);
  }
}

/** Nothing is active yet. */
export function atRest({ network, trace, loss }: Equilibrium): PerLayer<Tensor> {
  return trace.a.slice(0, settlingLayers({ network, loss })).map((a) => zerosLike(a));
}

/** Pre-activation of the last layer, from settled activities. `[rows, n_L]` */
export function answerDrive(site: Equilibrium, s: PerLayer<Tensor>): Tensor {
  const last = site.network.layers.length;
  return fromBelow(site, last, s[last - 2] ?? null);
}

/** What draws a layer towards the answer: −∂ℓ/∂s_l, null for most. As a_l. */
export function pullOn(site: Equilibrium, s: PerLayer<Tensor>, layer: number, y: Tensor): Tensor | null {
  const last = site.network.layers.length;
  if (!takesLogits(site.loss)) return layer === last ? sub(y, ofLayer(s, last)) : null;
  if (layer !== last - 1) return null;
  return neg(fromAbove(site, layer, readoutError(site, s, y)));
}

/** ∂ℓ/∂a_L of the readout. `[rows, n_L]` */
export function readoutError(site: Equilibrium, s: PerLayer<Tensor>, y: Tensor): Tensor {
  return unitGradientAt(site, answerDrive(site, s), y);
}

/** One sweep of all layers. */
function sweep(site: Equilibrium, s: PerLayer<Tensor>, nudge: Nudge | null): PerLayer<Tensor> {
  const now = [...s];
  const seen = site.order === SETTLING_ORDERS.together ? s : now;
  for (const [at] of s.entries()) {
    const layer = at + 1;
    const above = seen[layer];
    const below = fromBelow(site, layer, seen[at - 1] ?? null);
    const both = above ? add(below, fromAbove(site, layer, above)) : below;
    const pull = nudge && pullOn(site, seen, layer, nudge.y);
    const z = nudge && pull ? add(both, mul(pull, nudge.beta)) : both;
    now[at] = rho(site, ofLayer(site.network.layers, layer), z); // as a_l
  }
  return now;
}

/** Activities after so many sweeps from `start`. In the caller's scope. */
export function settleFor(
  site: Equilibrium,
  steps: number,
  start: PerLayer<Tensor>,
  nudge: Nudge | null = null,
): PerLayer<Tensor> {
  return repeat(steps, start, (s) => sweep(site, s, nudge));
}

/** All activities on the way, `start` first. */
export function settlingOf(
  site: Equilibrium,
  steps: number,
  start: PerLayer<Tensor>,
  nudge: Nudge | null = null,
): readonly PerLayer<Tensor>[] {
  return unroll(steps, start, (s) => sweep(site, s, nudge));
}

/** What the network answers at these activities. */
export function answerAt(site: Equilibrium, s: PerLayer<Tensor>): Output {
  const a = answerDrive(site, s);
  const settled = takesLogits(site.loss) ? undefined : s.at(-1);
  const output = outputAt(site, a);
  return settled ? { ...output, h: settled } : output;
}

/** What layer l takes in, and its activity. */
export function seenBy(site: Equilibrium, s: PerLayer<Tensor>, layer: number): Seen {
  return { input: enter(site, layer, s[layer - 2] ?? null), s: ofLayer(s, layer) };
}

/** ∫ρ⁻¹ from where ρ⁻¹ is 0 or least, up to a constant; as s. */
function cost({ units }: Pick<Equilibrium, 'units'>, { activation }: Layer, s: Tensor): Tensor {
  const within = clipByValue(s, 1e-7, 1 - 1e-7);
  // s ln s + (1 − s) ln (1 − s)
  const entropy = (): Tensor => add(mul(within, log(within)), mul(sub(1, within), log(sub(1, within))));
  if (units === SETTLING_UNITS.steep) return add(mul(s, 0.5), div(entropy(), 4));
  if (units === SETTLING_UNITS.wide) return square(s);
  if (units === SETTLING_UNITS.network && activation === 'sigmoid') return entropy();
  if (units === SETTLING_UNITS.network && activation === 'tanh') {
    const [up, down] = [clipByValue(add(1, s), 1e-7, 2), clipByValue(sub(1, s), 1e-7, 2)];
    return mul(add(mul(up, log(up)), mul(down, log(down))), 0.5);
  }
  return mul(square(s), 0.5);
}

/** E = Σ ∫ρ⁻¹(s) − Σ_l s_{l−1} W_l s_lᵀ + b_l s_lᵀ, per example: settling goes down it where it settles. `[]` */
export function energyOf(site: Equilibrium, s: PerLayer<Tensor>): Tensor {
  const terms = s.map((activity, at): Tensor => {
    const layer = ofLayer(site.network.layers, at + 1);
    const drive = driveFrom(site, at + 1, enter(site, at + 1, s[at - 1] ?? null));
    return div(sum(sub(cost(site, layer, activity), mul(activity, drive))), rowsOf(activity)); // []
  });
  return terms.reduce((total, term) => add(total, term), scalar(0));
}
