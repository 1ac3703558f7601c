/**
 * The raster of decision regions, and other small matters of what a session measures.
 */
import type { Network } from '../engine/network';
import { GRID } from './protocol';

/** The rows of the decision-region raster: cell centres over [−1, 1]², top row first. `[GRID², 2]` */
export function rasterPoints(): Float32Array {
  const points = new Float32Array(GRID * GRID * 2);
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      const at = 2 * (row * GRID + column);
      points[at] = ((column + 0.5) / GRID) * 2 - 1;
      points[at + 1] = 1 - ((row + 0.5) / GRID) * 2;
    }
  }
  return points;
}

/** Position of the largest of each row of `[rows, width]`. */
export function largestOfRows(values: Float32Array, width: number): Uint8Array {
  return Uint8Array.from({ length: values.length / width }, (_, row) => {
    let best = 0;
    for (let at = 1; at < width; at++) {
      if ((values[row * width + at] ?? 0) > (values[row * width + best] ?? 0)) best = at;
    }
    return best;
  });
}

/** The narrowest layer below the output, where an autoencoder squeezes its input; null without hidden layers. */
export function bottleneckOf(network: Network): number | null {
  const hidden = network.layers.slice(0, -1);
  const narrowest = Math.min(...hidden.map(({ features }) => features));
  return hidden.find(({ features }) => features === narrowest)?.index ?? null;
}
