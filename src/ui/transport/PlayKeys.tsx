import { Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { reset, stepBatches, stepEpoch, togglePlay } from '../../store/run';
import { useRun } from '../../store/run-state';
import { Tip } from '../controls/Tip';
import { usePending } from './use-pending';

/** Reset, play or pause, one step. */
export function PlayKeys() {
  return (
    <div className="keys">
      <ResetKey />
      <PlayKey />
      <Tip text="Step: one batch. One epoch with Shift." keys="→">
        <button
          type="button"
          className="btn sq"
          aria-label="Step one batch"
          onClick={(event) => (event.shiftKey ? stepEpoch() : stepBatches(1))}
        >
          <StepForward aria-hidden="true" />
        </button>
      </Tip>
    </div>
  );
}

function ResetKey() {
  const pending = usePending();
  if (pending === 0) {
    return (
      <Tip text="Back to step 0, same seed" keys="R">
        <button type="button" className="btn sq" aria-label="Reset" onClick={reset}>
          <RotateCcw aria-hidden="true" />
        </button>
      </Tip>
    );
  }
  const words = `to apply ${pending === 1 ? '1 change' : `${pending} changes`}`;
  return (
    <button type="button" className="btn pending" aria-label={`Reset ${words}`} onClick={reset}>
      <RotateCcw aria-hidden="true" />
      <span className="long">Reset {words}</span>
    </button>
  );
}

function PlayKey() {
  const isPlaying = useRun((state) => state.isPlaying);
  const isFinished = useRun(
    (state) => !state.isPlaying && state.liveStep > 0 && state.liveStep >= state.totalSteps,
  );
  const hasData = useRun((state) => state.dataset !== null);
  const why = isFinished ? 'All epochs are done. Reset, or raise Stop at epoch.' : 'Train every arm';
  return (
    <Tip text={isPlaying ? 'Pause all arms at the same step' : why} keys="Space">
      <button
        type="button"
        className="btn pri"
        id="play"
        aria-disabled={isFinished || !hasData}
        onClick={togglePlay}
      >
        {isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        <span>{isPlaying ? 'Pause' : 'Play'}</span>
      </button>
    </Tip>
  );
}
