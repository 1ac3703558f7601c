/**
 * From numbers to colours: the stops of a map interpolated in RGB into 256 colours, and the ways to scale values:
 * linear from 0 to a maximum that panels share, or by percentile rank within a panel. The signed map is symmetric about 0.
 */
import { rgb } from 'd3';

/** 256 colours, row-major `[256, 3]`, each 0–255. */
export type Ramp = Uint8ClampedArray;

/** How values become ramp positions. `sorted` are the finite values of one panel, ascending. */
export type ValueScale =
  | { readonly kind: 'linear'; readonly max: number }
  | { readonly kind: 'signed'; readonly max: number }
  | { readonly kind: 'percentile'; readonly sorted: Float32Array };

/** Any CSS colour in hex or rgb() notation as three bytes. */
export function colourBytes(colour: string): [number, number, number] {
  const { r, g, b } = rgb(colour);
  return [r, g, b];
}

const ramps = new Map<string, Ramp>();

/** The ramp of evenly spaced stops (two or more), interpolated in RGB; the same stops give the same array. */
export function rampOf(stops: readonly string[]): Ramp {
  const key = stops.join();
  const known = ramps.get(key);
  if (known !== undefined) return known;
  const colours = stops.map(colourBytes);
  const ramp = new Uint8ClampedArray(256 * 3);
  for (let entry = 0; entry < 256; entry++) {
    const position = (entry / 255) * (stops.length - 1);
    const index = Math.min(Math.floor(position), stops.length - 2);
    const from = colours[index] ?? [0, 0, 0];
    const to = colours[index + 1] ?? from;
    for (let channel = 0; channel < 3; channel++) {
      const a = from[channel] ?? 0;
      ramp[entry * 3 + channel] = Math.round(a + ((to[channel] ?? a) - a) * (position - index));
    }
  }
  ramps.set(key, ramp);
  return ramp;
}

function countBelow(sorted: Float32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Entry 0–255 of the ramp for a value, clamped at the ends; −1 for a value that is not finite. */
export function rampEntry(value: number, scale: ValueScale): number {
  if (!Number.isFinite(value)) return -1;
  let share: number;
  switch (scale.kind) {
    case 'linear':
      share = scale.max > 0 ? value / scale.max : 0;
      break;
    case 'signed':
      share = scale.max > 0 ? 0.5 + value / (2 * scale.max) : 0.5;
      break;
    case 'percentile':
      share = scale.sorted.length > 1 ? countBelow(scale.sorted, value) / (scale.sorted.length - 1) : 0.5;
  }
  return Math.round(Math.min(Math.max(share, 0), 1) * 255);
}

function finiteSorted(values: Float32Array): Float32Array {
  return values.filter((value) => Number.isFinite(value)).sort();
}

/** Colours by rank within one panel: the p-th percentile gets the colour at p % of the ramp. */
export function percentileScale(values: Float32Array): ValueScale {
  return { kind: 'percentile', sorted: finiteSorted(values) };
}

const ROUND_MAXIMA = [1, 1.5, 2];

/**
 * The maximum that panels share, from the 99th percentile of each: 1, 1.5 or 2 (the range of 1 − Pearson), beyond
 * that rounded up to one digit. It only grows: pass the result back as `previous`.
 */
export function sharedMax(panels: readonly Float32Array[], previous = 0): number {
  let high = previous;
  for (const panel of panels) {
    const sorted = finiteSorted(panel);
    high = Math.max(high, sorted[Math.floor(0.99 * (sorted.length - 1))] ?? 0);
  }
  if (!(high > 0)) return 1;
  if (high <= 2) return ROUND_MAXIMA.find((maximum) => high <= maximum + 1e-6) ?? 2;
  const decade = 10 ** Math.floor(Math.log10(high));
  return Math.ceil(high / decade - 1e-9) * decade;
}

/** Lowest and highest finite value of a panel, for the title of a scale that is not shared; null without any. */
export function rawRange(values: Float32Array): readonly [number, number] | null {
  const sorted = finiteSorted(values);
  const low = sorted[0];
  const high = sorted.at(-1);
  return low === undefined || high === undefined ? null : [low, high];
}
