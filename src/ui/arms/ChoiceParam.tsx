import { useId } from 'react';
import type { ParamChoice } from '../../spec/rule-params';
import { FieldFrame } from '../controls/FieldFrame';
import { Segmented } from '../controls/Segmented';

interface ChoiceParamProps {
  readonly label: string;
  readonly help: string;
  readonly choices: readonly ParamChoice[];
  /** Places in `choices` that can be taken. */
  readonly places: readonly number[];
  readonly value: number;
  readonly defaultValue: number;
  onChange(value: number): void;
}

/** A choice that belongs to one arm; the chosen one explains itself. */
export function ChoiceParam({
  label,
  help,
  choices,
  places,
  value,
  defaultValue,
  onChange,
}: ChoiceParamProps) {
  const id = useId();
  const undo = (): void => onChange(defaultValue);
  return (
    <FieldFrame
      id={id}
      label={label}
      help={help}
      change={value === defaultValue ? null : { text: choices[defaultValue]?.name ?? '', undo }}
    >
      <Segmented
        value={places.includes(value) ? String(value) : null}
        options={places.map((place) => ({ id: String(place), name: choices[place]?.name ?? '' }))}
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        layout={places.length === 4 ? 'grid' : 'wrap'}
        onChange={(place) => onChange(Number(place))}
      />
      <p className="help">{choices[value]?.help}</p>
    </FieldFrame>
  );
}
