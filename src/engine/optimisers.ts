/**
 * Optimisers turn pseudo-gradients g into updates, with PyTorch's definitions; every one is a pair {init, update}.
 * Weight decay is coupled: g ← g + λW, biases too. η is the learning rate, t the step, counted from 1.
 * sgd       W ← W − ηg
 * momentum  v ← μv + g;  W ← W − ηv
 * rmsprop   s ← αs + (1 − α)g²;  W ← W − ηg / (√s + ε)
 * adam      m ← β₁m + (1 − β₁)g;  s ← β₂s + (1 − β₂)g²;  W ← W − η m̂ / (√ŝ + ε), m̂ = m/c₁, ŝ = s/c₂, c = 1 − βᵗ
 * The corrections c are kept as running averages of ones: tensors like m and s, so that no number changes from step to step.
 * Sources: Polyak (1964); Tieleman, Hinton (2012), Coursera lecture 6.5; Kingma, Ba (2015), ICLR.
 */
import { add, div, mul, neg, scalar, sqrt, square, sub, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import type { OptimiserId, OptimiserSpec } from '../spec/spec';
import { runOwn } from './kernels/own';
import type { Changes, Gradients, Params } from './network';

/** Running averages of an optimiser. The holder disposes them (`tf.dispose(state)`). */
export interface OptimiserState {
  /** c₁ and c₂ of Adam, none otherwise. `[]` */
  readonly corrections: readonly Tensor[];
  /** Zero, one or two tensors for every trained parameter, in the order of `trainedOf`: v; s; or m and s. */
  readonly slots: readonly (readonly Tensor[])[];
}

/** What an update leads to. */
export interface Updated {
  readonly params: Params;
  readonly state: OptimiserState;
  /** What was added to each parameter, computed when it is asked for, in the scope of who asks. */
  readonly changes: Changes;
}

export interface Optimiser {
  /** Running averages start as zeros. The caller disposes the state. */
  init(params: Params): OptimiserState;
  /**
   * New parameters and state in the caller's scope; nothing given is changed or disposed. Where the gradient is null the
   * parameter stays as it is, its running averages too. The learning rate may be a scalar tensor.
   */
  update(
    params: Params,
    gradients: Gradients | Changes,
    state: OptimiserState,
    learningRate: number | Tensor,
  ): Updated;
}

/** One parameter's direction: what is subtracted from it (before η), and its slots after. */
interface Direction {
  readonly direction: Tensor;
  readonly slots: readonly Tensor[];
}

/** What a move needs besides the parameter, its gradient and its slots: the same for all parameters. */
interface Pace {
  readonly spec: OptimiserSpec;
  /** −η. */
  readonly minusRate: number | Tensor;
  /** √ŝ + ε over m̂, as factors of √s and 1: c₁/√c₂ and ε c₁. None but for Adam. */
  readonly corrected: readonly Tensor[];
}

interface Scheme {
  readonly slotCount: number;
  /** β of each bias correction. */
  readonly keeps: (spec: OptimiserSpec) => readonly number[];
  /** g and slots have the parameter's shape. */
  direction(g: Tensor, slots: readonly Tensor[], pace: Pace): Direction;
}

/** keep · average + (1 − keep) · x */
function blend(average: Tensor, x: Tensor, keep: number): Tensor {
  return add(mul(average, keep), mul(x, 1 - keep));
}

const NONE = (): readonly number[] => [];

/** Total table of the optimisers. */
export const OPTIMISERS: Readonly<Record<OptimiserId, Scheme>> = {
  sgd: {
    slotCount: 0,
    keeps: NONE,
    direction: (g) => ({ direction: g, slots: [] }),
  },
  momentum: {
    slotCount: 1,
    keeps: NONE,
    direction(g, slots, { spec: { momentum } }) {
      // v ← μv + g
      const v = add(mul(at(slots, 0), momentum), g);
      return { direction: v, slots: [v] };
    },
  },
  rmsprop: {
    slotCount: 1,
    keeps: NONE,
    direction(g, slots, { spec: { decay, epsilon } }) {
      // s ← αs + (1 − α)g²
      const s = blend(at(slots, 0), square(g), decay);
      return { direction: div(g, add(sqrt(s), epsilon)), slots: [s] };
    },
  },
  adam: {
    slotCount: 2,
    keeps: ({ beta1, beta2 }) => [beta1, beta2],
    direction(g, slots, { spec: { beta1, beta2 }, corrected }) {
      // m ← β₁m + (1 − β₁)g;  s ← β₂s + (1 − β₂)g²
      const m = blend(at(slots, 0), g, beta1);
      const s = blend(at(slots, 1), square(g), beta2);
      // m̂ / (√ŝ + ε) = m / (√s · c₁/√c₂ + ε c₁)
      const denominator = add(mul(sqrt(s), at(corrected, 0)), at(corrected, 1));
      return { direction: div(m, denominator), slots: [m, s] };
    },
  },
};

/** Adam's corrections of the next step, and c₁/√c₂ and ε c₁; nothing where there are none. `[]` each */
function correct(
  old: readonly Tensor[],
  keeps: readonly number[],
  epsilon: number,
): { readonly corrections: readonly Tensor[]; readonly corrected: readonly Tensor[] } {
  const [old1, old2] = old;
  if (old1 === undefined || old2 === undefined) return { corrections: [], corrected: [] };
  const own = runOwn('LabPace', { c1: old1, c2: old2 }, { keeps, epsilon });
  if (own) return { corrections: own.slice(0, 2), corrected: own.slice(2) };
  // c ← βc + (1 − β)
  const [c1, c2] = [
    add(mul(old1, at(keeps, 0)), 1 - at(keeps, 0)),
    add(mul(old2, at(keeps, 1)), 1 - at(keeps, 1)),
  ] as const;
  return { corrections: [c1, c2], corrected: [div(c1, sqrt(c2)), mul(c1, epsilon)] };
}

/** The same by a kernel of our own, where there is one: the parameter and its slots after. */
function moveInOne(
  { parameter, g }: { readonly parameter: Tensor; readonly g: Tensor },
  [slot0, slot1]: readonly Tensor[],
  { spec, minusRate, corrected: [ratio, small] }: Pace,
): readonly [Tensor, ...Tensor[]] | null {
  const isNumber = typeof minusRate === 'number';
  const inputs = {
    W: parameter,
    g,
    ...(slot0 && { slot0 }),
    ...(slot1 && { slot1 }),
    ...(ratio && { ratio }),
    ...(small && { small }),
    ...(isNumber ? {} : { minusRate }),
  };
  return runOwn('LabMove', inputs, { spec, minusRate: isNumber ? minusRate : null });
}

/** One parameter's move: where it goes, and its slots after. */
function moveParameter(
  scheme: Scheme,
  { parameter, g }: { readonly parameter: Tensor; readonly g: Tensor },
  slots: readonly Tensor[],
  pace: Pace,
): { readonly parameter: Tensor; readonly slots: readonly Tensor[] } {
  const own = moveInOne({ parameter, g }, slots, pace);
  if (own) return { parameter: own[0], slots: own.slice(1) };
  const { weightDecay } = pace.spec;
  // g ← g + λW
  const decayed = weightDecay === 0 ? g : add(g, mul(parameter, weightDecay));
  const { direction, slots: moved } = scheme.direction(decayed, slots, pace);
  // W ← W − η · direction
  return { parameter: add(parameter, mul(direction, pace.minusRate)), slots: moved };
}

/** Everything that is trained, in a fixed order: weights, biases, scales, shifts. */
function trainedOf({ W, b, norms }: Gradients): readonly Tensor[];
function trainedOf({ W, b, norms }: Gradients | Changes): readonly (Tensor | null)[];
function trainedOf({ W, b, norms }: Gradients | Changes): readonly (Tensor | null)[] {
  return [...W, ...b, ...norms.map(({ scale }) => scale), ...norms.map(({ shift }) => shift)];
}

/** Values in the order of `trainedOf`, sorted back. */
function sorted<T>(
  { W, b, norms }: Params,
  trained: readonly T[],
): {
  readonly W: readonly T[];
  readonly b: readonly T[];
  readonly norms: readonly { readonly scale: T; readonly shift: T }[];
} {
  const [biases, scales] = [W.length, W.length + b.length];
  return {
    W: trained.slice(0, biases),
    b: trained.slice(biases, scales),
    norms: norms.map((_, position) => ({
      scale: at(trained, scales + position),
      shift: at(trained, scales + norms.length + position),
    })),
  };
}

/** The optimiser of a specification. Its learning rate is not read here: it is passed with every update. */
export function createOptimiser(spec: OptimiserSpec): Optimiser {
  const scheme = OPTIMISERS[spec.id];
  const keeps = scheme.keeps(spec);
  return {
    init: (params) => ({
      corrections: keeps.map(() => scalar(0)),
      slots: Array.from({ length: scheme.slotCount }, () =>
        trainedOf(params).map((parameter) => zerosLike(parameter)),
      ),
    }),
    update(params, gradients, state, learningRate) {
      const { corrections, corrected } = correct(state.corrections, keeps, spec.epsilon);
      const pace: Pace = {
        spec,
        minusRate: typeof learningRate === 'number' ? -learningRate : neg(learningRate),
        corrected,
      };
      const asked = trainedOf(gradients);
      const trained = trainedOf(params);
      const moves = trained.map((parameter, position) => {
        const g = at(asked, position);
        const slots = state.slots.map((slot) => at(slot, position));
        return g === null ? { parameter, slots } : moveParameter(scheme, { parameter, g }, slots, pace);
      });
      const changeOf = ({ parameter }: { readonly parameter: Tensor }, position: number): Tensor | null => {
        const before = at(trained, position);
        return parameter === before ? null : sub(parameter, before);
      };
      let made: Changes | null = null;
      const moved = sorted(
        params,
        moves.map(({ parameter }) => parameter),
      );
      return {
        params: {
          ...moved,
          norms: params.norms.map((norm, index) => ({ ...norm, ...at(moved.norms, index) })),
        },
        get changes() {
          made ??= sorted(params, moves.map(changeOf));
          return made;
        },
        state: {
          corrections,
          slots: state.slots.map((_, slot) => moves.map((move) => at(move.slots, slot))),
        },
      };
    },
  };
}

function at<T>(values: readonly T[], position: number): T {
  const value = values[position];
  if (value === undefined) throw new Error('optimiser: gradients or state do not fit the parameters');
  return value;
}
