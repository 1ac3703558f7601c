/**
 * Names of the edited arms: the rule's short name, with a letter where two arms share a rule.
 */
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ArmSpec } from '../../spec/spec';

/** One name per arm, in order: "BP", "FA a", "FA b". */
export function armNames(arms: readonly ArmSpec[]): string[] {
  return arms.map(({ rule }, index) => {
    const isShared = arms.some((other, place) => place !== index && other.rule === rule);
    const before = arms.slice(0, index).filter((other) => other.rule === rule).length;
    return RULE_CATALOGUE[rule].short + (isShared ? ` ${'abcd'[before]}` : '');
  });
}
