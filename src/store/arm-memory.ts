/**
 * What an arm was told under other rules: it comes back with the rule, so that flipping FA to BP and back loses nothing.
 */
import { paramsOf, RULE_CATALOGUE } from '../spec/catalogue';
import type { ArmSpec, PaintedEntry, RuleId, RuleParams } from '../spec/spec';

export interface ArmMemory {
  /** The last value of every number, of rules that are gone too. */
  readonly params: RuleParams;
  /** What was painted under each rule that the arm has had. */
  readonly painted: Readonly<Partial<Record<RuleId, readonly PaintedEntry[]>>>;
}

/** Whether an entry painted under one rule means the same under the other: both carry through a matrix of W's shape. */
function haveSameFeedback(a: RuleId, b: RuleId): boolean {
  return RULE_CATALOGUE[a].hasWeightAngle && RULE_CATALOGUE[b].hasWeightAngle;
}

/** The arm under another rule, with what it was told under that rule before; and what is to be remembered of it now. */
export function changeRule(
  arm: ArmSpec,
  rule: RuleId,
  memory: ArmMemory | undefined,
): { readonly arm: ArmSpec; readonly memory: ArmMemory } {
  const read = Object.fromEntries(paramsOf(arm).map((id) => [id, arm.params[id]]));
  const params: RuleParams = { ...(memory?.params ?? arm.params), ...read };
  const painted = { ...memory?.painted, [arm.rule]: arm.painted };
  const inherited = haveSameFeedback(arm.rule, rule) ? arm.painted : [];
  return {
    arm: { ...arm, rule, params, painted: painted[rule] ?? inherited },
    memory: { params, painted },
  };
}
