/**
 * What a change of an arm's choice asks of a running session.
 */
import type { RuleChoice, RuleParamId } from '../spec/spec';

/** Numbers that decide how feedback weights are drawn, or what is remembered of the first weights. */
const DRAWN_BY: readonly RuleParamId[] = [
  'feedbackScale',
  'sparsity',
  'rank',
  'channelBroadcast',
  'signFlips',
  'normConstraint',
];

/** Whether a rule's own weights have to be drawn anew; otherwise they go on as they are, with what they have learned. */
export function drawsAnew(before: RuleChoice, after: RuleChoice): boolean {
  const isSame = (name: 'rule' | 'layerRules' | 'painted'): boolean =>
    JSON.stringify(before[name]) === JSON.stringify(after[name]);
  return (
    !isSame('rule') ||
    !isSame('layerRules') ||
    !isSame('painted') ||
    DRAWN_BY.some((id) => before.params[id] !== after.params[id])
  );
}
