/**
 * Angles between arrays seen as vectors, in double precision whatever the arrays hold.
 *   ∠(a, b) = 2 atan2(‖u − v‖, ‖u + v‖) with u = a / ‖a‖, v = b / ‖b‖
 * Kahan's form keeps its digits near 0° and 180°, where arccos of the cosine loses half of them. The usual measure of how
 * well an update or a weight matrix agrees with another: Lillicrap et al. (2016), Nature Communications 7, 13276.
 */

/** Vectors shorter than this have no direction worth naming. */
const LEAST_NORM = 1e-12;

/** √Σ a²: the Frobenius norm of a matrix given as its entries. */
export function frobeniusNorm(a: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const value = a[index] ?? Number.NaN;
    sum += value * value;
  }
  return Math.sqrt(sum);
}

/** Both norms, or null where either is under 1e-12 or not finite. Throws when the lengths differ. */
function normsOf(name: string, a: ArrayLike<number>, b: ArrayLike<number>): readonly [number, number] | null {
  if (a.length !== b.length) throw new Error(`${name}: ${a.length} numbers against ${b.length}`);
  const norms = [frobeniusNorm(a), frobeniusNorm(b)] as const;
  return norms.every((norm) => norm >= LEAST_NORM && Number.isFinite(norm)) ? norms : null;
}

/** ⟨a, b⟩ / (‖a‖ ‖b‖), in [−1, 1]; NaN where either norm is under 1e-12 or not finite. Throws when the lengths differ. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const norms = normsOf('cosine', a, b);
  if (!norms) return Number.NaN;
  let dot = 0;
  for (let index = 0; index < a.length; index++) {
    dot += ((a[index] as number) / norms[0]) * ((b[index] as number) / norms[1]);
  }
  return Math.min(1, Math.max(-1, dot));
}

/** Degrees 0–180; NaN where either norm is under 1e-12 or not finite. Throws when the lengths differ. */
export function angleDeg(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const norms = normsOf('angleDeg', a, b);
  if (!norms) return Number.NaN;
  let difference = 0;
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const u = (a[index] as number) / norms[0];
    const v = (b[index] as number) / norms[1];
    difference += (u - v) * (u - v);
    sum += (u + v) * (u + v);
  }
  return (2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum)) * 180) / Math.PI;
}
