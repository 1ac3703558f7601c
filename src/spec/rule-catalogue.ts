/**
 * The total table of learning rules as data, in the order of the menus.
 */
import type { RuleEntry } from './rule-entry';
import { BACKWARD_RULES } from './rules-backward';
import { DENDRITE_RULES } from './rules-dendrites';
import { HEBBIAN_RULES } from './rules-hebbian';
import { CONTROL_RULES, LEARNT_FEEDBACK_RULES } from './rules-learnt-feedback';
import { PHASE_RULES } from './rules-phases';
import { SIGNAL_RULES } from './rules-signals';
import { SIGN_RULES } from './rules-signs';
import { TARGET_RULES } from './rules-targets';
import type { RuleChoice, RuleId, RuleParamId } from './spec';

const { signAgreement, ...concordant } = SIGN_RULES;
const { stdwi, ...WHOLE_SIGNALS } = SIGNAL_RULES;

export const RULE_CATALOGUE: Readonly<Record<RuleId, RuleEntry>> = {
  ...BACKWARD_RULES,
  ...concordant,
  ...LEARNT_FEEDBACK_RULES,
  signAgreement,
  stdwi,
  ...PHASE_RULES,
  ...TARGET_RULES,
  ...DENDRITE_RULES,
  ...HEBBIAN_RULES,
  ...WHOLE_SIGNALS,
  ...CONTROL_RULES,
};

export const RULE_IDS = Object.keys(RULE_CATALOGUE) as readonly RuleId[];

/** The rules that single layers can have: those that say what carries the error. */
export const LAYER_RULE_IDS: readonly RuleId[] = RULE_IDS.filter((id) => !RULE_CATALOGUE[id].isWhole);

/** Whether the rule carries the error through something other than W itself. */
export function hasFeedback(rule: RuleId): boolean {
  return RULE_CATALOGUE[rule].params.includes('feedbackScale');
}

/** The rules at work in an arm: its own, then those of single layers, each once. */
export function rulesOf({ rule, layerRules }: Pick<RuleChoice, 'rule' | 'layerRules'>): readonly RuleId[] {
  return [...new Set([rule, ...layerRules.map((layerRule) => layerRule.rule)])];
}

/** The numbers that an arm reads: those of its rule, then those that only rules of single layers read. */
export function paramsOf(choice: Pick<RuleChoice, 'rule' | 'layerRules'>): readonly RuleParamId[] {
  return [...new Set(rulesOf(choice).flatMap((rule) => RULE_CATALOGUE[rule].params))];
}
