import { type ChartId, PRESETS } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';
import { useView } from '../../store/view';

/** The one chart that is drawn taller: the view's choice, else the preset's. */
export function useEmphasis(): ChartId {
  const chosen = useView((state) => state.emphasis);
  const presetId = useExperiment((state) => state.presetId);
  return chosen ?? PRESETS[presetId].emphasis;
}
