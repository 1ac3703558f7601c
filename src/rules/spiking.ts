/**
 * Pairs of spiking neurons that weights are inferred from: random trains through one layer of leaky integrate-and-fire units, in
 * steps of 1 ms, many trials at once. Units are adapted to their mean input: only what comes unexpectedly drives them.
 *   u_t = Σ_s κ(t − s) (z_s − p) W g,  v_t = u_t + r_t, a spike where v > 1, then v = −1;  r leaks with 20 ms, as v does
 *   drive x_t = Σ_s (k_fast − k_slow)(t − s) (z_s − p), both kernels of sum 1: a steady train drives nothing in the mean
 *   S_ij = Σ x_i at the spikes of j,  n_j how many there were
 * All but the reset is linear and done as products with triangular matrices; only the reset goes step by step.
 * Source: Ahmad, Ambrogioni, van Gerven (2020), Overcoming the weight transport problem via spike-timing-dependent weight
 * inference, arXiv:2003.03988.
 */
import {
  add,
  cast,
  div,
  greater,
  less,
  matMul,
  maximum,
  mul,
  reshape,
  sqrt,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  unstack,
  where,
} from '@tensorflow/tfjs-core';
import type { Draws } from '../engine/draws';
import { dense } from '../engine/linear-op';

/** Times in ms: the membrane's leak, rise and fall of what a spike brings, the traces of spikes. */
const TIMES_MS = { leak: 20, fall: 10, rise: 3, fast: 10, slow: 100 } as const;
/** Spikes of an input per ms. */
export const INPUT_RATE_PER_MS = 0.1;
const LEAST = 1e-9;

/** How much is simulated at once. */
export interface SpikingPlan {
  readonly timeMs: number;
  readonly trials: number;
  /** Where the spikes are drawn. */
  readonly place: number;
  readonly draws: Draws;
}

/** e^{−t/τ}, scaled to a sum of 1. */
function decaying(tau: number, length: number): number[] {
  const keep = Math.exp(-1 / tau);
  return Array.from({ length }, (_, t) => (1 - keep) * keep ** t);
}

const convolve = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((_, t) => a.slice(0, t + 1).reduce((total, value, s) => total + value * (b[t - s] ?? 0), 0));

/** What a spike at time 0 does to the membrane. */
function membraneKernel(length: number): number[] {
  const [fall, rise] = [decaying(TIMES_MS.fall, length), decaying(TIMES_MS.rise, length)];
  const current = fall.map((value, t) => value * TIMES_MS.fall - (rise[t] ?? 0) * TIMES_MS.rise);
  return convolve(current, decaying(TIMES_MS.leak, length));
}

/** Variance of an input per ms. */
const INPUT_VARIANCE = INPUT_RATE_PER_MS * (1 - INPUT_RATE_PER_MS);

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, t) => total + value * (b[t] ?? 0), 0);

/** Fast minus slow trace of a spike at time 0, such that at the spikes of a unit with weights w it is about w / ‖w‖. */
function driveKernel(length: number): number[] {
  const slow = decaying(TIMES_MS.slow, length);
  const apart = decaying(TIMES_MS.fast, length).map((value, t) => value - (slow[t] ?? 0));
  const membrane = membraneKernel(length);
  const gain = Math.sqrt(product(membrane, membrane) / INPUT_VARIANCE) / product(apart, membrane);
  return apart.map((value) => value * gain);
}

/** Every row's past weighted by a kernel: y_t = Σ_s k(t − s) x_s. `[T, …]` */
function overPast(kernel: readonly number[], x: Tensor): Tensor {
  const length = kernel.length;
  const matrix = new Float32Array(length ** 2);
  for (let t = 0; t < length; t++) for (let s = 0; s <= t; s++) matrix[t * length + s] = kernel[t - s] ?? 0;
  const flat = reshape(x, [length, -1]) as Tensor2D; // [T, rest]
  return reshape(matMul(tensor2d(matrix, [length, length]), flat), x.shape);
}

/** Random input trains less their mean: z − p. `[T, trials, n_in]` */
export function inputTrains(inputs: number, { timeMs, trials, place, draws }: SpikingPlan): Tensor {
  const z = cast(less(draws.uniform([timeMs, trials, inputs], place), INPUT_RATE_PER_MS), 'float32');
  return sub(z, INPUT_RATE_PER_MS);
}

/** Spikes of the units that trains drive through W `[n_in, n_out]`. `[T, trials, n_out]` */
export function answerTrains(trains: Tensor, W: Tensor): Tensor {
  const [timeMs = 1, trials = 1, inputs = 1] = trains.shape;
  const outputs = W.shape[1] ?? 1;
  const kernel = membraneKernel(timeMs);
  const current = dense.apply(reshape(trains, [timeMs * trials, inputs]), W); // [T trials, n_out]
  const free = overPast(kernel, reshape(current, [timeMs, trials, outputs])); // [T, trials, n_out]
  // g: where nothing is reset, v has a spread of 1, the threshold, in the mean over the units
  const spread = product(kernel, kernel) * INPUT_VARIANCE;
  const gain = div(Math.sqrt(outputs / spread), maximum(sqrt(sum(square(W))), LEAST)); // []
  const keep = Math.exp(-1 / TIMES_MS.leak);
  let reset: Tensor | null = null;
  const spikes = unstack(mul(free, gain)).map((u) => {
    const left: Tensor | null = reset && mul(reset, keep); // [trials, n_out]
    const fires = greater(left ? add(u, left) : u, 1); // [trials, n_out]
    const down = sub(-1, u); // [trials, n_out]
    reset = where(fires, down, left ?? mul(u, 0));
    return cast(fires, 'float32');
  });
  return stack(spikes); // [T, trials, n_out]
}

/** What the spikes of one layer tell about its weights. */
export interface Pairings {
  /** S, as W. */
  readonly sums: Tensor;
  /** n, spikes of every unit. `[n_out]` */
  readonly counts: Tensor;
}

/** S and n: the drive of every input train, added up at the spikes of every unit. */
export function pairUp(trains: Tensor, spikes: Tensor): Pairings {
  const drive = overPast(driveKernel(trains.shape[0] ?? 1), trains); // [T, trials, n_in]
  const [inputs = 1, outputs = 1] = [trains.shape.at(-1), spikes.shape.at(-1)];
  const fired = reshape(spikes, [-1, outputs]); // [T trials, n_out]
  return {
    sums: dense.gradientProduct(reshape(drive, [-1, inputs]), fired),
    counts: dense.biasSum(fired),
  };
}
