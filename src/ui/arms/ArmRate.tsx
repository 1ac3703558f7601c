import type { ReactNode } from 'react';
import { FIELDS } from '../../spec/fields';
import { type ArmSpec, learningRateOf } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { TRACKS } from '../controls/SliderField';
import { NumberParam } from './NumberParam';

interface ArmRateProps {
  readonly arm: ArmSpec;
  readonly label: string;
  readonly mark?: ReactNode;
  readonly isCompact?: boolean;
}

/** The learning rate of one arm; put back, it is the one of all arms again. */
export function ArmRate({ arm, label, mark, isCompact = false }: ArmRateProps) {
  const rate = useExperiment((state) => learningRateOf(state.spec, arm));
  const common = useExperiment((state) => state.spec.optimiser.learningRate);
  const field = FIELDS.learningRate;
  if (field.kind !== 'number') return null;
  const { min, max, scale, step } = field;
  const { setArmRate } = useExperiment.getState();
  return (
    <NumberParam
      label={label}
      mark={mark}
      unit=""
      help="Of this arm alone. You can change it while training."
      isCompact={isCompact}
      value={rate}
      defaultValue={common}
      limits={{ min, max, scale, step, isInteger: false }}
      {...(TRACKS.learningRate && { track: TRACKS.learningRate })}
      onRestore={() => setArmRate(arm.slot, null)}
      onChange={(value) => setArmRate(arm.slot, value)}
    />
  );
}
