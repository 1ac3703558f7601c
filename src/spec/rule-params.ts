/**
 * Every number that a rule can be given, as data: name, meaning, limits, default, and its letters in a link.
 * Which rule reads which stands in the catalogue's entry of the rule.
 */
import type { RuleParamEntry } from './rule-param-entry';
import { CARRIER_PARAMS } from './rule-params-carriers';
import { DENDRITE_PARAMS } from './rule-params-dendrites';
import { HEBBIAN_PARAMS } from './rule-params-hebbian';
import { SIGNAL_PARAMS } from './rule-params-signals';
import { TARGET_PARAMS } from './rule-params-targets';
import type { RuleParamId, RuleParams } from './spec';

export type { ParamChoice, RuleParamEntry, RuleParamGroup } from './rule-param-entry';

/** Total table, in the order of links. */
export const RULE_PARAMS: Readonly<Record<RuleParamId, RuleParamEntry>> = {
  ...CARRIER_PARAMS,
  ...TARGET_PARAMS,
  ...DENDRITE_PARAMS,
  ...HEBBIAN_PARAMS,
  ...SIGNAL_PARAMS,
};

export const RULE_PARAM_IDS = Object.keys(RULE_PARAMS) as readonly RuleParamId[];

/** All defaults, with these values in their place. */
export function ruleParams(values: Partial<RuleParams> = {}): RuleParams {
  const defaults = RULE_PARAM_IDS.map((id) => [id, RULE_PARAMS[id].default]);
  return { ...(Object.fromEntries(defaults) as RuleParams), ...values };
}
