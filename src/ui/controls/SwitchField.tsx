import { Switch } from 'radix-ui';
import { useId } from 'react';
import type { FieldKey } from '../../spec/field';
import { type FieldChange, UndoButton } from './UndoButton';
import { useBooleanField } from './use-field';

interface SwitchFieldProps {
  readonly field: FieldKey;
}

/** A yes-or-no of the experiment. */
export function SwitchField({ field: key }: SwitchFieldProps) {
  const { field, value, set } = useBooleanField(key);
  return <SwitchRow label={field.label} help={field.help} isOn={value} onChange={set} />;
}

interface SwitchRowProps {
  readonly label: string;
  readonly help: string;
  readonly isOn: boolean;
  readonly change?: FieldChange | null;
  onChange(isOn: boolean): void;
}

/** A switch with its label and help. */
export function SwitchRow({ label, help, isOn, change, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div className="swr">
      <div className="words">
        <div className="lb">
          <label htmlFor={id}>{label}</label>
          {change ? <UndoButton label={label} change={change} /> : null}
        </div>
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      </div>
      <Switch.Root
        id={id}
        className="switch"
        checked={isOn}
        onCheckedChange={onChange}
        aria-describedby={`${id}-help`}
      >
        <i />
      </Switch.Root>
    </div>
  );
}
