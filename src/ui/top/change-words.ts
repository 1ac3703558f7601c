/**
 * A change from the preset in words: what it is called, what it was, what it is.
 */
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { Change } from '../../spec/diff';
import { FIELDS } from '../../spec/fields';
import type { ArmSpec, ExperimentSpec } from '../../spec/spec';
import { differencesOf, joinWords } from '../arms/arm-differences';
import { formatNumber } from '../controls/number-format';
import { chipWords } from '../experiment/layer-words';

export interface ChangeWords {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

function valueText(change: Change, spec: ExperimentSpec): string {
  if (change === 'layers')
    return (
      spec.network.hidden.map((layer) => Object.values(chipWords(layer)).join(' ').trim()).join(', ') ||
      'no hidden layer'
    );
  if (change === 'arms') {
    const words = (arm: ArmSpec): string => joinWords(differencesOf(arm, { ...spec, rateMode: 'perRule' }));
    return spec.arms
      .map((arm) => RULE_CATALOGUE[arm.rule].short + (words(arm) === '' ? '' : ` (${words(arm)})`))
      .join(', ');
  }
  const field = FIELDS[change];
  const value = field.get(spec);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return formatNumber(value, { isGrouped: change !== 'seed' });
  return (field.kind === 'choice' && field.choices.find(({ id }) => id === value)?.name) || value;
}

/** What a change is called and how it reads before and after. */
export function changeWords(change: Change, preset: ExperimentSpec, spec: ExperimentSpec): ChangeWords {
  const label = change === 'layers' ? 'Hidden layers' : change === 'arms' ? 'Rules' : FIELDS[change].label;
  return { label, from: valueText(change, preset), to: valueText(change, spec) };
}
