import { useId, useMemo } from 'react';
import { FieldFrame } from '../controls/FieldFrame';
import { NumberInput } from '../controls/NumberInput';
import { NumberSlider } from '../controls/NumberSlider';
import { formatNumber } from '../controls/number-format';
import { createSliderScale } from '../controls/slider-scale';
import { useTypedNumber } from '../controls/use-typed-number';

interface ArmParamProps {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly value: number;
  readonly defaultValue: number;
  readonly limits: { readonly min: number; readonly max: number; readonly scale: 'linear' | 'log' };
  /** Undoes the change where setting the default would not. */
  onRestore?(): void;
  onChange(value: number): void;
}

/** A number that belongs to one arm. */
export function ArmParam(props: ArmParamProps) {
  const { label, unit, help, value, defaultValue, limits, onRestore, onChange } = props;
  const { min, max, scale: kind } = limits;
  const id = useId();
  const scale = useMemo(
    () => createSliderScale({ min, max, scale: kind, step: (max - min) / 100, isInteger: false }),
    [min, max, kind],
  );
  const typed = useTypedNumber({ value, min, max, isInteger: false, onChange, move: scale.move });
  const undo = onRestore ?? (() => onChange(defaultValue));
  return (
    <FieldFrame
      id={id}
      label={label}
      help={help}
      isHelpShown
      problem={typed.problem}
      change={value === defaultValue ? null : { text: formatNumber(defaultValue), undo }}
      value={<NumberInput typed={typed} label={`${label}, typed`} unit={unit} />}
    >
      <NumberSlider
        value={value}
        scale={scale}
        defaultValue={defaultValue}
        label={label}
        unit={unit}
        describedBy={`${id}-help`}
        hasTicks
        onChange={onChange}
      />
    </FieldFrame>
  );
}
