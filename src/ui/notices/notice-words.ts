/**
 * Sentences of the notices, and what their buttons do to numbers.
 */
import type { Issue } from '../../spec/check';

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** "2 settings were out of range and use their defaults: learning rate, images." One sentence per reason. */
export function linkIssueText(issues: readonly Issue[]): string {
  const byReason = new Map<string, string[]>();
  for (const { label, why } of issues) byReason.set(why, [...(byReason.get(why) ?? []), label]);
  return [...byReason]
    .map(([why, labels]) => {
      const names = list(labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1)));
      if (labels.length === 1) return `${names.charAt(0).toUpperCase()}${names.slice(1)} ${why}.`;
      return `${labels.length} settings ${why.replace(/^was /, 'were ').replace(/^is /, 'are ')}: ${names}.`;
    })
    .join(' ');
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
