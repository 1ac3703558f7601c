import { CircleAlert, Info, Link, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';

const ICONS = { info: Info, link: Link, warn: TriangleAlert, bad: CircleAlert } as const;

export interface NoticeProps {
  readonly kind: keyof typeof ICONS;
  readonly title: string;
  readonly text?: string;
  /** Ways out, the best one first. */
  readonly children?: ReactNode;
  onDismiss?(): void;
}

/** What happened, then what to do. */
export function Notice({ kind, title, text, children, onDismiss }: NoticeProps) {
  const Icon = ICONS[kind];
  return (
    <div className={`ntc ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon aria-hidden="true" />
      <div className="words">
        <b>{title}</b>
        {text ? <p>{text}</p> : null}
        {children ? <div className="btns">{children}</div> : null}
      </div>
      {onDismiss ? (
        <button type="button" className="btn sq close" aria-label="Dismiss" onClick={onDismiss}>
          <X aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
