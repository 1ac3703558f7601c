/**
 * What a change of an arm's choice asks of a running session.
 */
import { RULE_PARAM_IDS, RULE_PARAMS } from '../spec/rule-params';
import type { RuleChoice } from '../spec/spec';

const isSame = (name: 'rule' | 'layerRules' | 'painted', before: RuleChoice, after: RuleChoice): boolean =>
  JSON.stringify(before[name]) === JSON.stringify(after[name]);

/** Whether another rule takes over the arm or one of its layers: it warms up first, if it does at all. */
export function takesOver(before: RuleChoice, after: RuleChoice): boolean {
  return !isSame('rule', before, after) || !isSame('layerRules', before, after);
}

/** Whether a rule's own weights have to be drawn anew; otherwise they go on as they are, with what they have learned. */
export function drawsAnew(before: RuleChoice, after: RuleChoice): boolean {
  return (
    takesOver(before, after) ||
    !isSame('painted', before, after) ||
    RULE_PARAM_IDS.some((id) => RULE_PARAMS[id].drawsAnew && before.params[id] !== after.params[id])
  );
}
