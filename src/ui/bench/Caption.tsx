import { PRESETS } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';
import { FocusFormula } from '../why/FocusFormula';

/** The sentence of the experiment; the focused arm's formula stands beside it while Why is closed. */
export function Caption() {
  const presetId = useExperiment((state) => state.presetId);
  return (
    <div className="caprow">
      <h2 className="cap">{PRESETS[presetId].caption}</h2>
      <FocusFormula />
    </div>
  );
}
