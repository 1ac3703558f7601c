import { useExperiment } from '../../store/experiment';
import { ArmRate } from '../arms/ArmRate';
import { useArmNames } from '../arms/use-arm-names';
import { LineSample } from '../LineSample';

/** The learning rates of all arms, one under the other; nothing where they share one. */
export function ArmRates() {
  const isPerRule = useExperiment((state) => state.spec.rateMode === 'perRule');
  const arms = useExperiment((state) => state.spec.arms);
  const names = useArmNames();
  if (!isPerRule) return null;
  return (
    <fieldset className="armrates" aria-label="Learning rates of the arms">
      <p className="help">Each arm can have its own. Put back, it follows the one above.</p>
      {arms.map((arm, index) => (
        <ArmRate
          key={arm.slot}
          arm={arm}
          label={names[index] ?? ''}
          mark={<LineSample slot={arm.slot} />}
          isCompact
        />
      ))}
    </fieldset>
  );
}
