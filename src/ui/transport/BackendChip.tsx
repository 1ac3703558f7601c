import { Cpu } from 'lucide-react';
import { Popover } from 'radix-ui';
import { BackendChoice, useBackendName } from './BackendChoice';

/** The backend in use; opens a sentence on why, and the choice. */
export function BackendChip() {
  const name = useBackendName();
  return (
    <Popover.Root>
      <Popover.Trigger className="be" aria-label={`Backend: ${name}`}>
        <Cpu aria-hidden="true" />
        <span>{name}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="pop wide" align="end" sideOffset={6} collisionPadding={8}>
          <BackendChoice />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
