/**
 * Compares what the engine computed with what a golden case expects, and keeps the worst of it.
 *   tensors and losses  ‖found − expected‖ / ‖expected‖ ≤ 1e-4; where expected is zero, ‖found‖ ≤ 1e-6
 *   angles              |found − expected| ≤ 0.05°; null, where an angle is undefined, matches null alone
 */

/** Largest relative difference of tensors and losses that single precision may make. */
export const RELATIVE_TOLERANCE = 1e-4;
/** Largest norm where zero is expected. */
export const ABSOLUTE_TOLERANCE = 1e-6;
/** Degrees. */
export const ANGLE_TOLERANCE_DEG = 0.05;

export interface Comparison {
  /** "delta 2, step 1" */
  readonly where: string;
  /** Relative to the expected norm, absolute where that is zero; in degrees for angles. */
  readonly difference: number;
  readonly tolerance: number;
  readonly kind: 'values' | 'angle';
  /** What is wrong, or null: a difference that is too large or not a number, an angle on one side only. */
  readonly problem: string | null;
}

/** Compares numbers as one vector. Different lengths are a problem. `relative` replaces the usual tolerance. */
export function compareValues(
  where: string,
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative = RELATIVE_TOLERANCE,
): Comparison {
  let squaredDifference = 0;
  let squaredNorm = 0;
  for (let index = 0; index < expected.length; index++) {
    const value = expected[index] ?? Number.NaN;
    squaredDifference += ((found[index] ?? Number.NaN) - value) ** 2;
    squaredNorm += value ** 2;
  }
  const isZero = squaredNorm === 0;
  const tolerance = isZero ? ABSOLUTE_TOLERANCE : relative;
  const absolute = found.length === expected.length ? Math.sqrt(squaredDifference) : Number.POSITIVE_INFINITY;
  const difference = isZero ? absolute : absolute / Math.sqrt(squaredNorm);
  const problem =
    found.length !== expected.length
      ? `${found.length} numbers where ${expected.length} are expected`
      : difference <= tolerance
        ? null
        : `difference ${show(difference)}, at most ${tolerance} allowed`;
  return { where, difference, tolerance, kind: 'values', problem };
}

/** Compares two angles in degrees; null is an angle that does not exist. */
export function compareAngles(
  where: string,
  foundDeg: number | null,
  expectedDeg: number | null,
): Comparison {
  const difference = foundDeg === null || expectedDeg === null ? 0 : Math.abs(foundDeg - expectedDeg);
  const tolerance = ANGLE_TOLERANCE_DEG;
  return { where, difference, tolerance, kind: 'angle', problem: angleProblem(foundDeg, expectedDeg) };
}

function angleProblem(foundDeg: number | null, expectedDeg: number | null): string | null {
  if (foundDeg === null)
    return expectedDeg === null ? null : `no angle where ${expectedDeg.toFixed(2)}° is expected`;
  if (expectedDeg === null) return `${foundDeg.toFixed(2)}° where no angle is expected`;
  if (Math.abs(foundDeg - expectedDeg) <= ANGLE_TOLERANCE_DEG) return null;
  return `${foundDeg.toFixed(2)}° where ${expectedDeg.toFixed(2)}° is expected, at most ${ANGLE_TOLERANCE_DEG}° off allowed`;
}

/** One line on a case: its worst comparison if all hold, otherwise the first that does not and how many there are. */
export function verdict(
  name: string,
  comparisons: readonly Comparison[],
): { readonly passed: boolean; readonly line: string } {
  const failures = comparisons.filter(({ problem }) => problem !== null);
  const [first] = failures;
  if (first !== undefined) {
    const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
    return { passed: false, line: `FAIL ${name} ${first.where}: ${first.problem}${more}` };
  }
  const values = comparisons.filter(({ kind }) => kind === 'values');
  const compared = values.length > 0 ? values : comparisons;
  if (compared.length === 0) return { passed: false, line: `FAIL ${name} compares nothing` };
  const worst = compared.reduce((a, b) => (b.difference / b.tolerance > a.difference / a.tolerance ? b : a));
  const unit = worst.kind === 'angle' ? '°' : '';
  return { passed: true, line: `PASS ${name} worst ${show(worst.difference)}${unit} (${worst.where})` };
}

function show(difference: number): string {
  return Number.isNaN(difference) ? 'not a number' : difference.toExponential(1);
}
