/**
 * Round tick values: 4–5 on a y axis, decades and their thirds (0.03, 0.1, 0.3 …) on a log axis,
 * and whole epochs (or fractions of a short experiment) along x, thinned to the room there is.
 */
import { ticks } from 'd3';
import type { Domain, YKind } from './line-chart-model';

function logTicks([low, high]: Domain, most: number): number[] {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.ceil(Math.log10(high) - 1e-9);
  const inside = (value: number): boolean => value >= low * 0.999 && value <= high * 1.001;
  const at = (mantissas: readonly number[], every: number): number[] => {
    const values: number[] = [];
    for (let exponent = Math.ceil(first / every) * every; exponent <= last; exponent += every)
      for (const mantissa of mantissas) values.push(Number((mantissa * 10 ** exponent).toPrecision(2)));
    return values.filter(inside);
  };
  const choices = [at([1, 2, 5], 1), at([1, 3], 1), at([1], 1), at([1], 2), at([1], 3), at([1], 5)];
  return choices.find((values) => values.length <= most) ?? at([1], 10);
}

/** Tick values of a y axis with `heightPx` of room at 12-pixel type (both in CSS pixels of the same unit). */
export function yTicks(kind: YKind, domain: Domain, heightPx: number, unit: number): number[] {
  const rows = Math.floor(heightPx / (14 * unit)) + 1;
  const most = Math.max(2, Math.min(5, rows));
  switch (kind) {
    case 'log':
      return logTicks(domain, Math.max(2, Math.min(6, rows)));
    case 'angle':
      if (domain[1] > 120) return most >= 5 ? [0, 45, 90, 135, 180] : [0, 90, 180];
      return most >= 5 ? [0, 30, 60, 90, 120] : [0, 90];
    case 'percent':
    case 'linear':
      return linearTicks(domain, most);
  }
}

function linearTicks([low, high]: Domain, most: number): number[] {
  for (let count = most; count >= 1; count--) {
    const values = ticks(low, high, count);
    if (values.length <= most) return values;
  }
  return [low, high];
}

/** 0.03, 1, 250, 10k: at most four characters where possible. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 0.001)) return value.toExponential(0).replace('e+', 'e');
  if (size >= 10_000) return `${Number((value / 1000).toPrecision(3))}k`;
  return String(Number(value.toPrecision(6)));
}

const EPOCH_STEPS = [0.1, 0.2, 0.5];

/** The smallest of 0.1, 0.2, 0.5, 1, 2, 5, 10 … epochs that is at least `roomPx` wide; whole epochs only if `isWhole`. */
export function epochStep(pxPerEpoch: number, roomPx: number, isWhole = true): number {
  if (!(pxPerEpoch > 0)) return 1;
  if (!isWhole) {
    const found = EPOCH_STEPS.find((step) => step * pxPerEpoch >= roomPx);
    if (found !== undefined) return found;
  }
  for (let decade = 1; decade < 1e9; decade *= 10)
    for (const step of [1, 2, 5]) if (step * decade * pxPerEpoch >= roomPx) return step * decade;
  return 1e9;
}

/** 0, step, 2 step … up to `epochs`, free of rounding noise. */
export function epochTicks(epochs: number, step: number): number[] {
  const count = Math.floor(epochs / step + 1e-6);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** "4", or "3.2" inside an epoch. */
export function formatEpoch(epoch: number): string {
  const tenths = Math.round(epoch * 10);
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
}
