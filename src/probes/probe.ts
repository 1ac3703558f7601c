/**
 * What a probe is: a measurement on a live network that changes nothing.
 * A probe starts its tensor work at once and answers when the values are back; nobody may step the network in between.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Standing } from '../engine/answer';
import type { RowSource } from '../engine/evaluate';
import type { Batch } from '../engine/learning-rule';
import type { PerLayer } from '../engine/network';

/** What a probe may look at. It owns none of it. */
export type ProbeContext = Standing;

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
  /** Degrees 0–180 of every angle that the rule names; null where one side is zero or has no inverse. */
  namedAngle: {
    readonly on: object;
    readonly reading: readonly {
      readonly name: string;
      readonly layer: number;
      readonly angleDeg: number | null;
    }[];
  };
  /** What the rule tells of its inner life on a batch; nothing where it has none. */
  inner: {
    readonly on: { readonly batch: Batch };
    readonly reading: {
      readonly scalars: readonly {
        readonly name: string;
        readonly layer: number | null;
        readonly value: number;
      }[];
      readonly curves: readonly { readonly name: string; readonly values: Float32Array }[];
    };
  };
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
