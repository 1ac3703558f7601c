/**
 * Sentences of the notices, and what their buttons do to numbers.
 */
import { countWords } from '../../charts/number-words';
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
  const isSaidOnce =
    issues.every(({ why }) => why === first.why) && /^(was|is|cannot|did|needs) /.test(first.why);
  if (isSaidOnce) {
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

export interface Stop {
  readonly name: string;
  readonly step: number;
  readonly what: 'loss' | 'weights';
}

/** Title and remedy of the arms that diverged. */
export function divergenceWords(stops: readonly Stop[]): { title: string; text: string } {
  const title = stops
    .map(({ name, step }, index) => `${name}${index === 0 ? ' stopped' : ''} at step ${countWords(step)}`)
    .join(', ');
  const isLoss = stops.every(({ what }) => what === 'loss');
  const what =
    stops.length === 1 ? `Its ${isLoss ? 'loss' : 'weights'}` : isLoss ? 'Their losses' : 'Their weights';
  return { title, text: `${what} became infinite. A smaller learning rate usually helps.` };
}
