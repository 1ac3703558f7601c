import { type ReactNode, useId } from 'react';
import { FieldFrame } from '../controls/FieldFrame';
import { NumberInput } from '../controls/NumberInput';
import { NumberSlider } from '../controls/NumberSlider';
import { formatNumber } from '../controls/number-format';
import type { ScaleLimits } from '../controls/slider-scale';
import { useSliderScale } from '../controls/use-slider-scale';
import { useTypedNumber } from '../controls/use-typed-number';

interface NumberParamProps {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  /** Less room: the help only as the label's tooltip, no names under the track. */
  readonly isCompact?: boolean;
  readonly mark?: ReactNode;
  readonly value: number;
  readonly defaultValue: number;
  readonly limits: ScaleLimits;
  /** Useful part of a wide range; typing reaches the limits. */
  readonly track?: readonly [number, number];
  /** What the largest number is, for the sentence on a larger one: "the size of the smallest layer". */
  readonly maxIs?: string;
  /** Undoes the change where setting the default would not. */
  onRestore?(): void;
  onChange(value: number): void;
}

/** A number that belongs to one arm. */
export function NumberParam(props: NumberParamProps) {
  const { label, unit, help, value, defaultValue, limits, track, maxIs, isCompact = false, mark } = props;
  const { onRestore, onChange } = props;
  const { min, max, isInteger } = limits;
  const id = useId();
  const scale = useSliderScale(limits, value, track);
  const typed = useTypedNumber({ value, min, max, isInteger, maxIs, onChange, move: scale.move });
  const undo = onRestore ?? (() => onChange(defaultValue));
  return (
    <FieldFrame
      id={id}
      label={label}
      help={help}
      mark={mark}
      isHelpShown={!isCompact}
      problem={typed.problem}
      change={value === defaultValue ? null : { text: formatNumber(defaultValue), undo }}
      value={<NumberInput typed={typed} label={`${label}, typed`} describedBy={`${id}-help`} unit={unit} />}
    >
      <NumberSlider
        value={value}
        scale={scale}
        defaultValue={defaultValue >= min && defaultValue <= max ? defaultValue : null}
        label={label}
        unit={unit}
        describedBy={`${id}-help`}
        hasTicks={!isCompact}
        onChange={onChange}
      />
    </FieldFrame>
  );
}
