import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { RuleId } from '../../spec/spec';
import { loadRuleSource } from './rule-source';

/** The very program that trains this arm. */
export function RuleSource({ rule }: { rule: RuleId }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  useEffect(() => {
    if (!isOpen) return;
    let isCurrent = true;
    void loadRuleSource(rule).then((source) => {
      if (isCurrent) setText(source.trim());
    });
    return () => {
      isCurrent = false;
    };
  }, [rule, isOpen]);
  return (
    <details className="disc" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight aria-hidden="true" />
        The program of this rule
      </summary>
      <section
        className="source"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls has to be reachable by keyboard.
        tabIndex={0}
        aria-label={`Source of ${RULE_CATALOGUE[rule].short}`}
      >
        <pre>{text}</pre>
      </section>
    </details>
  );
}
