/**
 * Optimisers turn pseudo-gradients g into updates, with PyTorch's definitions; every one is a pair {init, update}.
 * Weight decay is coupled: g ← g + λW, biases too. η is the learning rate, t the step, counted from 1.
 * sgd       W ← W − ηg
 * momentum  v ← μv + g;  W ← W − ηv
 * rmsprop   s ← αs + (1 − α)g²;  W ← W − ηg / (√s + ε)
 * adam      m ← β₁m + (1 − β₁)g;  s ← β₂s + (1 − β₂)g²;  W ← W − η m̂ / (√ŝ + ε), m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ)
 * Sources: Polyak (1964); Tieleman, Hinton (2012), Coursera lecture 6.5; Kingma, Ba (2015), ICLR.
 */
import { add, div, mul, sqrt, square, sub, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import type { OptimiserId, OptimiserSpec } from '../spec/spec';
import type { Gradients, Params } from './network';

/** Running averages of an optimiser. The holder disposes them (`tf.dispose(state)`). */
export interface OptimiserState {
  /** Updates made so far. */
  readonly step: number;
  /** Zero, one or two tensors for every trained parameter, in the order of `trainedOf`: v; s; or m and s. */
  readonly slots: readonly (readonly Tensor[])[];
}

export interface Optimiser {
  /** Slots start as zeros. The caller disposes the state. */
  init(params: Params): OptimiserState;
  /** New parameters and state in the caller's scope; nothing given is changed or disposed. */
  update(
    params: Params,
    gradients: Gradients,
    state: OptimiserState,
    learningRate: number,
  ): { readonly params: Params; readonly state: OptimiserState };
}

/** One parameter's move: what is subtracted from it (before η), and its slots after. */
interface Move {
  readonly direction: Tensor;
  readonly slots: readonly Tensor[];
}

interface Scheme {
  readonly slotCount: number;
  /** g and slots have the parameter's shape; `step` counts from 1. */
  move(g: Tensor, slots: readonly Tensor[], spec: OptimiserSpec, step: number): Move;
}

/** keep · average + (1 − keep) · x */
function blend(average: Tensor, x: Tensor, keep: number): Tensor {
  return add(mul(average, keep), mul(x, 1 - keep));
}

/** Total table of the optimisers. */
export const OPTIMISERS: Readonly<Record<OptimiserId, Scheme>> = {
  sgd: {
    slotCount: 0,
    move: (g) => ({ direction: g, slots: [] }),
  },
  momentum: {
    slotCount: 1,
    move(g, slots, { momentum }) {
      // v ← μv + g
      const v = add(mul(at(slots, 0), momentum), g);
      return { direction: v, slots: [v] };
    },
  },
  rmsprop: {
    slotCount: 1,
    move(g, slots, { decay, epsilon }) {
      // s ← αs + (1 − α)g²
      const s = blend(at(slots, 0), square(g), decay);
      return { direction: div(g, add(sqrt(s), epsilon)), slots: [s] };
    },
  },
  adam: {
    slotCount: 2,
    move(g, slots, { beta1, beta2, epsilon }, step) {
      // m ← β₁m + (1 − β₁)g;  s ← β₂s + (1 − β₂)g²
      const m = blend(at(slots, 0), g, beta1);
      const s = blend(at(slots, 1), square(g), beta2);
      // m̂ / (√ŝ + ε), with both bias corrections multiplied into the denominator
      const correction1 = 1 - beta1 ** step;
      const correction2 = 1 - beta2 ** step;
      const denominator = add(mul(sqrt(s), correction1 / Math.sqrt(correction2)), epsilon * correction1);
      return { direction: div(m, denominator), slots: [m, s] };
    },
  },
};

/** Everything that is trained, in a fixed order: weights, biases, scales, shifts. */
function trainedOf({ W, b, norms }: Gradients): readonly Tensor[] {
  return [...W, ...b, ...norms.map(({ scale }) => scale), ...norms.map(({ shift }) => shift)];
}

/** The parameters with their trained tensors replaced, in the order of `trainedOf`. */
function withTrained({ W, b, norms }: Params, trained: readonly Tensor[]): Params {
  const [biases, scales] = [W.length, W.length + b.length];
  return {
    W: trained.slice(0, biases),
    b: trained.slice(biases, scales),
    norms: norms.map((norm, position) => ({
      ...norm,
      scale: at(trained, scales + position),
      shift: at(trained, scales + norms.length + position),
    })),
  };
}

/** The optimiser of a specification. Its learning rate is not read here: it is passed with every update. */
export function createOptimiser(spec: OptimiserSpec): Optimiser {
  const scheme = OPTIMISERS[spec.id];
  return {
    init: (params) => ({
      step: 0,
      slots: Array.from({ length: scheme.slotCount }, () =>
        trainedOf(params).map((parameter) => zerosLike(parameter)),
      ),
    }),
    update(params, gradients, state, learningRate) {
      const step = state.step + 1;
      const trained = trainedOf(params);
      const asked = trainedOf(gradients);
      const moves = trained.map((parameter, position) => {
        const g = at(asked, position);
        const slots = state.slots.map((slot) => at(slot, position));
        // g ← g + λW
        const decayed = spec.weightDecay === 0 ? g : add(g, mul(parameter, spec.weightDecay));
        return scheme.move(decayed, slots, spec, step);
      });
      // W ← W − η · direction
      const moved = trained.map((parameter, position) =>
        sub(parameter, mul(at(moves, position).direction, learningRate)),
      );
      return {
        params: withTrained(params, moved),
        state: { step, slots: state.slots.map((_, slot) => moves.map((move) => at(move.slots, slot))) },
      };
    },
  };
}

function at<T>(values: readonly T[], position: number): T {
  const value = values[position];
  if (value === undefined) throw new Error('optimiser: gradients or state do not fit the parameters');
  return value;
}
