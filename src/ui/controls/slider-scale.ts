/**
 * Values ↔ positions of a slider's knob. Positions run from 0 to 1000; stops are round numbers:
 * multiples of the step on a linear scale, 1 1.2 1.5 2 … 9 per decade on a logarithmic one.
 */

export interface ScaleLimits {
  readonly min: number;
  readonly max: number;
  /** 'log0' is logarithmic with an extra stop at 0. */
  readonly scale: 'linear' | 'log' | 'log0';
  /** Distance of stops on a linear scale. */
  readonly step: number;
  readonly isInteger: boolean;
}

export interface SliderScale {
  /** 0 to POSITIONS, clamped. */
  toPosition(value: number): number;
  /** The stop nearest to a position. */
  toStop(position: number): number;
  /** The value `count` stops up (or down, if negative) from any value. */
  move(value: number, count: number): number;
  /** Values that are named under the track: both ends and, on logarithmic scales, decades between them. */
  readonly ticks: readonly number[];
}

export const POSITIONS = 1000;
/** Part of a log0 track that lies between 0 and the smallest power. */
const ZERO_GAP = 80;
/** A log0 scale begins this many decades below its maximum. */
const LOG0_DECADES = 6;
const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9];

const roundTo12 = (value: number): number => Number(value.toPrecision(12));

function linearStops({ min, max, step }: ScaleLimits): number[] {
  const stops: number[] = [];
  for (let index = 0; min + index * step <= max + step * 1e-9; index++)
    stops.push(roundTo12(min + index * step));
  return stops;
}

function logStops(min: number, max: number, isInteger: boolean): number[] {
  const stops: number[] = [];
  for (let decade = Math.floor(Math.log10(min)); decade <= Math.log10(max); decade++) {
    for (const mantissa of MANTISSAS) {
      const value = Number(`${mantissa}e${decade}`);
      if (value >= min && value <= max && (!isInteger || Number.isInteger(value))) stops.push(value);
    }
  }
  return stops;
}

/** Both ends, and decades as far apart as fits three labels between them. */
function decadeTicks(min: number, max: number): number[] {
  const first = Math.ceil(Math.log10(min) + 1e-9);
  const last = Math.floor(Math.log10(max) - 1e-9);
  const spacing = Math.max(1, Math.ceil((last - first + 1) / 3));
  const decades: number[] = [];
  for (let decade = last; decade >= first; decade -= spacing) decades.unshift(Number(`1e${decade}`));
  const span = Math.log10(max / min);
  const isClear = (value: number): boolean =>
    Math.log10(value / min) / span > 0.3 && Math.log10(max / value) / span > 0.15;
  return [min, ...decades.filter(isClear), max];
}

/** The scale of a slider between two limits. */
export function createSliderScale(limits: ScaleLimits): SliderScale {
  const { min, max, scale, isInteger } = limits;
  const low = scale === 'log0' ? max / 10 ** LOG0_DECADES : min;
  const start = scale === 'log0' ? ZERO_GAP : 0;
  const toPosition = (value: number): number => {
    if (scale === 'linear') return clampPosition(((value - min) / (max - min)) * POSITIONS);
    if (value < low) return 0;
    return clampPosition(start + (Math.log(value / low) / Math.log(max / low)) * (POSITIONS - start));
  };
  const inner = scale === 'linear' ? linearStops(limits) : logStops(low, max, isInteger);
  const stops = [...new Set([min, ...inner, max])].sort((a, b) => a - b);
  return {
    toPosition,
    toStop(position) {
      let nearest = min;
      for (const stop of stops) {
        if (Math.abs(toPosition(stop) - position) < Math.abs(toPosition(nearest) - position)) nearest = stop;
      }
      return nearest;
    },
    move(value, count) {
      if (count === 0) return value;
      const ahead = stops.filter((stop) =>
        count > 0 ? stop > value * (1 + 1e-12) : stop < value * (1 - 1e-12),
      );
      if (count < 0) ahead.reverse();
      return ahead[Math.min(Math.abs(count), ahead.length) - 1] ?? (count > 0 ? max : min);
    },
    ticks:
      scale === 'linear'
        ? [min, max]
        : scale === 'log0'
          ? [0, ...decadeTicks(low, max).slice(1)]
          : decadeTicks(min, max),
  };
}

function clampPosition(position: number): number {
  return Math.min(POSITIONS, Math.max(0, position));
}
