import { Minus, Plus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { FieldKey } from '../../spec/field';
import { FieldFrame } from './FieldFrame';
import { NumberEntry } from './NumberInput';
import { formatNumber } from './number-format';
import { useNumberField } from './use-field';
import { useTypedNumber } from './use-typed-number';

interface StepperFieldProps {
  readonly field: FieldKey;
  readonly noun?: string;
  /** False for numbers that are names. */
  readonly isGrouped?: boolean;
  /** Stands in the place of the two step buttons. */
  readonly button?: ReactNode;
}

/** A count of the experiment with minus and plus. */
export function StepperField({ field: key, noun = '', isGrouped = true, button }: StepperFieldProps) {
  const id = useId();
  const { field, value, presetValue, isChanged, set, restore, min, max } = useNumberField(key);
  const move = (from: number, count: number): number =>
    Math.min(max, Math.max(min, from + count * field.step));
  const typed = useTypedNumber({ value, min, max, isInteger: true, isGrouped, noun, onChange: set, move });
  return (
    <FieldFrame
      id={id}
      label={field.label}
      help={field.help}
      problem={typed.problem}
      change={isChanged ? { text: formatNumber(presetValue, { isGrouped }), undo: restore } : null}
    >
      <div className="num" data-bad={typed.problem !== null}>
        {button ? null : (
          <button
            type="button"
            aria-label={`${field.label}: fewer`}
            disabled={value <= min}
            onClick={() => set(move(value, -1))}
          >
            <Minus aria-hidden="true" />
          </button>
        )}
        <NumberEntry typed={typed} labelledBy={`${id}-label`} describedBy={`${id}-help`} />
        {button ?? (
          <button
            type="button"
            aria-label={`${field.label}: more`}
            disabled={value >= max}
            onClick={() => set(move(value, 1))}
          >
            <Plus aria-hidden="true" />
          </button>
        )}
      </div>
    </FieldFrame>
  );
}
