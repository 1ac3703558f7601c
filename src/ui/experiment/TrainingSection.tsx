import { Dices } from 'lucide-react';
import type { FieldKey } from '../../spec/field';
import { FIELDS } from '../../spec/fields';
import { useExperiment } from '../../store/experiment';
import { More } from '../controls/More';
import { SegmentedField } from '../controls/SegmentedField';
import { SliderField } from '../controls/SliderField';
import { StepperField } from '../controls/StepperField';
import { SwitchField } from '../controls/SwitchField';
import { Tip } from '../controls/Tip';
import { ArmRates } from './ArmRates';
import { BatchField } from './BatchField';
import { ScheduleFields } from './ScheduleFields';

const OPTIMISER_NUMBERS: readonly FieldKey[] = [
  'momentum',
  'decay',
  'beta1',
  'beta2',
  'epsilon',
  'weightDecay',
];
const PROBES: readonly FieldKey[] = ['probeAngles', 'probeRdms', 'probeNorms'];
const SEEDS = 1_000_000;

/** Loss, optimiser, learning rates and their schedule, batch, length, seed, and what is measured. */
export function TrainingSection() {
  return (
    <section aria-label="Training">
      <SegmentedField field="loss" layout="grid" />
      <SegmentedField field="optimiser" layout="grid" />
      <OptimiserNumbers />
      <SliderField field="learningRate" isHelpShown hasTicks />
      <ArmRates />
      <ScheduleFields />
      <BatchField />
      <div className="two">
        <StepperField field="epochs" noun="epochs" />
        <StepperField field="seed" isGrouped={false} button={<Dice />} />
      </div>
      <p className="help">{FIELDS.seed.help}</p>
      <More label="Measurements">
        {PROBES.map((key) => (
          <SwitchField key={key} field={key} />
        ))}
        <p className="help">Switching one off makes training faster, never different.</p>
      </More>
    </section>
  );
}

function OptimiserNumbers() {
  const keys = useExperiment(({ spec }) =>
    OPTIMISER_NUMBERS.filter((key) => FIELDS[key].applies(spec)).join(' '),
  );
  return (
    <More label="More">
      {OPTIMISER_NUMBERS.filter((key) => keys.split(' ').includes(key)).map((key) => (
        <SliderField key={key} field={key} />
      ))}
    </More>
  );
}

function Dice() {
  const roll = (): void => {
    const { spec, setField } = useExperiment.getState();
    const seed = Math.floor(Math.random() * (SEEDS - 1));
    setField('seed', seed >= spec.seed ? seed + 1 : seed);
  };
  return (
    <Tip text="Draw another seed" side="top">
      <button type="button" aria-label="Draw another seed" onClick={roll}>
        <Dices aria-hidden="true" />
      </button>
    </Tip>
  );
}
