import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { whyNot } from '../../spec/check';
import type { FieldKey } from '../../spec/field';
import { useExperiment } from '../../store/experiment';
import { FieldFrame } from './FieldFrame';
import { useChoiceField } from './use-field';

interface ListFieldProps {
  readonly field: FieldKey;
  readonly gloss?: string;
  /** Whether the chosen entry's own words stand under the list. */
  readonly isChoiceExplained?: boolean;
  /** The heading over each choice; choices of one heading are neighbours. */
  groupOf?(choice: string): string;
}

/** A choice of the experiment as a list box, for long names or many of them. */
export function ListField({ field: key, gloss, isChoiceExplained = false, groupOf }: ListFieldProps) {
  const id = useId();
  const { field, value, presetValue, isChanged, set, restore } = useChoiceField(key);
  const spec = useExperiment((state) => state.spec);
  const nameOf = (choice: string): string => field.choices.find((each) => each.id === choice)?.name ?? choice;
  const groups = groupOf ? [...new Set(field.choices.map((choice) => groupOf(choice.id)))] : [];
  const optionsOf = (choices: typeof field.choices) =>
    choices.map((choice) => (
      <option key={choice.id} value={choice.id} disabled={whyNot(spec, key, choice.id) !== null}>
        {choice.name}
      </option>
    ));
  return (
    <FieldFrame
      id={id}
      label={field.label}
      gloss={gloss ?? field.unit}
      help={field.help}
      change={isChanged ? { text: nameOf(presetValue), undo: restore } : null}
    >
      <span className="sel">
        <select
          value={value}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-help`}
          onChange={(event) => set(event.target.value)}
        >
          {groupOf
            ? groups.map((group) => (
                <optgroup key={group} label={group}>
                  {optionsOf(field.choices.filter((choice) => groupOf(choice.id) === group))}
                </optgroup>
              ))
            : optionsOf(field.choices)}
        </select>
        <ChevronDown aria-hidden="true" />
      </span>
      {isChoiceExplained ? (
        <p className="help">{field.choices.find(({ id: each }) => each === value)?.help}</p>
      ) : null}
    </FieldFrame>
  );
}
