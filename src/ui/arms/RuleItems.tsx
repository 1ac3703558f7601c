import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { RuleId } from '../../spec/spec';
import { RULE_GROUPS } from './rule-groups';
import { useHiddenCount } from './use-hidden-count';

interface RuleItemsProps {
  /** The menu item of one rule around its words. */
  item(rule: RuleId, words: ReactNode): ReactNode;
}

/** All rules under their headings, for a menu; without a hidden layer they are told to be one and the same. */
export function RuleItems({ item }: RuleItemsProps) {
  const hasHidden = useHiddenCount() > 0;
  return (
    <>
      {hasHidden ? null : (
        <DropdownMenu.Label className="heading">
          Without a hidden layer no error is carried anywhere: every rule is backpropagation.
        </DropdownMenu.Label>
      )}
      {RULE_GROUPS.map(({ name, rules }) => (
        <DropdownMenu.Group key={name} className="group" aria-label={name}>
          <DropdownMenu.Label className="heading">{name}</DropdownMenu.Label>
          {rules.map((rule) => item(rule, <RuleWords rule={rule} />))}
        </DropdownMenu.Group>
      ))}
    </>
  );
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
