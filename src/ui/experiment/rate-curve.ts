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

/** "0 to 0.1", "0.1 to 0.001": the ends of the curve; factors ("×1 to ×0.01") where every arm has a rate of its own. */
export function rateEnds(spec: ExperimentSpec, length: RunLength): string {
  const { schedule, rateMode, optimiser } = spec;
  const write = (factor: number): string => {
    const rounded = factor < 1e-4 && schedule.id === 'cosine' ? 0 : Number(factor.toPrecision(3));
    return rateMode === 'perRule'
      ? `×${formatNumber(rounded)}`
      : formatNumber(Number((rounded * optimiser.learningRate).toPrecision(3)));
  };
  const points = rateCurve(schedule, length);
  const first = schedule.warmup > 0 ? 0 : (points[0]?.factor ?? 1);
  return `${write(first)} to ${write(points.at(-1)?.factor ?? 1)}`;
}
