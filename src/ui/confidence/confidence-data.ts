/**
 * Loss and accuracy of each arm, joined by step: what the Confidence view draws and talks about.
 */

import { shortEpoch } from '../../charts/number-words';
import type {
  TrajectoryDomain,
  TrajectoryLine,
  TrajectoryMark,
  TrajectoryModel,
} from '../../charts/trajectory-model';
import { fitTrajectory } from '../../charts/trajectory-scale';
import { useRun } from '../../store/run-state';
import { type Column, columnOf } from '../../store/series';
import { useView } from '../../store/view';
import type { BenchContext } from '../bench/line-sources';
import { ruleName } from '../bench/rule-name';
import type { ArmView } from '../bench/use-arms';

/** Samples that both columns have, in order; a loss of 0 is kept, values that are not finite are left out. */
export function joinColumns(
  loss: Column | undefined,
  accuracy: Column | undefined,
): Pick<TrajectoryLine, 'step' | 'loss' | 'accuracy'> {
  const joined = { step: [] as number[], loss: [] as number[], accuracy: [] as number[] };
  if (!loss || !accuracy) return joined;
  for (let a = 0, b = 0; a < loss.length && b < accuracy.length; ) {
    const [lossStep = 0, accuracyStep = 0] = [loss.step[a], accuracy.step[b]];
    const [lossValue = Number.NaN, accuracyValue = Number.NaN] = [loss.value[a], accuracy.value[b]];
    if (lossStep === accuracyStep && Number.isFinite(lossValue) && Number.isFinite(accuracyValue)) {
      joined.step.push(lossStep);
      joined.loss.push(lossValue);
      joined.accuracy.push(accuracyValue);
    }
    if (lossStep <= accuracyStep) a++;
    if (accuracyStep <= lossStep) b++;
  }
  return joined;
}

/** The way of every arm that has been measured. */
export function trajectoryLines(arms: readonly ArmView[]): TrajectoryLine[] {
  return arms
    .map(({ slot, name, stoppedAt }) => ({
      slot,
      arm: name,
      hasStopped: stoppedAt !== null,
      ...joinColumns(columnOf(slot, 'testLoss'), columnOf(slot, 'testAccuracy')),
    }))
    .filter(({ step }) => step.length > 0);
}

/** Loss in nats of giving every class the same probability; null where the loss is not that over classes. */
export function guessingNats({
  spec,
  isRegression,
}: Pick<BenchContext, 'spec' | 'isRegression'>): number | null {
  const classes = useRun.getState().dataset?.outputs ?? 0;
  return spec.loss === 'softmax-cross-entropy' && !isRegression && classes > 1 ? Math.log(classes) : null;
}

function switches(arms: readonly ArmView[], stepsPerEpoch: number): TrajectoryMark[] {
  return arms.flatMap(({ slot, marks }) =>
    marks.map(({ step, to, toLayers }) => ({
      slot,
      step,
      label: `${ruleName(to, toLayers)} from epoch ${shortEpoch(step, stepsPerEpoch)}`,
    })),
  );
}

/** Axis limits remembered from frame to frame; they start afresh after a reset. */
export function createTrajectoryMemory(): (lines: readonly TrajectoryLine[]) => TrajectoryDomain {
  let last = -1;
  let domain: TrajectoryDomain | null = null;
  return (lines) => {
    const newest = Math.max(-1, ...lines.map(({ step }) => step.at(-1) ?? -1));
    if (newest < last || newest <= 0) domain = null;
    last = newest;
    domain = fitTrajectory(lines, domain);
    return domain;
  };
}

/** The trajectories at this moment; `domainOf` says within which limits. */
export function trajectoryModel(
  context: BenchContext,
  domainOf: (lines: readonly TrajectoryLine[]) => TrajectoryDomain,
): TrajectoryModel {
  const { hover, playhead } = useView.getState();
  const { stepsPerEpoch } = useRun.getState();
  const lines = trajectoryLines(context.arms);
  return {
    lines,
    domain: domainOf(lines),
    stepsPerEpoch,
    step: hover ?? playhead,
    guessingNats: guessingNats(context),
    marks: switches(context.arms, stepsPerEpoch),
    empty: 'Press Play to record.',
  };
}
