/**
 * The learning rate over a whole run, for the small picture beside the schedule and the words with it.
 */
import { type RunLength, rateFactor } from '../../spec/schedule';
import type { ExperimentSpec, ScheduleSpec } from '../../spec/spec';
import { formatNumber } from '../controls/number-format';

/** Columns of the picture. */
const COLUMNS = 200;

export interface RatePoint {
  /** 0 at the first step, 1 at the last. */
  readonly part: number;
  /** What the learning rate is multiplied by there. */
  readonly factor: number;
}

/** The factor along the run, first and last step included. */
export function rateCurve(schedule: ScheduleSpec, length: RunLength): RatePoint[] {
  const last = Math.max(1, length.totalSteps - 1);
  const columns = Math.min(COLUMNS, last);
  return Array.from({ length: columns + 1 }, (_, column) => {
    const part = column / columns;
    return { part, factor: rateFactor(schedule, Math.round(part * last), length) };
  });
}

/** Whether the schedule changes the rate at all. */
export function isFlat({ id, warmup }: ScheduleSpec): boolean {
  return id === 'constant' && warmup === 0;
}

/** A path through the points in a box of the given size, the largest factor (at least 1) at the top. */
export function ratePath(points: readonly RatePoint[], width: number, height: number): string {
  const top = Math.max(1, ...points.map(({ factor }) => factor));
  return points
    .map(({ part, factor }, index) => {
      const x = (part * width).toFixed(1);
      const y = (height - (factor / top) * height).toFixed(1);
      return `${index === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join('');
}

/** "0.1 to 0.001", "0 to 0.1 to 0": where the rate begins, its peak after a warm-up, and where it ends. */
export function rateWords(spec: ExperimentSpec, length: RunLength): string {
  const { schedule, rateMode, optimiser } = spec;
  const write = (factor: number): string => {
    // Half a cosine ends next to nothing, not at nothing.
    const rounded = factor < 1e-4 && schedule.id === 'cosine' ? 0 : Number(factor.toPrecision(3));
    return rateMode === 'perRule'
      ? `×${formatNumber(rounded)}`
      : formatNumber(Number((rounded * optimiser.learningRate).toPrecision(3)));
  };
  const factors = rateCurve(schedule, length).map(({ factor }) => factor);
  const peak = write(Math.max(...factors));
  const parts = schedule.warmup > 0 ? [write(0), peak] : [write(factors[0] ?? 1)];
  const last = write(factors.at(-1) ?? 1);
  return [...parts, ...(parts.at(-1) === last ? [] : [last])].join(' to ');
}
