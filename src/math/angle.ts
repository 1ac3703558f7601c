/**
 * Angles between arrays seen as vectors, in double precision whatever the arrays hold.
 *   ∠(a, b) = 2 atan2(‖u − v‖, ‖u + v‖) with u = a / ‖a‖, v = b / ‖b‖
 * near 0° and 180°, where the cosine loses half of its digits (Kahan's form); elsewhere from the cosine, in one pass over the
 * entries, because angles of whole networks are taken many times an epoch. The usual measure of how well an update or a
 * weight matrix agrees with another: Lillicrap et al. (2016), Nature Communications 7, 13276.
 */

/** Vectors shorter than this have no direction worth naming. */
const LEAST_NORM = 1e-12;

/** √Σ a²: the Frobenius norm of a matrix given as its entries. */
export function frobeniusNorm(a: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const value = a[index] as number;
    sum += value * value;
  }
  return Math.sqrt(sum);
}

/** ‖a‖, ‖b‖ and ⟨a, b⟩ / (‖a‖ ‖b‖) in one pass; null where a norm is under 1e-12 or not finite. Throws when the lengths differ. */
function compare(
  name: string,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { readonly normA: number; readonly normB: number; readonly cosine: number } | null {
  if (a.length !== b.length) throw new Error(`${name}: ${a.length} numbers against ${b.length}`);
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let index = 0; index < a.length; index++) {
    const x = a[index] as number;
    const y = b[index] as number;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  const [normA, normB] = [Math.sqrt(aa), Math.sqrt(bb)];
  const isDirected = [normA, normB].every((norm) => norm >= LEAST_NORM && Number.isFinite(norm));
  return isDirected ? { normA, normB, cosine: Math.min(1, Math.max(-1, ab / normA / normB)) } : null;
}

/** ⟨a, b⟩ / (‖a‖ ‖b‖), in [−1, 1]; NaN where either norm is under 1e-12 or not finite. Throws when the lengths differ. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return compare('cosine', a, b)?.cosine ?? Number.NaN;
}

/** Nearer to 0° or 180° than about a tenth of a degree the cosine has too few digits left. */
const BLUNT_COSINE = 0.999998;

/** Degrees 0–180; NaN where either norm is under 1e-12 or not finite. Throws when the lengths differ. */
export function angleDeg(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const found = compare('angleDeg', a, b);
  if (!found) return Number.NaN;
  const { cosine, normA, normB } = found;
  const radians =
    Math.abs(cosine) < BLUNT_COSINE
      ? Math.atan2(Math.sqrt((1 - cosine) * (1 + cosine)), cosine)
      : sharpAngle(a, b, [normA, normB]);
  return (radians * 180) / Math.PI;
}

/** Kahan's form: a second pass over the entries, for angles that the cosine cannot tell from 0 or π. Radians. */
function sharpAngle(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  [normA, normB]: readonly [number, number],
): number {
  let difference = 0;
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const u = (a[index] as number) / normA;
    const v = (b[index] as number) / normB;
    difference += (u - v) * (u - v);
    sum += (u + v) * (u + v);
  }
  return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
}
