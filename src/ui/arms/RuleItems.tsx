import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { RuleId } from '../../spec/spec';
import { RULE_GROUPS } from './rule-groups';

interface RuleItemsProps {
  /** The menu item of one rule around its words. */
  item(rule: RuleId, words: ReactNode): ReactNode;
}

/** All rules under their headings, for a menu. */
export function RuleItems({ item }: RuleItemsProps) {
  return RULE_GROUPS.map(({ name, rules }) => (
    <DropdownMenu.Group key={name} className="group" aria-label={name}>
      <DropdownMenu.Label className="heading">{name}</DropdownMenu.Label>
      {rules.map((rule) => item(rule, <RuleWords rule={rule} />))}
    </DropdownMenu.Group>
  ));
}

/** A rule in a menu: both names and its idea. */
function RuleWords({ rule }: { readonly rule: RuleId }) {
  const { short, name, idea } = RULE_CATALOGUE[rule];
  return (
    <span>
      <b>
        {short} <span className="mut">{name}</span>
      </b>
      <span className="about">{idea}</span>
    </span>
  );
}
