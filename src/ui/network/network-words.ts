/**
 * What the Network panel says.
 */
import type { RuleId } from '../../spec/spec';
import { withArticle } from '../bench/class-names';
import type { TryInput } from '../bench/try-input';

/** Three significant digits at most: "0.17", "1.24", "12.4". */
export function shortNumber(value: number): string {
  if (value === 0) return '0';
  return String(
    Number(Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(Math.abs(value) >= 1 ? 3 : 2)),
  );
}

/** "±0.82"; "0 to 1.3" where nothing is negative. */
export function rangeWords(max: number, isSigned: boolean): string {
  return isSigned ? `±${shortNumber(max)}` : `0 to ${shortNumber(max)}`;
}

/** Why there is no B_l to show. */
export function whyNoFeedback(rule: RuleId, name: string, layer: number): string {
  if (layer === 1) return 'Only the input lies below: this layer needs no feedback.';
  switch (rule) {
    case 'bp':
      return `${name} sends errors back through these weights themselves.`;
    case 'dfa':
      return `${name}’s feedback leads from the output to each layer: none has the shape of these weights.`;
    default:
      return `${name} has no feedback weights of this shape.`;
  }
}

/** "test image 3, a 4"; "your drawing". */
export function inputWords({ choice, name }: Pick<TryInput, 'choice' | 'name'>, row: string): string {
  if (choice === 'drawn') return 'your drawing';
  return name === null ? `test ${row} ${choice + 1}` : `test ${row} ${choice + 1}, ${withArticle(name)}`;
}
