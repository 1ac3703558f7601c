import { PRESETS } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';
import { type TimeView, useView } from '../../store/view';

/** What the column of time shows: the view's choice, else the view in which the preset's emphasised chart stands. */
export function useTimeView(): TimeView {
  const chosen = useView((state) => state.timeView);
  const presetId = useExperiment((state) => state.presetId);
  return chosen ?? (PRESETS[presetId].emphasis === 'logitScale' ? 'confidence' : 'curves');
}
