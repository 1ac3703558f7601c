/**
 * What the page reads from an RDM: single values, and how far classes lie apart.
 */
import { classGap, pairIndex } from '../math/rdm';

/** Dissimilarity of two of `count` stimuli in an upper triangle; NaN for a stimulus and itself, or outside. */
export function dissimilarityAt(triangle: Float32Array, i: number, j: number, count: number): number {
  const isInside = i !== j && Math.min(i, j) >= 0 && Math.max(i, j) < count;
  return isInside ? (triangle[pairIndex(i, j, count)] ?? Number.NaN) : Number.NaN;
}

export interface RdmSummary {
  /** Mean dissimilarity within and between classes; NaN without classes or where nothing is defined. */
  readonly within: number;
  readonly between: number;
  /** Stimuli whose activation pattern is constant, so that no correlation exists. */
  readonly constant: number;
}

/** Means over the pairs of a triangle; `labels` are the classes of its `count` stimuli, null without classes. */
export function summariseRdm(triangle: Float32Array, labels: Uint8Array | null, count: number): RdmSummary {
  let constant = 0;
  for (let i = 0; i < count; i++) {
    let hasValue = false;
    for (let j = 0; j < count && !hasValue; j++)
      hasValue = Number.isFinite(dissimilarityAt(triangle, i, j, count));
    if (!hasValue) constant++;
  }
  const means = labels ? classGap(triangle, labels) : { within: Number.NaN, between: Number.NaN };
  return { within: means.within, between: means.between, constant };
}
