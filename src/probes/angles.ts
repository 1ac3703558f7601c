/**
 * Angles between what two readings hold for each layer: arccos(⟨x, y⟩ / (‖x‖ ‖y‖)), computed in double precision.
 */
import type { PerLayer } from '../engine/network';
import { angleDeg } from '../math/angle';

type Values = Float32Array | null;

/** Degrees 0–180 per layer; null where either side is missing, zero or not finite. */
export function anglesBetween(xs: PerLayer<Values>, ys: PerLayer<Values>): PerLayer<number | null> {
  return xs.map((x, position) => {
    const y = ys[position] ?? null;
    const angle = x === null || y === null ? Number.NaN : angleDeg(x, y);
    return Number.isNaN(angle) ? null : angle;
  });
}
