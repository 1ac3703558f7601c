/**
 * Where a trajectory lies: loss on a log axis against accuracy, whose axis is logarithmic in the errors that are left,
 *   x = −ln(1 − accuracy),   y = ln(loss)
 * so that 90, 99 and 99.9 % are equally far apart, and points whose wrong answers cost the same on average,
 * loss = k (1 − accuracy), lie on a straight line.
 */
import { fitDomain, restDomain } from './domains';
import { GUTTER } from './frame';
import type { Size } from './svg';
import type { Theme } from './theme';
import type { TrajectoryDomain, TrajectoryLine } from './trajectory-model';

/** Accuracy ticks, percent. */
const TICKS = [0, 50, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99];
const LEAST_ERRORS = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001];
const FIRST_LEAST_ERROR = 0.02;
/** Room under the plot for two lines of small type, in design pixels. */
const BOTTOM = 36;

/** The limits to draw with from now on, given those drawn with before. */
export function fitTrajectory(
  lines: readonly TrajectoryLine[],
  previous: TrajectoryDomain | null,
): TrajectoryDomain {
  let leastError = previous?.leastError ?? FIRST_LEAST_ERROR;
  for (const { accuracy } of lines) {
    for (const value of accuracy) {
      const error = 1 - value;
      if (error > 0 && error < leastError) {
        leastError = LEAST_ERRORS.find((limit) => limit <= error * 1.0001) ?? 0.0001;
      }
    }
  }
  const asLines = lines.map(({ slot, arm, step, loss }) => ({
    slot,
    arm,
    part: '',
    kind: 'test' as const,
    step: Uint32Array.from(step),
    value: Float32Array.from(loss),
    length: loss.length,
  }));
  const x = { epochs: 1, stepsPerEpoch: 1, scale: 'linear' as const };
  const fitted = fitDomain({ x, y: { kind: 'log' }, lines: asLines }, previous?.loss ?? null);
  const loss = fitted ?? restDomain({ kind: 'log' });
  if (previous && loss === previous.loss && leastError === previous.leastError) return previous;
  return { loss, leastError };
}

/** A plot of both axes in CSS pixels. */
export interface TrajectoryPlot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Of an accuracy as a fraction. */
  readonly x: (accuracy: number) => number;
  /** Of a loss; what the axis cannot show is drawn at its edge. */
  readonly y: (loss: number) => number;
  /** Percent. */
  readonly xTicks: readonly number[];
}

/** The plot for limits and a size. */
export function trajectoryPlot(
  { loss: [low, high], leastError }: TrajectoryDomain,
  theme: Theme,
  size: Size,
): TrajectoryPlot {
  const { unit } = theme;
  const left = GUTTER.left * unit;
  const right = Math.max(left + 1, size.width - GUTTER.right * unit);
  const top = GUTTER.top * unit;
  const bottom = Math.max(top + 1, size.height - BOTTOM * unit);
  const pxPerFoldX = (right - left) / -Math.log(leastError);
  const pxPerFoldY = (bottom - top) / Math.log(high / low);
  const x = (accuracy: number): number =>
    left - Math.log(Math.min(1, Math.max(leastError, 1 - accuracy))) * pxPerFoldX;
  let lastPx = Number.NEGATIVE_INFINITY;
  const xTicks = TICKS.filter((tick) => {
    if (1 - tick / 100 < leastError * 0.999) return false;
    const px = x(tick / 100);
    if (px - lastPx < 30 * unit) return false;
    lastPx = px;
    return true;
  });
  return {
    left,
    right,
    top,
    bottom,
    x,
    y: (loss) => bottom - Math.log(Math.min(high, Math.max(low, loss)) / low) * pxPerFoldY,
    xTicks,
  };
}
