import { useEffect, useRef } from 'react';

interface FormulaProps {
  readonly tex: string;
  readonly className?: string;
}

/** A formula in TeX, for eyes and (as MathML) for screen readers. KaTeX loads with the first one. */
export function Formula({ tex, className = '' }: FormulaProps) {
  const host = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let isCurrent = true;
    void import('./katex-parts').then(({ render }) => {
      if (!isCurrent || !host.current) return;
      render(tex, host.current, {
        output: 'htmlAndMathml',
        throwOnError: false,
        strict: 'ignore',
        trust: ({ command }) => command === '\\htmlClass',
      });
    });
    return () => {
      isCurrent = false;
    };
  }, [tex]);
  return <span ref={host} className={`tex ${className}`.trim()} />;
}
