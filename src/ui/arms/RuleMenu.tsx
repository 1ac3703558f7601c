import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { RULE_CATALOGUE, RULE_IDS } from '../../spec/catalogue';
import type { RuleId, Slot } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { RuleItems } from './RuleItems';

interface RuleMenuProps {
  readonly slot: Slot;
  readonly rule: RuleId;
  /** "FA"; "FA ×0.03" or "FA b" where two arms share a rule. */
  readonly name: string;
}

/** The rule of an arm, changed at once even while it trains. */
export function RuleMenu({ slot, rule, name }: RuleMenuProps) {
  const { short } = RULE_CATALOGUE[rule];
  const tag = name.slice(short.length + 1);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="rulebtn" aria-label={`Rule of this arm: ${name}`}>
        <span>{short}</span>
        <span className={tag.length > 1 ? 'tag said' : 'tag'}>{tag}</span>
        <ChevronDown aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu cols rules"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          // It scrolls where there is little room.
          tabIndex={0}
        >
          <DropdownMenu.RadioGroup
            className="groups"
            value={rule}
            onValueChange={(next) => {
              const chosen = RULE_IDS.find((id) => id === next);
              if (chosen) useExperiment.getState().setRule(slot, chosen);
            }}
          >
            <RuleItems
              item={(id, words, isGreyed) => (
                <DropdownMenu.RadioItem
                  key={id}
                  className="item"
                  value={id}
                  disabled={isGreyed}
                  textValue={RULE_CATALOGUE[id].short}
                >
                  <span>{id === rule ? <Check aria-hidden="true" /> : null}</span>
                  {words}
                </DropdownMenu.RadioItem>
              )}
            />
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
