import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { LAYER_RULE_IDS, RULE_CATALOGUE } from '../../spec/catalogue';
import { isParametric } from '../../spec/layers';
import { whyNotLayerRule } from '../../spec/rule-limits';
import type { ArmSpec, RuleId } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { FieldFrame } from '../controls/FieldFrame';
import { chipWords } from '../experiment/layer-words';
import { layerRuleName } from './arm-differences';
import { RULE_GROUPS } from './rule-groups';

/** Stands for no rule of its own in the list box. */
const AS_ARM = '';

/** The headings of the menus, with the rules that a single layer can have. */
const CARRYING_GROUPS = RULE_GROUPS.map(({ name, rules }) => ({
  name,
  rules: rules.filter((rule) => LAYER_RULE_IDS.includes(rule)),
})).filter(({ rules }) => rules.length > 0);

interface LayerRuleFieldProps {
  readonly arm: ArmSpec;
  /** From 1. */
  readonly layer: number;
}

/** What brings the error to one hidden layer. */
export function LayerRuleField({ arm, layer }: LayerRuleFieldProps) {
  const id = useId();
  const gloss = useExperiment(({ spec }) => {
    const found = spec.network.hidden.filter(isParametric)[layer - 1];
    return found ? Object.values(chipWords(found)).join(' ') : '';
  });
  const spec = useExperiment((state) => state.spec);
  const reasons = new Map(
    LAYER_RULE_IDS.flatMap((rule) => {
      const why = whyNotLayerRule(spec, rule, layer);
      return why === null ? [] : [[rule, why] as const];
    }),
  );
  const greyed = [...reasons].map(([rule, why]) => `Not ${RULE_CATALOGUE[rule].short}: ${why}`);
  const own = arm.layerRules.find((each) => each.layer === layer)?.rule;
  const set = (rule: RuleId | null): void => useExperiment.getState().setLayerRule(arm.slot, layer, rule);
  const usual = `As the arm (${layerRuleName(arm.rule)})`;
  return (
    <FieldFrame
      id={id}
      label={`Layer ${layer}`}
      gloss={gloss}
      help={[
        own ? RULE_CATALOGUE[own].idea : 'The rule that brings the error to this layer.',
        ...greyed,
      ].join(' ')}
      change={own ? { text: layerRuleName(arm.rule), undo: () => set(null) } : null}
    >
      <span className="sel">
        <select
          value={own ?? AS_ARM}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => {
            const { value } = target;
            set(value === AS_ARM ? null : (value as RuleId));
          }}
        >
          <option value={AS_ARM}>{usual}</option>
          {CARRYING_GROUPS.map(({ name, rules }) => (
            <optgroup key={name} label={name}>
              {rules.map((rule) => (
                <option key={rule} value={rule} disabled={reasons.has(rule)}>
                  {rule === 'readout'
                    ? 'Frozen: stays as drawn'
                    : `${RULE_CATALOGUE[rule].short}: ${RULE_CATALOGUE[rule].name}`}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <ChevronDown aria-hidden="true" />
      </span>
    </FieldFrame>
  );
}
