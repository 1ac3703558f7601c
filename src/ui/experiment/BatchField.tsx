import { useId } from 'react';
import { FieldFrame } from '../controls/FieldFrame';
import { NumberInput } from '../controls/NumberInput';
import { formatNumber } from '../controls/number-format';
import { Segmented } from '../controls/Segmented';
import { useNumberField } from '../controls/use-field';
import { useTypedNumber } from '../controls/use-typed-number';

const USUAL = ['8', '16', '32', '64', '128'] as const;

/** The usual batch sizes as segments; any other can be typed. */
export function BatchField() {
  const id = useId();
  const { field, value, presetValue, isChanged, set, restore, min, max } = useNumberField('batch');
  const move = (from: number, count: number): number => Math.min(max, Math.max(min, from + count));
  const typed = useTypedNumber({ value, min, max, isInteger: true, noun: field.unit, onChange: set, move });
  return (
    <FieldFrame
      id={id}
      label={field.label}
      help={field.help}
      problem={typed.problem}
      change={isChanged ? { text: formatNumber(presetValue), undo: restore } : null}
      value={<NumberInput typed={typed} label={`${field.label}, typed`} unit={field.unit} />}
    >
      <Segmented
        value={USUAL.find((size) => size === String(value)) ?? null}
        options={USUAL.map((size) => ({ id: size, name: size }))}
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        onChange={(size) => set(Number(size))}
      />
    </FieldFrame>
  );
}
