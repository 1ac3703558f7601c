import type { RuleParamEntry } from '../../spec/rule-params';
import type { ArmSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { SwitchRow } from '../controls/SwitchField';
import { choicePlaces, largestOf, stopDistance } from './arm-params';
import { ChoiceParam } from './ChoiceParam';
import { NumberParam } from './NumberParam';

interface ParamFieldProps {
  readonly arm: ArmSpec;
  readonly param: RuleParamEntry;
}

/** One number of an arm's rule, as the control that its kind asks for. */
export function ParamField({ arm, param }: ParamFieldProps) {
  const { id, label, unit, help, kind, choices = [], default: defaultValue, min, scale } = param;
  const value = arm.params[id];
  const max = useExperiment(({ spec }) => largestOf(param, spec, arm));
  const onChange = (next: number): void => useExperiment.getState().setArmParam(arm.slot, id, next);
  if (kind === 'switch') {
    const change = { text: defaultValue === 1 ? 'on' : 'off', undo: () => onChange(defaultValue) };
    return (
      <SwitchRow
        label={label}
        help={help}
        isOn={value === 1}
        change={value === defaultValue ? null : change}
        onChange={(isOn) => onChange(isOn ? 1 : 0)}
      />
    );
  }
  const shared = { label, help, value, defaultValue, onChange };
  if (kind === 'choice')
    return <ChoiceParam {...shared} choices={choices} places={choicePlaces(param, arm)} />;
  return (
    <NumberParam
      {...shared}
      unit={unit}
      {...(max < param.max && { limitWords: 'as the layers are' })}
      limits={{ min, max, scale, step: stopDistance(param), isInteger: kind === 'integer' }}
    />
  );
}
