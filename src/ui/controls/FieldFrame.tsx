import { TriangleAlert, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tip } from './Tip';

export interface FieldChange {
  /** The value that undo goes back to, as shown. */
  readonly text: string;
  undo(): void;
}

interface FieldFrameProps {
  /** Prefix of the ids `-label` and `-help`, which the control refers to. */
  readonly id: string;
  readonly label: string;
  /** Gloss or unit, right of the label. */
  readonly gloss?: ReactNode;
  /** The editable value, right of the label; wins over the gloss. */
  readonly value?: ReactNode;
  readonly help: string;
  /** Whether the help stands under the control; otherwise it is the label's tooltip. */
  readonly isHelpShown?: boolean;
  readonly change?: FieldChange | null;
  /** Why something cannot be chosen. */
  readonly reason?: string | null;
  /** What was wrong with the value typed. */
  readonly problem?: string | null;
  readonly children: ReactNode;
}

/** Label, gloss or value, undo, control, help: the frame of every control. */
export function FieldFrame(props: FieldFrameProps) {
  const { id, label, gloss, value, help, isHelpShown = false, change, reason, problem, children } = props;
  const title = (
    <span className="t" id={`${id}-label`}>
      {label}
    </span>
  );
  return (
    <div className="fld">
      <div className="lb">
        {isHelpShown ? (
          title
        ) : (
          <Tip text={help} side="top">
            {title}
          </Tip>
        )}
        {change ? (
          <button
            type="button"
            className="chg"
            onClick={change.undo}
            aria-label={`Put ${label} back to ${change.text}`}
          >
            <Undo2 aria-hidden="true" />
            <span>{change.text}</span>
          </button>
        ) : null}
        {value ? (
          <span className="v">{value}</span>
        ) : gloss && !change ? (
          <span className="g">{gloss}</span>
        ) : null}
      </div>
      {children}
      {problem ? (
        <p className="problem" role="alert">
          <TriangleAlert aria-hidden="true" />
          {problem}
        </p>
      ) : null}
      {reason ? <p className="help">{reason}</p> : null}
      <p className={isHelpShown ? 'help' : 'vh'} id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}
