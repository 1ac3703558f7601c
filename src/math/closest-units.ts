/**
 * Which unit's weights lie closest to a direction, whichever way round:
 *   unit = argmax_j |cos(v, w_j)|,  angle = arccos |cos| in 0° to 90°
 * The sign of a principal component means nothing. Usual in tests of Hebbian learning: Sanger (1989), Neural Networks 2.
 */
import { cosine } from './angle';

export interface ClosestUnit {
  /** From 0. */
  readonly unit: number;
  /** cos(v, w_unit), −1 to 1; NaN where no unit has weights. */
  readonly cosine: number;
  /** Degrees 0–90; NaN likewise. */
  readonly angleDeg: number;
  /** Units within `withinDeg` of the direction. */
  readonly near: number;
}

export interface UnitWeights {
  /** `[size, units]` */
  readonly values: ArrayLike<number>;
  readonly units: number;
}

/** The unit closest to each direction `[size]`. Throws when the sizes differ. */
export function closestUnits(
  directions: readonly Float64Array[],
  { values, units }: UnitWeights,
  withinDeg: number,
): ClosestUnit[] {
  const size = values.length / units;
  const rows = new Float64Array(values.length); // [units, size]
  for (let at = 0; at < values.length; at++)
    rows[(at % units) * size + Math.floor(at / units)] = values[at] as number;
  const weights = Array.from({ length: units }, (_, unit) => rows.subarray(unit * size, (unit + 1) * size));
  return directions.map((direction) => closestOf(direction, weights, withinDeg));
}

function closestOf(
  direction: Float64Array,
  weights: readonly Float64Array[],
  withinDeg: number,
): ClosestUnit {
  const cosines = weights.map((own) => cosine(direction, own));
  const sizeOf = (unit: number): number => Math.abs(cosines[unit] ?? Number.NaN);
  const unit = cosines.reduce((best, _, each) => (sizeOf(each) > (sizeOf(best) || 0) ? each : best), 0);
  const least = Math.cos((withinDeg * Math.PI) / 180);
  return {
    unit,
    cosine: cosines[unit] ?? Number.NaN,
    angleDeg: (Math.acos(sizeOf(unit)) * 180) / Math.PI,
    near: cosines.filter((value) => Math.abs(value) >= least).length,
  };
}
