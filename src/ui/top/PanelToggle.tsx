import { PanelLeft, PanelRight } from 'lucide-react';
import { Tip } from '../controls/Tip';

interface PanelToggleProps {
  readonly side: 'left' | 'right';
  readonly isOpen: boolean;
  onToggle(): void;
}

/** Opens and closes a side zone. */
export function PanelToggle({ side, isOpen, onToggle }: PanelToggleProps) {
  const name = side === 'left' ? 'Experiment panel' : 'Why panel';
  const Icon = side === 'left' ? PanelLeft : PanelRight;
  return (
    <Tip text={name} keys={side === 'left' ? '[' : ']'}>
      <button
        type="button"
        className="btn sq"
        id={`toggle-${side}`}
        aria-label={name}
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        <Icon aria-hidden="true" />
      </button>
    </Tip>
  );
}
