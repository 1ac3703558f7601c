import { useExperiment } from '../../store/experiment';
import { AddRule } from './AddRule';
import { ArmChip } from './ArmChip';
import { RateMode } from './RateMode';
import { useArmNames } from './use-arm-names';

/** The arms of the experiment. */
export function ArmsRow() {
  const arms = useExperiment((state) => state.spec.arms);
  const names = useArmNames();
  return (
    <section className="arms" aria-label="Arms" data-count={arms.length}>
      {arms.map((arm, index) => (
        <ArmChip key={arm.slot} arm={arm} name={names[index] ?? ''} keyNumber={index + 1} />
      ))}
      <AddRule />
      <RateMode />
    </section>
  );
}
