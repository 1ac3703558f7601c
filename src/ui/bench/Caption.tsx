import { PRESETS } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';
import { armNames } from '../arms/arm-names';
import { FocusFormula } from '../why/FocusFormula';
import { captionWords } from './caption-words';

/** The sentence of the experiment; the focused arm's formula stands beside it while Why is closed. */
export function Caption() {
  const words = useExperiment(({ presetId, spec }) => {
    const { caption, spec: preset } = PRESETS[presetId];
    return captionWords({ caption, arms: preset.arms }, spec.arms, armNames(spec));
  });
  return (
    <div className="caprow">
      <h2 className="cap">{words}</h2>
      <FocusFormula />
    </div>
  );
}
