/**
 * Which numbers an arm's settings offer: those that a rule of the arm reads and that matter with its other numbers.
 */
import { paramsOf } from '../../spec/catalogue';
import { RULE_PARAMS, type RuleParamEntry, type RuleParamGroup } from '../../spec/rule-params';
import type { RuleChoice } from '../../spec/spec';

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

/**
 * The same under headings, the rule's own first; headings without numbers are left out. Without a hidden layer there is
 * nothing that an error could be carried to: only the update is left.
 */
export function paramGroupsOf(choice: RuleChoice, hasHidden = true): ParamGroup[] {
  const params = shownParams(choice).filter(({ group }) => hasHidden || group === 'update');
  return GROUPS.map((group) => ({
    ...group,
    params: params.filter((param) => param.group === group.id),
  })).filter((group) => group.params.length > 0);
}

/** Distance of the stops of a linear slider: whole numbers, or about a hundredth of the range. */
export function stopDistance({ kind, min, max }: Pick<RuleParamEntry, 'kind' | 'min' | 'max'>): number {
  return kind === 'integer' ? 1 : 10 ** Math.round(Math.log10((max - min) / 100));
}
