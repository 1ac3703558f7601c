import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { RULE_IDS } from '../../spec/catalogue';
import { SLOTS } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { RuleWords } from './RuleMenu';

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
        <DropdownMenu.Content className="menu" align="start" sideOffset={6} collisionPadding={8}>
          {RULE_IDS.map((id) => (
            <DropdownMenu.Item key={id} className="item" onSelect={() => useExperiment.getState().addArm(id)}>
              <span />
              <RuleWords rule={id} />
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
