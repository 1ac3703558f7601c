import { useId, useMemo } from 'react';
import type { FieldKey, NumberField } from '../../spec/field';
import { FieldFrame } from './FieldFrame';
import { NumberInput } from './NumberInput';
import { NumberSlider } from './NumberSlider';
import { formatNumber } from './number-format';
import { createSliderScale } from './slider-scale';
import { useNumberField } from './use-field';
import { useTypedNumber } from './use-typed-number';

interface SliderFieldProps {
  readonly field: FieldKey;
  /** Other words than the table's, where the data set has its own: "Points". */
  readonly label?: string;
  readonly noun?: string;
  readonly isHelpShown?: boolean;
  readonly hasTicks?: boolean;
}

/** Useful part of a very wide range; the track widens as soon as a value lies outside. Typing reaches the limits. */
const TRACKS: Partial<Record<FieldKey, readonly [number, number]>> = {
  learningRate: [0.0001, 1],
  initSigma: [0.001, 1],
  epsilon: [1e-10, 0.01],
};

function useScale(field: NumberField, limits: { min: number; max: number }, value: number) {
  const { min, max } = limits;
  const [low, high] = TRACKS[field.key] ?? [min, max];
  const isWide = value < low || value > high;
  return useMemo(
    () =>
      createSliderScale({
        min: isWide ? min : low,
        max: isWide ? max : high,
        scale: field.scale,
        step: field.step,
        isInteger: field.kind === 'integer',
      }),
    [field, min, max, low, high, isWide],
  );
}

/** A number field of the experiment as a slider with an editable value. */
export function SliderField({ field: key, label, noun, isHelpShown, hasTicks }: SliderFieldProps) {
  const id = useId();
  const { field, value, presetValue, isChanged, set, restore, min, max } = useNumberField(key);
  const scale = useScale(field, { min, max }, value);
  const isInteger = field.kind === 'integer';
  const typed = useTypedNumber({
    value,
    min,
    max,
    isInteger,
    noun: noun ?? '',
    onChange: set,
    move: scale.move,
  });
  const name = label ?? field.label;
  return (
    <FieldFrame
      id={id}
      label={name}
      help={field.help}
      isHelpShown={isHelpShown ?? false}
      problem={typed.problem}
      change={isChanged ? { text: formatNumber(presetValue), undo: restore } : null}
      value={
        <NumberInput typed={typed} label={`${name}, typed`} describedBy={`${id}-help`} unit={field.unit} />
      }
    >
      <NumberSlider
        value={value}
        scale={scale}
        defaultValue={presetValue >= min && presetValue <= max ? presetValue : null}
        label={name}
        describedBy={`${id}-help`}
        unit={field.unit}
        hasTicks={hasTicks ?? false}
        onChange={set}
      />
    </FieldFrame>
  );
}
