import { answersClasses } from '../../spec/dataset';
import type { Slot } from '../../spec/spec';
import { useRun } from '../../store/run-state';
import { valueNear } from '../../store/series';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { scoreText } from './arm-words';

interface ArmScoreProps {
  readonly slot: Slot;
}

/** Test accuracy (or error) of an arm at the step that the page shows. */
export function ArmScore({ slot }: ArmScoreProps) {
  useLiveTick();
  const step = useViewStep();
  const isRegression = useRun(
    ({ applied, dataset }) => dataset !== null && !answersClasses(applied, dataset),
  );
  const stoppedAt = useRun((state) => {
    const status = state.arms[slot]?.status;
    return status?.kind === 'diverged' ? status.step : null;
  });
  const isPast = stoppedAt !== null && step >= stoppedAt;
  const value = isPast ? Number.NaN : valueNear(slot, isRegression ? 'testError' : 'testAccuracy', step);
  return (
    <>
      <b>{scoreText(value, isRegression)}</b>
      <span>{isRegression ? 'test error' : 'test'}</span>
    </>
  );
}
