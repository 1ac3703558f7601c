import { useId } from 'react';
import type { FieldKey } from '../../spec/field';
import { FieldFrame } from './FieldFrame';
import { NumberInput } from './NumberInput';
import { NumberSlider } from './NumberSlider';
import { formatNumber } from './number-format';
import { useNumberField } from './use-field';
import { useSliderScale } from './use-slider-scale';
import { useTypedNumber } from './use-typed-number';

interface SliderFieldProps {
  readonly field: FieldKey;
  /** Other words than the table's, where the data set has its own: "Points". */
  readonly label?: string;
  readonly noun?: string;
  readonly isHelpShown?: boolean;
  readonly hasTicks?: boolean;
  /** Useful part of the range, where it depends on the experiment. */
  readonly track?: readonly [number, number];
}

/** Useful part of a very wide range; the track widens as soon as a value lies outside. Typing reaches the limits. */
export const TRACKS: Partial<Record<FieldKey, readonly [number, number]>> = {
  learningRate: [0.0001, 1],
  initSigma: [0.001, 1],
  epsilon: [1e-10, 0.01],
};

/** A number field of the experiment as a slider with an editable value. */
export function SliderField({ field: key, label, noun, isHelpShown, hasTicks, track }: SliderFieldProps) {
  const id = useId();
  const { field, value, presetValue, isChanged, set, restore, min, max } = useNumberField(key);
  const isInteger = field.kind === 'integer';
  const limits = { min, max, scale: field.scale, step: field.step, isInteger };
  const scale = useSliderScale(limits, value, track ?? TRACKS[key]);
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
