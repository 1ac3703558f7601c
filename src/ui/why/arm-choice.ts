/**
 * What the arms of a running experiment do, layer by layer.
 */
import { ruleOfLayer } from '../../spec/arm-layers';
import type { ExperimentSpec, RuleChoice, RuleId } from '../../spec/spec';
import type { ArmView } from '../bench/use-arms';

/** The rule that trains now, with the options that the run has taken over. */
export function choiceOf(
  { arms }: Pick<ExperimentSpec, 'arms'>,
  { slot, rule }: Pick<ArmView, 'slot' | 'rule'>,
): RuleChoice | null {
  const arm = arms.find((candidate) => candidate.slot === slot);
  return arm ? { rule, params: arm.params, layerRules: arm.layerRules, painted: arm.painted } : null;
}

/** Hidden layers with one and the same rule. */
export interface RuleGroup {
  readonly rule: RuleId;
  readonly layers: readonly number[];
}

/** The hidden layers by what brings them their error, the arm's own rule first. */
export function ruleGroups(choice: RuleChoice, layerCount: number): RuleGroup[] {
  const hidden = Array.from({ length: layerCount - 1 }, (_, index) => index + 1);
  const rules = [...new Set([choice.rule, ...hidden.map((layer) => ruleOfLayer(choice, layer))])];
  return rules
    .map((rule) => ({ rule, layers: hidden.filter((layer) => ruleOfLayer(choice, layer) === rule) }))
    .filter(({ layers }) => layers.length > 0);
}
