/**
 * Sentences of the notices, and what their buttons do to numbers.
 */
import type { Issue } from '../../spec/check';

/** "Learning rate" within a sentence; "RDMs" stays. */
export const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** "2 settings were out of range and use their defaults: learning rate, images." */
export function linkIssueText(issues: readonly Issue[]): string {
  const [first] = issues;
  if (!first) return '';
  const isOne = issues.length === 1;
  const subject = isOne ? '1 setting' : `${issues.length} settings`;
  const end = isOne ? 'uses its default' : 'use their defaults';
  if (issues.every(({ why }) => why === first.why)) {
    const why = isOne ? first.why : first.why.replace(/^was /, 'were ').replace(/^is /, 'are ');
    return `${subject} ${why} and ${end}: ${issues.map(({ label }) => inSentence(label)).join(', ')}.`;
  }
  const each = issues.map(({ label, why }) => `${inSentence(label)} (${why.replace(/^(was|is) /, '')})`);
  return `${subject} could not be used and ${end}: ${each.join(', ')}.`;
}

/** A tenth of a learning rate, to two digits. */
export function tenthOf(rate: number): number {
  return Number((rate / 10).toPrecision(2));
}

/** Title and remedy of an arm that diverged. */
export function divergenceWords(name: string, status: { step: number; what: 'loss' | 'weights' }) {
  const what = status.what === 'loss' ? 'Its loss became infinite.' : 'Its weights became infinite.';
  return {
    title: `${name} stopped at step ${status.step.toLocaleString('en')}`,
    text: `${what} A smaller learning rate usually helps.`,
  };
}
