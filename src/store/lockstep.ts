/**
 * How far each arm may train: arms stay together so that the page always compares them at the same epoch,
 * and an arm that starts late is waited for.
 */

/** What lockstep needs to know of an arm. */
export interface Pace {
  readonly step: number;
  /** False once the arm diverged, failed or is still being opened. */
  readonly isActive: boolean;
  /** 0 before the first measurement. */
  readonly stepsPerSecond: number;
}

/** Arms may be this much wall-clock time apart. */
const LEAD_SECONDS = 0.25;
const FIRST_LEAD = 8;
const LEAST_LEAD = 2;
const MOST_LEAD = 64;

/** Step up to which the arms may train now, or null when no arm is active. */
export function commonGoal(
  arms: readonly Pace[],
  limits: { readonly target: number | null; readonly totalSteps: number; readonly stepsPerEpoch: number },
): number | null {
  const active = arms.filter((arm) => arm.isActive);
  if (active.length === 0) return null;
  if (limits.target !== null) return Math.min(limits.target, limits.totalSteps);
  const slowestStep = Math.min(...active.map((arm) => arm.step));
  const speeds = active.map((arm) => arm.stepsPerSecond).filter((speed) => speed > 0);
  const lead =
    speeds.length === 0
      ? FIRST_LEAD
      : Math.min(
          Math.max(LEAST_LEAD, Math.round(LEAD_SECONDS * Math.min(...speeds))),
          Math.max(MOST_LEAD, Math.round(limits.stepsPerEpoch / 4)),
        );
  return Math.min(limits.totalSteps, slowestStep + lead);
}

/** True when every active arm has arrived. */
export function haveArrived(arms: readonly Pace[], goal: number): boolean {
  return arms.every((arm) => !arm.isActive || arm.step >= goal);
}
