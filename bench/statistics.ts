/**
 * Medians and ratios of interleaved rounds.
 */

/** The middle value; the mean of the middle two of an even number; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Median over rounds of a / b, pair by pair: the two were timed within seconds of each other, so that a machine whose
 * speed drifts moves both. Rounds that one of them lacks (null) are left out; NaN where none is left.
 */
export function medianRatio(a: readonly (number | null)[], b: readonly (number | null)[]): number {
  const ratios = a.flatMap((value, round) => {
    const other = b[round];
    return value === null || other === null || other === undefined ? [] : [value / other];
  });
  return median(ratios);
}

/** How many steps fill a round of `roundMs`, given how long one takes. At least 1, at most `limit`. */
export function stepsFor(roundMs: number, msPerStep: number, limit = 20_000): number {
  return Math.max(1, Math.min(limit, Math.round(roundMs / msPerStep)));
}

/** Three significant digits without an exponent: 1234, 123, 12.3, 0.123, 0.00123. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(decimals, 6));
}
