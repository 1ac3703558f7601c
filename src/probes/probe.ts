/**
 * What a probe is: a measurement on a live network that changes nothing.
 * A probe starts its tensor work at once and answers when the values are back; nobody may step the network in between.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { RowSource } from '../engine/evaluate';
import type { Batch } from '../engine/learning-rule';
import type { PerLayer } from '../engine/network';
import type { TrainingSetup, TrainingState } from '../engine/train-step';

/** What a probe may look at. It owns none of it. */
export interface ProbeContext {
  readonly setup: Pick<TrainingSetup, 'network' | 'rule' | 'loss' | 'seed'>;
  readonly state: Pick<TrainingState, 'params' | 'ruleState' | 'step'>;
}

/** What each probe wants besides the network, and what it reads. */
export interface ProbeKinds {
  /** Degrees 0–180 per layer; null where a gradient is zero. */
  updateAngle: { readonly on: { readonly batch: Batch }; readonly reading: PerLayer<number | null> };
  /** Degrees 0–180 per layer; null where the rule has no feedback weights of W's shape, or one matrix is zero. */
  weightAngle: { readonly on: object; readonly reading: PerLayer<number | null> };
  /** ‖B_l‖ / ‖W_l‖ per layer; null where there is no pair to compare, or W_l is zero. */
  normRatio: { readonly on: object; readonly reading: PerLayer<number | null> };
  /** Fraction 0–1 of the entries of B_l with the sign of W_l's, per layer; null where there is no pair, or B_l is zero. */
  signAgreement: { readonly on: object; readonly reading: PerLayer<number | null> };
  /** Frobenius norm of W_l per layer. */
  weightNorm: { readonly on: object; readonly reading: PerLayer<number> };
  /** Root mean square of the output pre-activations. */
  logitScale: { readonly on: { readonly rows: RowSource }; readonly reading: number };
  /**
   * 1 − Pearson between stimuli `[n, n_0]`, per layer: upper triangle, row-major, NaN where undefined.
   * Of a map all numbers count (the default), or the mean of each channel over positions.
   */
  rdm: {
    readonly on: { readonly stimuli: Tensor; readonly maps?: 'flattened' | 'mean' };
    readonly reading: PerLayer<Float32Array>;
  };
}

export type ProbeId = keyof ProbeKinds;

export interface Probe<Id extends ProbeId> {
  readonly id: Id;
  /** Measures; leaves no tensor behind. */
  read(context: ProbeContext & ProbeKinds[Id]['on']): Promise<ProbeKinds[Id]['reading']>;
}
