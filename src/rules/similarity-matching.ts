/**
 * Similarity matching: units with inhibition between them answer alike to what is alike, and so find the principal subspace.
 *   y = M⁻¹ V u;  ΔV = 2 η (⟨y uᵀ⟩ − V),  ΔM = η / τ (⟨y yᵀ⟩ − M);  W_l = V M⁻¹ is what the layer then does;  δ_l = 0
 * η = η₀ / (1 + t / T). M starts as 1, V as W_l. M⁻¹ comes from the last one by Newton–Schulz, X ← X (2 − (M + ε) X).
 * Source: Pehlevan, Hu, Chklovskii (2015), A Hebbian/anti-Hebbian neural network for linear subspace learning, Neural
 * Computation 27, 1461–1495.
 */
import {
  abs,
  add,
  div,
  eye,
  matMul,
  max,
  minimum,
  mul,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { composeHebbian, type HebbianLaw } from './hebbian-arm';
import { gram, type HebbianSite, hebbian, mixUnits, unitsOf } from './hebbian-layer';
import type { WholeRule } from './whole-rule';

/** Rounds of Newton–Schulz in a step: M moves little, and what is left is made up for in the next. */
const ROUNDS = 6;
/** ε against the mean of M's diagonal. */
const RIDGE = 1e-3;

/** What a layer keeps. */
export interface Similarities {
  /** V, as W_l. */
  readonly forward: Tensor;
  /** M `[n_l, n_l]` */
  readonly lateral: Tensor;
  /** (M + ε)⁻¹ `[n_l, n_l]` */
  readonly inverse: Tensor;
}

/** M + ε, ε in units of the mean of M's diagonal: directions that the input lacks stay within bounds. `[n, n]` */
function lift(M: Tensor): Tensor {
  const one = eye(M.shape[0] ?? 1);
  return add(M, mul(one, mul(sum(mul(M, one)), RIDGE / (M.shape[0] ?? 1))));
}

/**
 * The inverse of a symmetric positive matrix from a guess not too far off, which is shortened where it would diverge.
 * `[n, n]`, in the caller's scope
 */
export function invert(M: Tensor, guess: Tensor, rounds = ROUNDS): Tensor {
  const two = mul(eye(M.shape[0] ?? 1), 2);
  // No eigenvalue of M X is above its largest sum of a row.
  const reach = max(sum(abs(matMul(M as Tensor2D, guess as Tensor2D)), 1)); // []
  let X = mul(guess, minimum(1, div(1.9, reach))) as Tensor2D;
  for (let round = 0; round < rounds; round++)
    X = matMul(X, sub(two, matMul(M as Tensor2D, X)) as Tensor2D) as Tensor2D;
  return X;
}

/** V's and M's moves, without rates: 2 (⟨y uᵀ⟩ − V) and ⟨y yᵀ⟩ − M. In the caller's scope */
export function similarityChanges(
  site: HebbianSite,
  y: Tensor,
  { forward, lateral }: Pick<Similarities, 'forward' | 'lateral'>,
): { readonly forward: Tensor; readonly lateral: Tensor } {
  return {
    forward: mul(sub(hebbian(site, y), forward), 2),
    lateral: sub(gram(y), lateral),
  };
}

/** η₀ / (1 + t / T), and 0 while the layer waits. `[]` */
export function similarityRate({ params, seen, gate }: HebbianSite): Tensor {
  return mul(gate, div(params.similarityRate, add(div(seen, params.similarityDecay), 1)));
}

const law: HebbianLaw<Similarities> = {
  id: 'similarityMatching',
  start(W, layer) {
    const one = eye(unitsOf(layer));
    return { forward: add(W, 0), lateral: one, inverse: add(one, 0) };
  },
  learn(site) {
    const { memory, W, params } = site;
    const rate = similarityRate(site); // []
    const changes = similarityChanges(site, site.response, memory);
    const forward = add(memory.forward, mul(changes.forward, rate)); // as W_l
    const lateral = add(memory.lateral, mul(changes.lateral, div(rate, params.similarityTau))); // [n_l, n_l]
    const inverse = invert(lift(lateral), memory.inverse); // [n_l, n_l]
    return { change: sub(mixUnits(forward, inverse), W), memory: { forward, lateral, inverse } };
  },
};

export const similarityMatching: WholeRule = {
  kind: 'whole',
  id: 'similarityMatching',
  create: ({ params }) => composeHebbian(law, params),
};
