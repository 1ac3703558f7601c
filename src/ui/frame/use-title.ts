import { useEffect } from 'react';
import { PRESETS } from '../../spec/presets';
import { changesFromPreset, useExperiment } from '../../store/experiment';

/** Names the experiment in the window's title. */
export function useTitle(): void {
  const title = useExperiment((state) => {
    const { name } = PRESETS[state.presetId];
    return changesFromPreset(state).length === 0 ? name : `${name}, changed`;
  });
  useEffect(() => {
    document.title = `${title} · Learning Rules Lab`;
  }, [title]);
}
