import { Trash2 } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useId } from 'react';
import { ACTIVATIONS } from '../../spec/catalogue';
import { LAYER_LIMITS } from '../../spec/fields';
import type { DenseLayerSpec } from '../../spec/spec';
import { FieldFrame } from '../controls/FieldFrame';
import { NumberInput } from '../controls/NumberInput';
import { NumberSlider } from '../controls/NumberSlider';
import { PopPanel } from '../controls/PopPanel';
import { Segmented } from '../controls/Segmented';
import { createSliderScale } from '../controls/slider-scale';
import { useTypedNumber } from '../controls/use-typed-number';
import { activationWord } from './layer-chips';

interface LayerChipProps {
  readonly layer: DenseLayerSpec;
  readonly name: string;
  onChange(layer: DenseLayerSpec): void;
  onRemove(): void;
}

/** A hidden layer that opens to be edited. */
export function LayerChip({ layer, name, onChange, onRemove }: LayerChipProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        className="chip"
        aria-label={`${name}: ${layer.units} units, ${activationWord(layer.activation)}`}
      >
        <b>{layer.units}</b>
        <span>{activationWord(layer.activation)}</span>
      </Popover.Trigger>
      <PopPanel label={name} align="center">
        <h2>{name}</h2>
        <UnitsField units={layer.units} onChange={(units) => onChange({ ...layer, units })} />
        <ActivationField layer={layer} onChange={onChange} />
        <div className="btns">
          <Popover.Close className="btn" onClick={onRemove}>
            <Trash2 aria-hidden="true" />
            Remove layer
          </Popover.Close>
        </div>
      </PopPanel>
    </Popover.Root>
  );
}

const UNITS_SCALE = createSliderScale({
  min: LAYER_LIMITS.minUnits,
  max: LAYER_LIMITS.maxUnits,
  scale: 'log',
  step: 1,
  isInteger: true,
});

interface UnitsFieldProps {
  readonly units: number;
  onChange(units: number): void;
}

function UnitsField({ units, onChange }: UnitsFieldProps) {
  const id = useId();
  const { minUnits: min, maxUnits: max } = LAYER_LIMITS;
  const typed = useTypedNumber({
    value: units,
    min,
    max,
    isInteger: true,
    isGrouped: false,
    noun: 'units',
    onChange,
    move: (value, count) => Math.min(max, Math.max(min, value + count)),
  });
  return (
    <FieldFrame
      id={id}
      label="Units"
      help="How many numbers this layer has to say something in."
      problem={typed.problem}
      value={<NumberInput typed={typed} label="Units, typed" />}
    >
      <NumberSlider
        value={units}
        scale={UNITS_SCALE}
        defaultValue={null}
        label="Units"
        describedBy={`${id}-help`}
        onChange={onChange}
      />
    </FieldFrame>
  );
}

interface ActivationFieldProps {
  readonly layer: DenseLayerSpec;
  onChange(layer: DenseLayerSpec): void;
}

function ActivationField({ layer, onChange }: ActivationFieldProps) {
  const id = useId();
  const help = ACTIVATIONS.find((choice) => choice.id === layer.activation)?.help ?? '';
  return (
    <FieldFrame id={id} label="Activation" help={help} isHelpShown>
      <Segmented
        value={layer.activation}
        options={ACTIVATIONS.map((choice) => ({ id: choice.id, name: choice.name }))}
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        onChange={(activation) => onChange({ ...layer, activation })}
      />
    </FieldFrame>
  );
}
