/**
 * What the Network panel says.
 */
import { degreeWords, shortNumber, wholePercent } from '../../charts/number-words';
import type { RuleId } from '../../spec/spec';
import { withArticle } from '../bench/class-names';
import type { TryInput } from '../bench/try-input';
import type { WeightComparison } from './compare-weights';

/** "±0.82"; "0 to 1.3" where nothing is negative. */
export function rangeWords(max: number, isSigned: boolean): string {
  return isSigned ? `±${shortNumber(max)}` : `0 to ${shortNumber(max)}`;
}

/** Why nothing carries errors through a layer; `rule` is that of the layer below. */
export function whyNoFeedback(rule: RuleId, name: string, layer: number): string {
  if (layer === 1) return 'Only the input lies below: this layer needs no feedback.';
  if (rule === 'readout') return `Under ${name} no error goes down here.`;
  if (rule === 'dfa')
    return `${name}’s feedback leads from the output to each layer: none has the shape of these weights.`;
  return `${name} sends errors back through these weights themselves.`;
}

/** How B stands to W in one sentence: "62° from W, 0.98 of its norm, 71 % of the signs agree." */
export function comparisonWords(
  { angleDeg, normRatio, signAgreement }: WeightComparison,
  other: string,
): string {
  if (!Number.isFinite(angleDeg)) return `Nothing to compare with ${other} yet: one of them is 0 throughout.`;
  const signs = Number.isFinite(signAgreement) ? `, ${wholePercent(signAgreement)} of the signs agree` : '';
  return `${degreeWords(angleDeg)} from ${other}, ${shortNumber(normRatio)} × its norm${signs}.`;
}

/** "test image 3, a 4"; "your drawing". */
export function inputWords({ choice, name }: Pick<TryInput, 'choice' | 'name'>, row: string): string {
  if (choice === 'drawn') return 'your drawing';
  return name === null ? `test ${row} ${choice + 1}` : `test ${row} ${choice + 1}, ${withArticle(name)}`;
}
