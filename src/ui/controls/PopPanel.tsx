import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';

interface PopPanelProps {
  readonly label: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly align?: 'start' | 'center' | 'end';
  readonly isWide?: boolean;
  /** Whether the first control takes the focus; otherwise the panel itself does, and Tab goes on from there. */
  readonly isFirstFocused?: boolean;
  readonly children: ReactNode;
}

/** The panel of a popover. */
export function PopPanel({
  label,
  side = 'bottom',
  align = 'end',
  isWide,
  isFirstFocused,
  children,
}: PopPanelProps) {
  return (
    <Popover.Portal>
      <Popover.Content
        aria-label={label}
        className={isWide ? 'pop wide' : 'pop'}
        side={side}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        onOpenAutoFocus={(event) => {
          if (isFirstFocused) return;
          event.preventDefault();
          if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
        }}
      >
        {children}
      </Popover.Content>
    </Popover.Portal>
  );
}
