import { Cpu } from 'lucide-react';
import { Popover } from 'radix-ui';
import { PopPanel } from '../controls/PopPanel';
import { BackendChoice, useBackendName } from './BackendChoice';
import { Rates } from './Rates';

/** The backend in use; opens a sentence on why, and the choice. */
export function BackendChip() {
  const name = useBackendName();
  return (
    <Popover.Root>
      <Popover.Trigger className="be" aria-label={`Backend: ${name}`}>
        <Cpu aria-hidden="true" />
        <span>{name}</span>
      </Popover.Trigger>
      <PopPanel label="Backend" isWide>
        <BackendChoice />
        <div className="fld">
          <Rates />
        </div>
      </PopPanel>
    </Popover.Root>
  );
}
