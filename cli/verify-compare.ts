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
  readonly unit: '' | '°';
  /** False for a difference that is too large, NaN, or an angle on one side only. */
  readonly isWithin: boolean;
}

/** Compares numbers as one vector. Different lengths are infinitely different. */
export function compareValues(
  where: string,
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
): Comparison {
  let squaredDifference = 0;
  let squaredNorm = 0;
  for (let index = 0; index < expected.length; index++) {
    const value = expected[index] ?? Number.NaN;
    squaredDifference += ((found[index] ?? Number.NaN) - value) ** 2;
    squaredNorm += value ** 2;
  }
  const isZero = squaredNorm === 0;
  const tolerance = isZero ? ABSOLUTE_TOLERANCE : RELATIVE_TOLERANCE;
  const absolute = found.length === expected.length ? Math.sqrt(squaredDifference) : Number.POSITIVE_INFINITY;
  const difference = isZero ? absolute : absolute / Math.sqrt(squaredNorm);
  return { where, difference, tolerance, unit: '', isWithin: difference <= tolerance };
}

/** Compares two angles in degrees; null is an angle that does not exist. */
export function compareAngles(
  where: string,
  foundDeg: number | null,
  expectedDeg: number | null,
): Comparison {
  const difference = angleDifference(foundDeg, expectedDeg);
  return {
    where,
    difference,
    tolerance: ANGLE_TOLERANCE_DEG,
    unit: '°',
    isWithin: difference <= ANGLE_TOLERANCE_DEG,
  };
}

function angleDifference(foundDeg: number | null, expectedDeg: number | null): number {
  if (foundDeg === null && expectedDeg === null) return 0;
  if (foundDeg === null || expectedDeg === null) return Number.NaN;
  return Math.abs(foundDeg - expectedDeg);
}

/** One line on a case: its worst comparison if all hold, otherwise the first that does not and how many there are. */
export function verdict(
  name: string,
  comparisons: readonly Comparison[],
): { readonly passed: boolean; readonly line: string } {
  const failures = comparisons.filter(({ isWithin }) => !isWithin);
  const [first] = failures;
  if (first !== undefined) {
    const { where, difference, tolerance, unit } = first;
    const more = failures.length > 1 ? ` (and ${failures.length - 1} more)` : '';
    return {
      passed: false,
      line: `FAIL ${name} ${where}: difference ${show(difference)}${unit}, at most ${tolerance}${unit} allowed${more}`,
    };
  }
  const values = comparisons.filter(({ unit }) => unit === '');
  const worst = values.reduce((a, b) => (b.difference / b.tolerance > a.difference / a.tolerance ? b : a));
  return { passed: true, line: `PASS ${name} worst ${show(worst.difference)} (${worst.where})` };
}

function show(difference: number): string {
  return Number.isNaN(difference) ? 'undefined' : difference.toExponential(1);
}
