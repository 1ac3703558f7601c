/**
 * Stages: what happens to activations between two parametric layers without weights that a learning rule trains.
 * Every stage has a forward pass and its true adjoint, which carries errors back under every rule.
 */
import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '../spec/shapes';
import type { Draws } from './draws';

/** A batch normalisation's trained scale γ and shift β, and the running averages that evaluation uses. `[channels]` each */
export interface NormParams {
  readonly scale: Tensor;
  readonly shift: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

export type NormGradients = Pick<NormParams, 'scale' | 'shift'>;

/** What a forward pass brings along for its stages. */
export interface StageInputs {
  /** Scale, shift and running statistics of every batch normalisation. */
  readonly norms: readonly NormParams[];
  /** The random numbers of a training step; null in evaluation. */
  readonly draws: Draws | null;
}

/** What a batch normalisation learns from one batch. */
export interface NormLearning {
  /** Its place among the network's batch normalisations. */
  readonly norm: number;
  /** Mean and variance to go on with. `[channels]` */
  readonly running: Pick<NormParams, 'mean' | 'variance'>;
  /** Gradients, from the error at the stage's output. */
  gradients(error: Tensor): NormGradients;
}

/** One stage of one forward pass. Good for as long as the scope that it was made in. */
export interface StagePass {
  /** `[rows, …shape]`; may be the stage's input itself. */
  readonly output: Tensor;
  /** From the error at the output to the error at the input. May return `error` itself. */
  passBack(error: Tensor): Tensor;
  readonly learning?: NormLearning;
}

export interface Stage {
  readonly kind: string;
  /** Of a row that leaves it: `[n]` or `[height, width, channels]`. */
  readonly shape: Shape;
  forward(h: Tensor, inputs: StageInputs): StagePass;
}

/** Another view of the same numbers: maps as vectors (flatten), vectors as maps. */
export function reshaping(kind: string, shape: Shape): Stage {
  return {
    kind,
    shape,
    forward: (h) => ({
      output: reshape(h, [h.shape[0] ?? 0, ...shape]),
      passBack: (error) => reshape(error, h.shape),
    }),
  };
}
