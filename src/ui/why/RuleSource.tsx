import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { RuleId } from '../../spec/spec';
import { loadRuleSource, type RuleProgram } from './rule-source';

interface SourceProps {
  readonly label: string;
  readonly text: string;
}

function Source({ label, text }: SourceProps) {
  return (
    <section
      className="source"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={label}
    >
      <pre>{text}</pre>
    </section>
  );
}

/** The very program that trains this arm: the lines that differ from other rules, and the whole file on demand. */
export function RuleSource({ rule }: { readonly rule: RuleId }) {
  const [loaded, setLoaded] = useState<{ readonly rule: RuleId; readonly program: RuleProgram } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void loadRuleSource(rule).then((program) => {
      if (isCurrent) setLoaded({ rule, program });
    });
    return () => {
      isCurrent = false;
    };
  }, [rule]);
  const { short } = RULE_CATALOGUE[rule];
  const program = loaded?.rule === rule ? loaded.program : null;
  return (
    <>
      <h3>The same as a program</h3>
      <Source label={`${short} as a program`} text={program?.excerpt ?? ''} />
      <details className="disc">
        <summary>
          <ChevronRight aria-hidden="true" />
          The whole file
        </summary>
        <Source label={`Source of ${short}`} text={program?.whole ?? ''} />
      </details>
    </>
  );
}
