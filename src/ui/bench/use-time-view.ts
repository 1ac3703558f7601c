import { PRESETS } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';
import { type TimeView, useView } from '../../store/view';
import { hasInside } from './inner-arms';
import type { ArmView } from './use-arms';

/** What the column of time shows: the view's choice, else the view in which the preset's emphasised chart stands. */
export function useTimeView(arms: readonly ArmView[]): TimeView {
  const chosen = useView((state) => state.timeView);
  const presetId = useExperiment((state) => state.presetId);
  if (chosen === 'inside' && !hasInside(arms)) return 'curves';
  return chosen ?? (PRESETS[presetId].emphasis === 'logitScale' ? 'confidence' : 'curves');
}
