/**
 * What a change of an arm's choice asks of a running session.
 */
import { RULE_PARAM_IDS, RULE_PARAMS } from '../spec/rule-params';
import type { RuleChoice } from '../spec/spec';

/** Whether a rule's own weights have to be drawn anew; otherwise they go on as they are, with what they have learned. */
export function drawsAnew(before: RuleChoice, after: RuleChoice): boolean {
  const isSame = (name: 'rule' | 'layerRules' | 'painted'): boolean =>
    JSON.stringify(before[name]) === JSON.stringify(after[name]);
  return (
    !isSame('rule') ||
    !isSame('layerRules') ||
    !isSame('painted') ||
    RULE_PARAM_IDS.some((id) => RULE_PARAMS[id].drawsAnew && before.params[id] !== after.params[id])
  );
}
