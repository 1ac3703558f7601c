import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

interface SettingsGroupProps {
  readonly name: string;
  /** What differs inside, in words; a group with something to say opens by itself. */
  readonly changes: string;
  readonly isOpenAtFirst?: boolean;
  readonly children: ReactNode;
}

/** Some of an arm's settings under a heading that folds; folded, it still says what was changed in it. */
export function SettingsGroup({ name, changes, isOpenAtFirst = false, children }: SettingsGroupProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst || changes !== '');
  return (
    <details
      className="disc group"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <ChevronRight aria-hidden="true" />
        <span>{name}</span>
        <span className="what">{isOpen ? '' : changes}</span>
      </summary>
      {isOpen ? children : null}
    </details>
  );
}
