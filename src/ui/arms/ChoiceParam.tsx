import { useId } from 'react';
import type { ParamChoice } from '../../spec/rule-params';
import { FieldFrame } from '../controls/FieldFrame';
import { Segmented } from '../controls/Segmented';

/** A choice, and why it cannot be taken, or null. */
export interface PossibleChoice extends ParamChoice {
  readonly why: string | null;
}

interface ChoiceParamProps {
  readonly label: string;
  readonly help: string;
  readonly choices: readonly PossibleChoice[];
  /** Place in `choices`. */
  readonly value: number;
  readonly defaultValue: number;
  onChange(value: number): void;
}

/** A choice that belongs to one arm; the chosen one explains itself, one that cannot be taken says why. */
export function ChoiceParam({ label, help, choices, value, defaultValue, onChange }: ChoiceParamProps) {
  const id = useId();
  const undo = (): void => onChange(defaultValue);
  const blocked = choices.find(({ why }) => why !== null);
  return (
    <FieldFrame
      id={id}
      label={label}
      help={help}
      reason={blocked ? `Not “${blocked.name}”: ${blocked.why}` : null}
      change={value === defaultValue ? null : { text: choices[defaultValue]?.name ?? '', undo }}
    >
      <Segmented
        value={String(value)}
        options={choices.map(({ name, help: tip, why }, place) => ({
          id: String(place),
          name,
          tip,
          isDisabled: why !== null,
        }))}
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        layout={choices.length === 4 ? 'grid' : 'wrap'}
        onChange={(place) => onChange(Number(place))}
      />
      <p className="help">{choices[value]?.help}</p>
    </FieldFrame>
  );
}
