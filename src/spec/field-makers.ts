/**
 * Fields with the settings that most of them share.
 */
import type { ChoiceField, NumberField } from './field';

/** Means something for every experiment. */
export const always = (): boolean => true;

type NumberOptions = Omit<NumberField, 'kind' | 'applies' | 'isLive' | 'step'> &
  Partial<Pick<NumberField, 'kind' | 'applies' | 'isLive' | 'step'>>;
/** A number that takes effect at the next reset, unless said otherwise. */
export const number = (options: NumberOptions): NumberField => ({
  kind: 'number',
  applies: always,
  isLive: false,
  step: 0.01,
  ...options,
});

type ChoiceOptions = Omit<ChoiceField, 'kind' | 'applies' | 'isLive'> &
  Partial<Pick<ChoiceField, 'applies' | 'isLive'>>;
/** A choice from a table. */
export const choice = (options: ChoiceOptions): ChoiceField => ({
  kind: 'choice',
  applies: always,
  isLive: false,
  ...options,
});
