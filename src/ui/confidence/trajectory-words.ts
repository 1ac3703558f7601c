/**
 * The trajectories' numbers as text.
 */
import { formatReading } from '../../charts/samples';
import { sampleAt, type TrajectoryLine, type TrajectoryModel } from '../../charts/trajectory-model';

/** Loss and accuracy of a line at the last sample at or before a step; null before the first. */
export function lossAndAccuracy(
  line: TrajectoryLine,
  step: number,
): { readonly step: number; readonly loss: string; readonly accuracy: string } | null {
  const index = sampleAt(line, step);
  if (index < 0) return null;
  return {
    step: line.step[index] ?? 0,
    loss: formatReading('log', line.loss[index] ?? null),
    accuracy: formatReading('percent', line.accuracy[index] ?? null),
  };
}

/** "Loss against accuracy: BP 0.101 at 97.0 %, FA 0.140 at 96.1 %." */
export function spokenTrajectory({ lines, step }: Pick<TrajectoryModel, 'lines' | 'step'>): string {
  const values = lines.flatMap((line) => {
    const at = lossAndAccuracy(line, step ?? Number.POSITIVE_INFINITY);
    return at ? [`${line.arm} ${at.loss} at ${at.accuracy}`] : [];
  });
  return values.length === 0
    ? 'Loss against accuracy: nothing recorded yet.'
    : `Loss against accuracy: ${values.join(', ')}.`;
}
