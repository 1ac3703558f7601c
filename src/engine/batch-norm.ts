/**
 * Batch normalisation, per feature or, over rows and positions, per channel:
 *   x̂ = (h − μ) / √(σ² + ε),  output γ x̂ + β, with μ and σ² of the batch while training and running averages in evaluation
 *   error at h = (g − mean(g) − x̂ mean(g x̂)) / √(σ² + ε) with g = γ · error;  gradients Σ error · x̂ of γ, Σ error of β
 * Running averages keep 0.9 of their old value; their variance is the unbiased one (PyTorch's choices).
 * Source: Ioffe, Szegedy (2015), Batch normalization: accelerating deep network training, ICML.
 */
import {
  add,
  mean,
  mul,
  ones,
  reshape,
  rsqrt,
  square,
  sub,
  sum,
  type Tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Shape } from '../spec/shapes';
import type { NormParams, Stage, StagePass } from './stage';

const EPSILON = 1e-5;
/** What a running average keeps at each step. */
const KEEP = 0.9;

const blend = (average: Tensor, value: Tensor): Tensor => add(mul(average, KEEP), mul(value, 1 - KEEP));

/** Normalises rows of `shape`; `norm` is its place among the network's normalisations. */
export function batchNorm(norm: number, shape: Shape): Stage {
  const channels = shape.at(-1) ?? 0;
  return {
    kind: 'batchnorm',
    shape,
    forward(h, { norms, draws }) {
      const params = norms[norm];
      if (params === undefined) throw new Error(`batchNorm: no parameters for normalisation ${norm + 1}`);
      const x = reshape(h, [-1, channels]); // [m, channels]
      const pass = draws === null ? evaluate(x, params) : train(x, params, norm);
      return {
        ...pass,
        output: reshape(pass.output, h.shape),
        passBack: (error) => reshape(pass.passBack(reshape(error, [-1, channels])), h.shape),
      };
    },
  };
}

/** x `[m, channels]` with the statistics of the batch. */
function train(
  x: Tensor,
  { scale, shift, mean: oldMean, variance: oldVariance }: NormParams,
  norm: number,
): StagePass {
  const count = x.shape[0] ?? 1;
  const mu = mean(x, 0); // [channels]
  const centred = sub(x, mu); // [m, channels]
  const variance = mean(square(centred), 0); // [channels]
  const inverse = rsqrt(add(variance, EPSILON)); // [channels]
  const normalised = mul(centred, inverse); // x̂ [m, channels]
  return {
    output: add(mul(normalised, scale), shift),
    passBack(error) {
      const g = mul(error, scale); // [m, channels]
      const alongX = mul(normalised, mean(mul(g, normalised), 0));
      return mul(sub(sub(g, mean(g, 0)), alongX), inverse); // [m, channels]
    },
    learning: {
      norm,
      running: {
        mean: blend(oldMean, mu),
        variance: blend(oldVariance, mul(variance, count / Math.max(1, count - 1))),
      },
      gradients(error) {
        const flat = reshape(error, x.shape);
        return { scale: sum(mul(flat, normalised), 0), shift: sum(flat, 0) }; // [channels] each
      },
    },
  };
}

/** x `[m, channels]` with the running averages, which are constants here. */
function evaluate(x: Tensor, { scale, shift, mean: mu, variance }: NormParams): StagePass {
  const gain = mul(scale, rsqrt(add(variance, EPSILON))); // [channels]
  return { output: add(mul(sub(x, mu), gain), shift), passBack: (error) => mul(error, gain) };
}

/** Scale 1, shift 0, running mean 0 and variance 1. The caller disposes them. `[channels]` each */
export function initialiseNorm(channels: number): NormParams {
  return {
    scale: ones([channels]),
    shift: zeros([channels]),
    mean: zeros([channels]),
    variance: ones([channels]),
  };
}
