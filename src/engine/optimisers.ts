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
  /** Zero, one or two tensors for every parameter: v; s; or m and s. */
  readonly slots: readonly Params[];
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
    move(g, [v], { momentum }) {
      // v ← μv + g
      const next = add(mul(slot(v), momentum), g);
      return { direction: next, slots: [next] };
    },
  },
  rmsprop: {
    slotCount: 1,
    move(g, [s], { decay, epsilon }) {
      // s ← αs + (1 − α)g²
      const next = blend(slot(s), square(g), decay);
      return { direction: div(g, add(sqrt(next), epsilon)), slots: [next] };
    },
  },
  adam: {
    slotCount: 2,
    move(g, [m, s], { beta1, beta2, epsilon }, step) {
      // m ← β₁m + (1 − β₁)g;  s ← β₂s + (1 − β₂)g²
      const mean = blend(slot(m), g, beta1);
      const meanSquare = blend(slot(s), square(g), beta2);
      // m̂ / (√ŝ + ε) = m / (√s (1 − β₁ᵗ)/√(1 − β₂ᵗ) + ε (1 − β₁ᵗ))
      const bias1 = 1 - beta1 ** step;
      const bias2 = 1 - beta2 ** step;
      const scale = add(mul(sqrt(meanSquare), bias1 / Math.sqrt(bias2)), epsilon * bias1);
      return { direction: div(mean, scale), slots: [mean, meanSquare] };
    },
  },
};

function slot(tensor: Tensor | undefined): Tensor {
  if (tensor === undefined) throw new Error('optimiser: the state belongs to another optimiser');
  return tensor;
}

/** The optimiser of a specification. Its learning rate is not read here: it is passed with every update. */
export function createOptimiser(spec: OptimiserSpec): Optimiser {
  const scheme = OPTIMISERS[spec.id];
  return {
    init: (params) => ({
      step: 0,
      slots: Array.from({ length: scheme.slotCount }, () =>
        mapParams(params, (parameter) => zerosLike(parameter)),
      ),
    }),
    update(params, gradients, state, learningRate) {
      const step = state.step + 1;
      const slots = Array.from({ length: scheme.slotCount }, () => ({
        W: [] as Tensor[],
        b: [] as Tensor[],
      }));
      const updateAll = (kind: 'W' | 'b'): Tensor[] =>
        params[kind].map((parameter, position) => {
          const old = state.slots.map((set) => set[kind][position]).filter((tensor) => tensor !== undefined);
          const g = decayed(gradientAt(gradients[kind], position), parameter, spec.weightDecay);
          const move = scheme.move(g, old, spec, step);
          move.slots.forEach((tensor, index) => slots[index]?.[kind].push(tensor));
          // W ← W − η · direction
          return sub(parameter, mul(move.direction, learningRate));
        });
      return { params: { W: updateAll('W'), b: updateAll('b') }, state: { step, slots } };
    },
  };
}

/** g + λW */
function decayed(g: Tensor, parameter: Tensor, lambda: number): Tensor {
  return lambda === 0 ? g : add(g, mul(parameter, lambda));
}

function gradientAt(gradients: readonly Tensor[], position: number): Tensor {
  const g = gradients[position];
  if (g === undefined) throw new Error(`optimiser: layer ${position + 1} has no gradient`);
  return g;
}

function mapParams(params: Params, map: (parameter: Tensor) => Tensor): Params {
  return { W: params.W.map(map), b: params.b.map(map) };
}
