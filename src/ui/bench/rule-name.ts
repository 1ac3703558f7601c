import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { LayerRule, RuleId } from '../../spec/spec';

/** "FA", or "FA, BP in 1, 3" where the rules of single layers are part of a change. */
export function ruleName(rule: RuleId, layerRules: readonly LayerRule[] = []): string {
  const others = layerRules.filter((entry) => entry.rule !== rule);
  const ids = [...new Set(others.map((entry) => entry.rule))];
  const words = ids.map((id) => {
    const layers = others.filter((entry) => entry.rule === id).map(({ layer }) => layer);
    return `${RULE_CATALOGUE[id].short} in ${layers.join(', ')}`;
  });
  return [RULE_CATALOGUE[rule].short, ...words].join(', ');
}
