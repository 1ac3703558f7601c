import { useSyncExternalStore } from 'react';
import { useRun } from '../store/run-state';
import { useView } from '../store/view';
import { subscribeTick, tickedLiveStep } from './live-tick';

/** The step that the page shows at this moment: under the pointer, else at the playhead, else the live end. */
export function viewStepNow(): number {
  const { hover, playhead } = useView.getState();
  return hover ?? playhead ?? useRun.getState().liveStep;
}

function subscribe(listener: () => void): () => void {
  const endTick = subscribeTick(listener);
  const endView = useView.subscribe((state, previous) => {
    if (state.hover !== previous.hover || state.playhead !== previous.playhead) listener();
  });
  return () => {
    endTick();
    endView();
  };
}

/** The same for React: the pointer at once, the live end at the pace of live-tick.ts. */
export function useViewStep(): number {
  return useSyncExternalStore(subscribe, () => {
    const { hover, playhead } = useView.getState();
    return hover ?? playhead ?? tickedLiveStep();
  });
}
