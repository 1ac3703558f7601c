import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface MoreProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** What few need, folded away. */
export function More({ label, children }: MoreProps) {
  return (
    <details className="disc">
      <summary>
        <ChevronRight aria-hidden="true" />
        {label}
      </summary>
      {children}
    </details>
  );
}
