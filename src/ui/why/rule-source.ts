/**
 * The program of a rule as text, fetched when it is asked for.
 */
import type { RuleId } from '../../spec/spec';

const SOURCES: Readonly<Record<RuleId, () => Promise<{ default: string }>>> = {
  bp: () => import('../../rules/bp.ts?raw'),
  fa: () => import('../../rules/fa.ts?raw'),
  dfa: () => import('../../rules/dfa.ts?raw'),
};

/** The rule's source file, comments included. */
export async function loadRuleSource(rule: RuleId): Promise<string> {
  return (await SOURCES[rule]()).default;
}
