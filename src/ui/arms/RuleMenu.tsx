import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { RULE_CATALOGUE, RULE_IDS } from '../../spec/catalogue';
import type { RuleId, Slot } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';

interface RuleMenuProps {
  readonly slot: Slot;
  readonly rule: RuleId;
  /** "FA", or "FA b" where two arms share a rule. */
  readonly name: string;
}

/** The rule of an arm, changed at once even while it trains. */
export function RuleMenu({ slot, rule, name }: RuleMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="rulebtn" aria-label={`Rule of this arm: ${name}`}>
        {name}
        <ChevronDown aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.RadioGroup
            value={rule}
            onValueChange={(next) => useExperiment.getState().setRule(slot, next as RuleId)}
          >
            {RULE_IDS.map((id) => (
              <DropdownMenu.RadioItem key={id} className="item" value={id}>
                <span>{id === rule ? <Check aria-hidden="true" /> : null}</span>
                <RuleWords rule={id} />
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** A rule in a menu: both names and its idea. */
export function RuleWords({ rule }: { readonly rule: RuleId }) {
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
