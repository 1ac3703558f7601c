/**
 * One field of the experiment as a control sees it: value, preset's value, limits, what it does when it is set.
 */
import type { BooleanField, ChoiceField, FieldKey, FieldValue, NumberField } from '../../spec/field';
import { FIELDS, limitsOf } from '../../spec/fields';
import { PRESETS } from '../../spec/presets';
import { useExperiment } from '../../store/experiment';

export interface FieldState<Value extends FieldValue> {
  readonly value: Value;
  /** The preset's value: what undo goes back to. */
  readonly presetValue: Value;
  readonly isChanged: boolean;
  set(value: Value): void;
  restore(): void;
}

function useFieldState<Value extends FieldValue>(key: FieldKey): FieldState<Value> {
  const field = FIELDS[key];
  const value = useExperiment((state) => field.get(state.spec)) as Value;
  const presetValue = useExperiment((state) => field.get(PRESETS[state.presetId].spec)) as Value;
  const { setField, restoreField } = useExperiment.getState();
  return {
    value,
    presetValue,
    isChanged: value !== presetValue,
    set: (next) => setField(key, next),
    restore: () => restoreField(key),
  };
}

/** A number field with its limits for the present experiment. Throws for a field of another kind. */
export function useNumberField(
  key: FieldKey,
): FieldState<number> & { field: NumberField; min: number; max: number } {
  const field = FIELDS[key];
  if (field.kind !== 'number' && field.kind !== 'integer') throw new Error(`${key} is not a number`);
  const min = useExperiment((state) => limitsOf(field, state.spec).min);
  const max = useExperiment((state) => limitsOf(field, state.spec).max);
  return { ...useFieldState<number>(key), field, min, max };
}

/** A choice. Throws for a field of another kind. */
export function useChoiceField(key: FieldKey): FieldState<string> & { field: ChoiceField } {
  const field = FIELDS[key];
  if (field.kind !== 'choice') throw new Error(`${key} is not a choice`);
  return { ...useFieldState<string>(key), field };
}

/** A switch. Throws for a field of another kind. */
export function useBooleanField(key: FieldKey): FieldState<boolean> & { field: BooleanField } {
  const field = FIELDS[key];
  if (field.kind !== 'boolean') throw new Error(`${key} is not a switch`);
  return { ...useFieldState<boolean>(key), field };
}

/** Whether a field means anything in the present experiment. */
export function useApplies(key: FieldKey): boolean {
  return useExperiment((state) => FIELDS[key].applies(state.spec));
}
