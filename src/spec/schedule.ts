/**
 * The learning rate over training. Warm-up grows linearly over the first epochs and multiplies whatever the schedule says.
 *   constant  η;  steps  η · factor^⌊epoch / every⌋;  cosine  η · (1 + cos(π · step / total)) / 2
 * Cosine: Loshchilov, Hutter (2017), SGDR, ICLR. Warm-up: Goyal et al. (2017), arXiv:1706.02677.
 */
import type { ScheduleSpec } from './spec';

/** How long a run is. */
export interface RunLength {
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
}

/** What the learning rate of step `step` (from 0) is multiplied by: 0 to 1, or more where `factor` is above 1. */
export function rateFactor(
  { id, warmup, every, factor }: ScheduleSpec,
  step: number,
  { stepsPerEpoch, totalSteps }: RunLength,
): number {
  const warmupSteps = warmup * stepsPerEpoch;
  const warm = warmupSteps === 0 ? 1 : Math.min(1, (step + 1) / warmupSteps);
  if (id === 'constant') return warm;
  if (id === 'steps') return warm * factor ** Math.floor(Math.floor(step / stepsPerEpoch) / every);
  return (warm * (1 + Math.cos((Math.PI * step) / totalSteps))) / 2;
}
