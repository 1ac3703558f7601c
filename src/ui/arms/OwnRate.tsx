import { FIELDS } from '../../spec/fields';
import type { ArmSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { formatNumber } from '../controls/number-format';
import { ArmRate } from './ArmRate';

/** The learning rate of one arm among its settings, or how to give it one. */
export function OwnRate({ arm }: { readonly arm: ArmSpec }) {
  const isOwn = useExperiment((state) => state.spec.rateMode === 'perRule');
  const common = useExperiment((state) => state.spec.optimiser.learningRate);
  const { label } = FIELDS.learningRate;
  if (isOwn) return <ArmRate arm={arm} label={label} />;
  return (
    <div className="fld">
      <div className="lb">
        <span className="t">{label}</span>
        <span className="g n">{formatNumber(common)} for all arms</span>
      </div>
      <button
        type="button"
        className="btn line"
        onClick={() => useExperiment.getState().setField('rateMode', 'perRule')}
      >
        Tune it per rule
      </button>
    </div>
  );
}
