import { Undo2 } from 'lucide-react';

export interface FieldChange {
  /** The value that undo goes back to, as shown. */
  readonly text: string;
  undo(): void;
}

interface UndoButtonProps {
  readonly label: string;
  readonly change: FieldChange;
}

/** Beside the label of a changed control: the value that it goes back to. */
export function UndoButton({ label, change }: UndoButtonProps) {
  return (
    <button
      type="button"
      className="chg"
      onClick={change.undo}
      aria-label={`Put ${label} back to ${change.text}`}
    >
      <Undo2 aria-hidden="true" />
      <span>{change.text}</span>
    </button>
  );
}
