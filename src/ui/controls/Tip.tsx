import { Tooltip } from 'radix-ui';
import type { ReactElement } from 'react';

interface TipProps {
  readonly text: string;
  /** Key that does the same: "R", "Shift →". */
  readonly keys?: string;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly children: ReactElement;
}

/** A one-sentence tooltip, after 400 ms or on focus. Its child must take a ref and event handlers. */
export function Tip({ text, keys, side = 'bottom', children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tipd" side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {keys ? <kbd>{keys}</kbd> : null}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
