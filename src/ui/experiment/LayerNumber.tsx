import { useId, useMemo } from 'react';
import { FieldFrame } from '../controls/FieldFrame';
import { NumberInput } from '../controls/NumberInput';
import { NumberSlider } from '../controls/NumberSlider';
import { createSliderScale } from '../controls/slider-scale';
import { useTypedNumber } from '../controls/use-typed-number';

interface LayerNumberProps {
  readonly label: string;
  readonly unit?: string;
  readonly help: string;
  readonly value: number;
  readonly range: { min: number; max: number; scale: 'linear' | 'log'; step: number };
  onChange(value: number): void;
}

/** A whole number of a layer: slider and typed. */
export function LayerNumber({ label, unit = '', help, value, range, onChange }: LayerNumberProps) {
  const id = useId();
  const { min, max, scale: kind, step } = range;
  const scale = useMemo(
    () => createSliderScale({ min, max, scale: kind, step, isInteger: true }),
    [min, max, kind, step],
  );
  const typed = useTypedNumber({
    value,
    min,
    max,
    isInteger: true,
    isGrouped: false,
    noun: label.toLowerCase(),
    onChange,
    move: (from, count) => Math.min(max, Math.max(min, from + count)),
  });
  return (
    <FieldFrame
      id={id}
      label={label}
      help={help}
      problem={typed.problem}
      value={<NumberInput typed={typed} label={`${label}, typed`} unit={unit} />}
    >
      <NumberSlider
        value={value}
        scale={scale}
        defaultValue={null}
        label={label}
        describedBy={`${id}-help`}
        onChange={onChange}
      />
    </FieldFrame>
  );
}
