import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import { SLOTS } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { RuleItems } from './RuleItems';

/** Adds an arm; it catches up with the others. */
export function AddRule() {
  const count = useExperiment((state) => state.spec.arms.length);
  const isFull = count >= SLOTS.length;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label="Add rule"
        className="btn add"
        disabled={isFull}
        title={isFull ? 'Four arms at most' : undefined}
      >
        <Plus aria-hidden="true" />
        <span>Add rule</span>
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
          <div className="groups">
            <RuleItems
              item={(id, words, isGreyed) => (
                <DropdownMenu.Item
                  key={id}
                  className="item"
                  disabled={isGreyed}
                  textValue={RULE_CATALOGUE[id].short}
                  onSelect={() => useExperiment.getState().addArm(id)}
                >
                  <span />
                  {words}
                </DropdownMenu.Item>
              )}
            />
          </div>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
