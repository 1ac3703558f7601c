/**
 * Axis limits. They are round numbers, change only outwards, in one step, and never because of a single outlier:
 * extents are those of the running median of three, so a lone spike does not count and a new high counts once
 * the next sample confirms it. A diverging loss moves a log axis by at most two decades.
 */
import type { ChartLine, Domain, LineChartModel, XAxis, YAxis, YKind } from './line-chart-model';

/** Limits of an axis before the first sample. */
export function restDomain(y: Pick<YAxis, 'kind' | 'cutFrom'>): Domain {
  switch (y.kind) {
    case 'log':
      return [0.02, 3];
    case 'linear':
      return [0, 3];
    case 'angle':
      return [0, 120];
    case 'percent':
      return [y.cutFrom ?? 0, 100];
  }
}

/** The union of both; the previous array itself when nothing grew. */
export function growDomain(previous: Domain | null, extent: Domain): Domain {
  if (previous === null) return extent;
  if (extent[0] >= previous[0] && extent[1] <= previous[1]) return previous;
  return [Math.min(previous[0], extent[0]), Math.max(previous[1], extent[1])];
}

/** Lowest and highest value of a line after a running median of three, from index `start` on; null without values. */
export function robustExtent(
  line: Pick<ChartLine, 'value' | 'length'>,
  kind: YKind,
  start = 0,
): Domain | null {
  const { value, length } = line;
  const least = kind === 'log' ? Number.MIN_VALUE : Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let a = 0;
  let b = 0;
  let count = 0;
  for (let index = start; index < length; index++) {
    const c = value[index] as number;
    if (!(c >= least && c < Number.POSITIVE_INFINITY && c > Number.NEGATIVE_INFINITY)) continue;
    count++;
    // The middle one of the last three.
    const middle = a < b ? (c < a ? a : c > b ? b : c) : c < b ? b : c > a ? a : c;
    const taken = count <= 2 ? c : middle;
    if (taken < low) low = taken;
    if (taken > high) high = taken;
    a = b;
    b = c;
  }
  return count === 0 ? null : [low, high];
}

/** Lowest and highest value of a line; null without values that the axis can show. */
function fullExtent({ value, length }: Pick<ChartLine, 'value' | 'length'>, kind: YKind): Domain | null {
  const least = kind === 'log' ? 0 : Number.NEGATIVE_INFINITY;
  const shown = value.subarray(0, length).filter((each) => each > least && each < Number.POSITIVE_INFINITY);
  return shown.length === 0 ? null : [Math.min(...shown), Math.max(...shown)];
}

const LOG_STEPS = [1, 2, 3, 5, 10];

/** The largest of 1, 2, 3, 5 × 10^k that is at most the value (`down`), or the smallest that is at least. */
export function roundLog(value: number, down: boolean): number {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const tolerance = 1 + 1e-6;
  const found = down
    ? LOG_STEPS.findLast((step) => step * decade <= value * tolerance)
    : LOG_STEPS.find((step) => step * decade >= value / tolerance);
  return Number(((found ?? 1) * decade).toPrecision(2));
}

/** The smallest of 1, 2, 3, 5 × 10^k at or above a positive value: upper limits of linear axes. */
function roundUp(value: number): number {
  return value > 0 ? roundLog(value, false) : 1;
}

function logDomain(extents: readonly Domain[], lines: readonly ChartLine[]): Domain {
  const starts = lines
    .map((line) => line.value[0] ?? 0)
    .filter((value) => Number.isFinite(value) && value > 0);
  const cap = starts.length > 0 ? 100 * Math.max(...starts) : Number.POSITIVE_INFINITY;
  const high = roundLog(Math.min(cap, Math.max(...extents.map((extent) => extent[1]))), false);
  const lowest = Math.min(...extents.map((extent) => extent[0]));
  return [Math.min(roundLog(lowest / 1.3, true), roundLog((high / 150) * 1.01, true)), high];
}

function linearDomain(extents: readonly Domain[]): Domain {
  const low = Math.min(...extents.map((extent) => extent[0]));
  const high = Math.max(...extents.map((extent) => extent[1]));
  // Zeros alone still need an axis.
  return [low < 0 ? -roundUp(-low) : 0, high > 0 || low >= 0 ? roundUp(high) : 0];
}

const CUTS = [95, 90, 80, 50, 0];

/** Before so many steps, or one epoch, a low accuracy says nothing about where the axis should be cut. */
const SETTLING_STEPS = 200;

/** An axis cut at `cutFrom` opens downwards once a line is still below it after it had time to rise. */
function percentDomain(lines: readonly ChartLine[], x: XAxis, cutFrom: number): Domain {
  const settled = Math.min(x.stepsPerEpoch, SETTLING_STEPS);
  let low = cutFrom;
  for (const line of lines) {
    let start = 0;
    while (start < line.length && (line.step[start] ?? 0) < settled) start++;
    const extent = robustExtent(line, 'percent', start);
    if (extent === null) continue;
    const cut = CUTS.find((candidate) => candidate <= extent[0] * 100 + 1e-6) ?? 0;
    low = Math.min(low, cut);
  }
  return [low, 100];
}

/**
 * The limits to draw with from now on, given those drawn with before (null at first and after a reset).
 * Keep the result and pass it as `y.domain`. Null while there is no sample.
 */
export function fitDomain(
  model: { readonly x: XAxis; readonly y: Omit<YAxis, 'domain'>; readonly lines: readonly ChartLine[] },
  previous: Domain | null,
): Domain | null {
  const { lines, y, x } = model;
  const extentOf = y.isExact ? fullExtent : robustExtent;
  const extents = lines.map((line) => extentOf(line, y.kind)).filter((extent) => extent !== null);
  if (extents.length === 0) return previous;
  switch (y.kind) {
    case 'angle':
      return growDomain(previous, [0, extents.some((extent) => extent[1] > 120) ? 180 : 120]);
    case 'percent':
      return growDomain(previous, percentDomain(lines, x, y.cutFrom ?? 0));
    case 'log':
      return growDomain(previous, logDomain(extents, lines));
    case 'linear':
      return growDomain(previous, linearDomain(extents));
  }
}

/** ", from 80" for the unit of a cut percent axis, else empty. */
export function unitSuffix(model: Pick<LineChartModel, 'y'>): string {
  const [low] = model.y.domain ?? restDomain(model.y);
  return model.y.kind === 'percent' && low > 0 ? `, from ${low}` : '';
}
