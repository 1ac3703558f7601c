/**
 * The random numbers of one training step, from the stream `noise`: a pure function of (seed, step, place, entry).
 *   normal  √(−2 ln(1 − u)) cos(2π (v − ½)), u and v uniform at the same place
 * Every consumer has places of its own, so that none disturbs another and all arms of an experiment leave out the same units.
 * Source of the normal numbers: Box, Muller (1958), Annals of Mathematical Statistics 29, 610–611.
 */
import { cos, log, mul, reshape, slice, sqrt, sub, type Tensor } from '@tensorflow/tfjs-core';
import { drawUniform } from './kernels/draw-uniform';

/** Draws of this step, made where the tensors live. Results are new tensors in the caller's scope. */
export interface Draws {
  /** Uniform in [0, 1), 24 bits: the numbers of `fillUniform` at [step, place], bit for bit on every backend. */
  uniform(shape: readonly number[], place: number): Tensor;
  /** Standard normal. */
  normal(shape: readonly number[], place: number): Tensor;
}

/** First place of each consumer; it adds its layer or its number among its kind, up to a thousand. */
export const PLACES = {
  dropout: 0,
  magnitudes: 1000,
  mirror: 2000,
  block: 3000,
  blockNoise: 4000,
  decoder: 5000,
  nudgeSign: 6000,
  nodes: 7000,
  synapses: 8000,
  negatives: 9000,
  spikes: 10000,
} as const;

/**
 * Draws at a step: an int32 scalar, 0 for the first training step, negative for steps of warming up before it.
 * The tensor stays the caller's.
 */
export function createDraws(seed: number, step: Tensor): Draws {
  const uniform = (shape: readonly number[], place: number): Tensor =>
    drawUniform(shape, step, { seed, stream: 'noise', place });
  return {
    uniform,
    normal(shape, place) {
      const pairs = uniform([2, shape.reduce((product, length) => product * length, 1)], place); // [2, n]
      const [u, v] = [slice(pairs, [0, 0], [1, -1]), slice(pairs, [1, 0], [1, -1])];
      const radius = sqrt(mul(log(sub(1, u)), -2)); // [1, n]
      // From −π to π, where a graphics card's cosine is good.
      return reshape(mul(radius, cos(mul(sub(v, 0.5), 2 * Math.PI))), [...shape]);
    },
  };
}
