/**
 * What confidence-words.ts wants to know of each arm, up to the moment shown.
 */
import { sampleAt } from '../../charts/trajectory-model';
import { valueNear } from '../../store/series';
import type { ArmView } from '../bench/use-arms';
import { trajectoryLines } from './confidence-data';
import type { ConfidenceFacts } from './confidence-words';

/** The facts of every arm that was measured at or before a step. */
export function confidenceFacts(arms: readonly ArmView[], step: number): ConfidenceFacts[] {
  return trajectoryLines(arms).flatMap((line) => {
    const end = sampleAt(line, step) + 1;
    if (end === 0) return [];
    const loss = line.loss.slice(0, end);
    const lowest = loss.indexOf(Math.min(...loss));
    return [
      {
        arm: line.arm,
        step: line.step.slice(0, end),
        loss,
        accuracy: line.accuracy.slice(0, end),
        logitScaleNow: valueNear(line.slot, 'logitScale', step),
        logitScaleAtBest: valueNear(line.slot, 'logitScale', line.step[lowest] ?? 0),
      },
    ];
  });
}
