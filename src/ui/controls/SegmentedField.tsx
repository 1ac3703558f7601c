import { useId } from 'react';
import { whyNot } from '../../spec/check';
import type { FieldKey } from '../../spec/field';
import { useExperiment } from '../../store/experiment';
import { FieldFrame } from './FieldFrame';
import { Segmented } from './Segmented';
import { useChoiceField } from './use-field';

interface SegmentedFieldProps {
  readonly field: FieldKey;
  readonly layout?: 'full' | 'grid';
  readonly isHelpShown?: boolean;
}

/** A choice of the experiment as segments; what cannot be used is greyed with the reason under it. */
export function SegmentedField({ field: key, layout = 'full', isHelpShown = false }: SegmentedFieldProps) {
  const id = useId();
  const { field, value, presetValue, isChanged, set, restore } = useChoiceField(key);
  const blocked = useExperiment(({ spec }) =>
    field.choices.flatMap((choice) => (whyNot(spec, key, choice.id) === null ? [] : [choice.id])).join(' '),
  ).split(' ');
  const reason = useExperiment(
    ({ spec }) =>
      field.choices.map((choice) => whyNot(spec, key, choice.id)).find((why) => why !== null) ?? null,
  );
  const nameOf = (choice: string): string => field.choices.find((each) => each.id === choice)?.name ?? choice;
  return (
    <FieldFrame
      id={id}
      label={field.label}
      gloss={field.unit}
      help={field.help}
      isHelpShown={isHelpShown}
      reason={reason}
      change={isChanged ? { text: nameOf(presetValue), undo: restore } : null}
    >
      <Segmented
        value={value}
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        layout={layout}
        options={field.choices.map((choice) => ({
          id: choice.id,
          name: choice.name,
          tip: choice.help,
          isDisabled: blocked.includes(choice.id),
        }))}
        onChange={set}
      />
    </FieldFrame>
  );
}
