import { limitsOfParam, whyNotParam } from '../../spec/arm-check';
import type { RuleParamEntry } from '../../spec/rule-params';
import type { ArmSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { SwitchRow } from '../controls/SwitchField';
import { stopDistance } from './arm-params';
import { ChoiceParam } from './ChoiceParam';
import { NumberParam } from './NumberParam';

interface ParamFieldProps {
  readonly arm: ArmSpec;
  readonly param: RuleParamEntry;
}

/** The unit as it reads after a value: "(full)" for the 0 that stands for it, "epoch" after a 1. */
function unitOf({ unit, zero }: RuleParamEntry, value: number): string {
  if (value === 0 && zero) return `(${zero})`;
  return value === 1 && unit === 'epochs' ? 'epoch' : unit;
}

/** One number of an arm's rule, as the control that its kind asks for. */
export function ParamField({ arm, param }: ParamFieldProps) {
  const { id, label, zero, isForStart, help, kind, choices = [], default: defaultValue, scale } = param;
  const value = arm.params[id];
  const max = useExperiment(({ spec }) => limitsOfParam(spec, arm, id).max);
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
  if (kind === 'choice') {
    const places = choices.map((choice, place) => ({ ...choice, why: whyNotParam(arm, id, place) }));
    return <ChoiceParam {...shared} choices={places} />;
  }
  return (
    <NumberParam
      {...shared}
      unit={unitOf(param, value)}
      help={[help, zero ? `0 is ${zero}.` : '', isForStart ? 'Takes effect at Reset.' : ''].join(' ').trim()}
      {...(max < param.max && { maxIs: 'the size of the smallest feedback weights' })}
      limits={{ min: param.min, max, scale, step: stopDistance(param), isInteger: kind === 'integer' }}
    />
  );
}
