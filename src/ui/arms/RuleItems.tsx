import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import { whyNotRule } from '../../spec/rule-limits';
import type { RuleId } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { RULE_GROUPS } from './rule-groups';
import { useHiddenCount } from './use-hidden-count';

interface RuleItemsProps {
  /** The menu item of one rule around its words; greyed where there is a reason why it cannot be used. */
  item(rule: RuleId, words: ReactNode, isGreyed: boolean): ReactNode;
}

/** All rules under their headings, for a menu; without a hidden layer they are told to be one and the same. */
export function RuleItems({ item }: RuleItemsProps) {
  const hasHidden = useHiddenCount() > 0;
  const spec = useExperiment((state) => state.spec);
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
          {rules.map((rule) => {
            const why = whyNotRule(spec, rule);
            return item(rule, <RuleWords rule={rule} why={why} />, why !== null);
          })}
        </DropdownMenu.Group>
      ))}
    </>
  );
}

interface RuleWordsProps {
  readonly rule: RuleId;
  /** Why it cannot be used here, or null. */
  readonly why: string | null;
}

/** A rule in a menu: both names, and its idea or why it cannot be used. */
function RuleWords({ rule, why }: RuleWordsProps) {
  const { short, name, idea } = RULE_CATALOGUE[rule];
  return (
    <span>
      <b>
        {short} <span className="mut">{name}</span>
      </b>
      <span className="about">{why ?? idea}</span>
    </span>
  );
}
