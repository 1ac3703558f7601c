import { EllipsisVertical } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ArmSpec } from '../../spec/spec';
import { PopPanel } from '../controls/PopPanel';
import { ArmSettings } from './ArmSettings';

interface ArmMoreProps {
  readonly arm: ArmSpec;
  readonly name: string;
}

/** The ⋯ of an arm: its numbers, and what can be done with it. Stands in the popover of the arm's chip. */
export function ArmMore({ arm, name }: ArmMoreProps) {
  return (
    <>
      <Popover.Trigger className="btn sq" aria-label={`${name}: settings of this arm`}>
        <EllipsisVertical aria-hidden="true" />
      </Popover.Trigger>
      <PopPanel label={`Settings of ${name}`} isWide>
        <ArmSettings arm={arm} />
      </PopPanel>
    </>
  );
}
