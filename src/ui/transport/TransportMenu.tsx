import { EllipsisVertical } from 'lucide-react';
import { Popover } from 'radix-ui';
import { PopPanel } from '../controls/PopPanel';
import { BackendChoice } from './BackendChoice';
import { Rates } from './Rates';
import { SpeedChoice } from './SpeedChoice';

/** What does not fit into a phone's transport: speed, rates, backend. */
export function TransportMenu() {
  return (
    <Popover.Root>
      <Popover.Trigger className="btn sq" aria-label="Speed and backend">
        <EllipsisVertical aria-hidden="true" />
      </Popover.Trigger>
      <PopPanel label="Speed and backend" side="top" isWide>
        <SpeedChoice />
        <div className="fld">
          <Rates />
        </div>
        <hr className="rule" />
        <BackendChoice />
      </PopPanel>
    </Popover.Root>
  );
}
