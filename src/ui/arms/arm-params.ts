/**
 * Which numbers an arm's settings offer: those that a rule of the arm reads and that matter with its other numbers.
 */
import { maxRankOf } from '../../spec/arm-layers';
import { hasFeedback, paramsOf, rulesOf } from '../../spec/catalogue';
import { RULE_PARAMS, type RuleParamEntry, type RuleParamGroup } from '../../spec/rule-params';
import type { ExperimentSpec, RuleChoice } from '../../spec/spec';

/** The numbers that count for this arm: of its rule, then those that only rules of single layers read. */
export function shownParams(choice: RuleChoice): RuleParamEntry[] {
  return paramsOf(choice)
    .map((id) => RULE_PARAMS[id])
    .filter(({ applies }) => applies === undefined || applies(choice.params));
}

export interface ParamGroup {
  readonly id: RuleParamGroup;
  readonly name: string;
  readonly params: readonly RuleParamEntry[];
}

const GROUPS: readonly { readonly id: RuleParamGroup; readonly name: string }[] = [
  { id: 'rule', name: 'Of this rule' },
  { id: 'feedback', name: 'Feedback weights' },
  { id: 'ablation', name: 'Ablations' },
  { id: 'update', name: 'Update' },
];

/** The same under headings, the rule's own first; headings without numbers are left out. */
export function paramGroupsOf(choice: RuleChoice): ParamGroup[] {
  const params = shownParams(choice);
  return GROUPS.map((group) => ({
    ...group,
    params: params.filter((param) => param.group === group.id),
  })).filter((group) => group.params.length > 0);
}

/** A choice's places that can be taken: nothing follows the norm of feedback weights that are not there. */
export function choicePlaces({ id, choices = [] }: RuleParamEntry, choice: RuleChoice): number[] {
  const places = choices.map((_, place) => place);
  const isWithout = id === 'normConstraint' && !rulesOf(choice).some(hasFeedback);
  return isWithout ? places.slice(0, 2) : places;
}

/** Distance of the stops of a linear slider: whole numbers, or about a hundredth of the range. */
export function stopDistance({ kind, min, max }: Pick<RuleParamEntry, 'kind' | 'min' | 'max'>): number {
  return kind === 'integer' ? 1 : 10 ** Math.round(Math.log10((max - min) / 100));
}

/** The largest value in this experiment: no matrix has a higher rank than its smaller side. */
export function largestOf({ id, max }: RuleParamEntry, spec: ExperimentSpec, choice: RuleChoice): number {
  return id === 'rank' ? Math.max(1, Math.min(max, maxRankOf(spec, choice))) : max;
}
