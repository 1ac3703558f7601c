/**
 * Non-negative similarity matching: the same network with units that cannot answer below 0; they come apart into clusters and parts.
 *   y = the fixed point of y_i = max(0, u W_i − Σ_{j ≠ i} M_ij y_j) / M_ii;  ΔW_l = η (⟨y uᵀ⟩ − W_l),  ΔM = η (⟨y yᵀ⟩ − M);  δ_l = 0
 * η = η₀ / (1 + t / T). The input is not centred. Units settle in a fixed number of steps of an accelerated projected gradient in
 * the metric of M's diagonal, whose rate keeps within what M's rows allow.
 * Sources: Pehlevan, Chklovskii (2014), Asilomar; Pehlevan, Mohan, Chklovskii (2017), Neural Computation 29; Beck, Teboulle
 * (2009), SIAM Journal on Imaging Sciences 2, for the acceleration.
 */
import {
  abs,
  add,
  div,
  eye,
  matMul,
  max,
  maximum,
  mul,
  norm,
  relu,
  reshape,
  sqrt,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { composeHebbian, type HebbianLaw } from './hebbian-arm';
import { flat, gram, hebbian, unitsOf } from './hebbian-layer';
import { repeat, unroll } from './settling';
import { similarityRate } from './similarity-matching';
import type { WholeRule } from './whole-rule';

/** A unit's own inhibition is at least this part of the mean: one that never answers would else answer without bounds. */
const LEAST_OWN = 1e-3;

/** What a layer keeps: M `[n_l, n_l]` */
interface Lateral {
  readonly lateral: Tensor;
}

/** Units on their way: z = √D y, and where the next step starts from, a little ahead of it. `[examples, n_l]` each */
interface Way {
  readonly z: Tensor;
  readonly ahead: Tensor;
}

/** (t_k − 1) / t_{k+1} of every step: how far ahead of itself it looks. */
function momenta(steps: number): readonly number[] {
  let t = 1;
  return Array.from({ length: steps }, () => {
    const [now, next] = [t, (1 + Math.sqrt(1 + 4 * t * t)) / 2];
    t = next;
    return (now - 1) / next;
  });
}

/** D^−½ M D^−½ and √D, D the diagonal of M where it is not next to nothing. `[n_l, n_l]`, `[n_l]` */
function inOwnMetric(M: Tensor): { readonly scaled: Tensor; readonly root: Tensor } {
  const one = eye(M.shape[0] ?? 1);
  const own = sum(mul(M, one), 0); // [n_l]
  const least = mul(sum(own), LEAST_OWN / own.size); // []
  const diagonal = maximum(own, add(least, 1e-12)); // [n_l]
  const root = sqrt(diagonal); // [n_l]
  const lifted = add(M, mul(one, sub(diagonal, own)));
  return { scaled: div(div(lifted, root), reshape(root, [-1, 1])), root };
}

/** How units settle: the first answers, each unit's by itself, the step to the next, and from z to y. In the caller's scope */
function settling(drive: Tensor, M: Tensor, steps: number) {
  const { scaled, root } = inOwnMetric(M);
  const rate = div(1, max(sum(abs(scaled), 1))); // []
  const pull = mul(div(flat(drive), root), rate); // [examples, n_l]
  const keep = sub(eye(M.shape[0] ?? 1), mul(scaled, rate)) as Tensor2D;
  const lookAhead = momenta(steps);
  const first = relu(pull); // [examples, n_l]
  return {
    start: { z: first, ahead: first },
    // z ← max(0, v + γ (D^−½ s − D^−½ M D^−½ v)), v ahead of z
    move({ z, ahead }: Way, at: number): Way {
      const next = relu(add(matMul(ahead as Tensor2D, keep), pull)); // [examples, n_l]
      return { z: next, ahead: add(next, mul(sub(next, z), lookAhead[at] ?? 0)) };
    },
    answer: ({ z }: Way): Tensor => reshape(div(z, root), drive.shape),
  };
}

/** The answer to `drive` u W_l after so many steps. As drive */
export function settleNonNegative(drive: Tensor, M: Tensor, steps: number): Tensor {
  const { start, move, answer } = settling(drive, M, steps);
  return answer(repeat(steps - 1, start, move));
}

const law: HebbianLaw<Lateral> = {
  id: 'nonNegativeSm',
  start: (_W, layer) => ({ lateral: eye(unitsOf(layer)) }),
  settle: (drive, { lateral }, params) => settleNonNegative(drive, lateral, params.settlingRounds),
  learn(site) {
    const { output, W, memory } = site;
    const rate = similarityRate(site); // []
    // Gated already, and once more by the arm: a gate is 0 or 1.
    const change = mul(sub(hebbian(site, output), W), rate); // as W_l
    return { change, memory: { lateral: add(memory.lateral, mul(sub(gram(output), memory.lateral), rate)) } };
  },
  curvesOf({ response, memory: { lateral }, params }) {
    const steps = params.settlingRounds;
    const { start, move } = settling(response, lateral, steps);
    const ways = unroll(steps - 1, start, move);
    const last = (ways.at(-1) ?? start).z;
    // How far each step still is from the last
    const left = ways.map(({ z }): Tensor => div(norm(sub(z, last)), maximum(norm(last), 1e-12)));
    return { settling: stack(left) };
  },
};

export const nonNegativeSm: WholeRule = {
  kind: 'whole',
  id: 'nonNegativeSm',
  create: ({ params }) => composeHebbian(law, params),
};
