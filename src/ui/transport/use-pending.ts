import { changesNeedingReset } from '../../spec/diff';
import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';

/** How many edits wait for a reset; none before the first step, when edits take effect by themselves. */
export function usePending(): number {
  const edited = useExperiment((state) => state.spec);
  return useRun((state) =>
    state.liveStep === 0 && !state.isPlaying ? 0 : changesNeedingReset(state.applied, edited).length,
  );
}
