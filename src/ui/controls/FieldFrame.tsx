import { TriangleAlert } from 'lucide-react';
import { Tooltip } from 'radix-ui';
import { type FocusEvent, type ReactNode, useState } from 'react';
import { type FieldChange, UndoButton } from './UndoButton';

interface FieldFrameProps {
  /** Prefix of the ids `-label` and `-help`, which the control refers to. */
  readonly id: string;
  readonly label: string;
  /** Stands before the label: the line sample of an arm. */
  readonly mark?: ReactNode;
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

/** True for the keyboard's focus on a control; segments explain themselves, and text fields keep their view free. */
function asksForHelp({ target }: FocusEvent): boolean {
  return target.matches(':focus-visible') && !target.matches('input, [role="radio"]');
}

interface HelpTipProps {
  readonly help: string;
  readonly isFocused: boolean;
  readonly children: ReactNode;
}

/** The help of a field: over its label while it is pointed at, or while its control has the keyboard's focus. */
function HelpTip({ help, isFocused, children }: HelpTipProps) {
  const [isHovered, setHovered] = useState(false);
  return (
    <Tooltip.Root open={isHovered || isFocused} onOpenChange={setHovered}>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tipd" side="top" align="start" sideOffset={4} collisionPadding={8}>
          {help}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

/** Label, gloss or value, undo, control, help: the frame of every control. */
export function FieldFrame(props: FieldFrameProps) {
  const {
    id,
    label,
    mark,
    gloss,
    value,
    help,
    isHelpShown = false,
    change,
    reason,
    problem,
    children,
  } = props;
  const [isFocused, setFocused] = useState(false);
  const title = (
    <span className="t" id={`${id}-label`}>
      {label}
    </span>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div className="fld" onFocus={(event) => setFocused(asksForHelp(event))} onBlur={() => setFocused(false)}>
      <div className="lb">
        {mark}
        {isHelpShown ? (
          title
        ) : (
          <HelpTip help={help} isFocused={isFocused}>
            {title}
          </HelpTip>
        )}
        {change ? <UndoButton label={label} change={change} /> : null}
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
