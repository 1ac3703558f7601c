/**
 * One sentence on what loss and accuracy say together, from the numbers alone.
 *   cost of a wrong answer ≤ loss / (1 − accuracy), and ≥ (loss − accuracy · ln C) / (1 − accuracy):
 * a right answer among C classes costs between 0 and ln C nats. Guessing costs ln C for every answer. So a network whose
 * wrong answers must cost more than guessing is sure of its mistakes.
 */

import { percentWords, shortEpoch } from '../../charts/number-words';

/** What is known of an arm up to the moment shown. */
export interface ConfidenceFacts {
  readonly arm: string;
  /** Ascending; the last one is the moment shown. */
  readonly step: readonly number[];
  readonly loss: readonly number[];
  /** Fraction 0–1. */
  readonly accuracy: readonly number[];
  /** Root mean square of the logits at the moment shown and when the loss was lowest; NaN where not measured. */
  readonly logitScaleNow: number;
  readonly logitScaleAtBest: number;
}

/** What a wrong answer costs on average, nats: at least and at most. Null where no answer is wrong. */
export function costOfErrors(
  loss: number,
  accuracy: number,
  guessingNats: number,
): readonly [least: number, most: number] | null {
  const wrong = 1 - accuracy;
  if (wrong <= 0) return null;
  return [Math.max(0, (loss - accuracy * guessingNats) / wrong), loss / wrong];
}

const lossText = (loss: number): string =>
  loss >= 100 ? loss.toFixed(0) : loss >= 10 ? loss.toFixed(1) : loss.toFixed(loss < 0.1 ? 3 : 2);
const costText = (cost: number): string => (cost >= 10 ? cost.toFixed(0) : cost.toFixed(1));

/** Place of the lowest value, the first of equals. */
function lowestIndex(values: readonly number[]): number {
  let best = 0;
  values.forEach((value, index) => {
    if (value < (values[best] ?? value)) best = index;
  });
  return best;
}

/** The last two losses have to be so many times the lowest before anyone speaks of growth: a single bad step is no news. */
const GROWTH = 1.2;
/** Accuracy that has moved by less than this stays. */
const STEADY = 0.01;

interface Finding {
  readonly text: string;
  /** The finding with the highest rank is told. */
  readonly rank: number;
}

/** Growth of the logits since the loss was lowest, in words; empty where they did not grow much. */
function scaleWords({ logitScaleNow: now, logitScaleAtBest: then }: ConfidenceFacts): string {
  return now > then * 1.1 ? `, and logits ${costText(now)}, up from ${costText(then)}` : '';
}

/** What the errors cost beside guessing, in words; null where that cannot be said. */
function costWords(loss: number, accuracy: number, guessingNats: number | null): string | null {
  const cost = guessingNats === null ? null : costOfErrors(loss, accuracy, guessingNats);
  if (guessingNats === null || cost === null || cost[0] <= guessingNats) return null;
  return `a wrong answer costs ${cost[1] > 1.3 * cost[0] ? 'up to' : 'about'} ${costText(cost[1])} nats, guessing ${costText(guessingNats)}`;
}

function findingOf(
  facts: ConfidenceFacts,
  guessingNats: number | null,
  stepsPerEpoch: number,
): Finding | null {
  const { arm, step, loss, accuracy } = facts;
  const last = step.length - 1;
  const [now, right] = [loss[last], accuracy[last]];
  if (now === undefined || right === undefined) return null;
  if (last === 0 || step[last] === 0)
    return { rank: 0, text: `${arm} has not learned yet: loss ${lossText(now)} at ${percentWords(right)}.` };
  const best = lowestIndex(loss);
  const [lowest = now, rightThen = right] = [loss[best], accuracy[best]];
  const cost = costWords(now, right, guessingNats);
  if (Math.min(now, loss[last - 1] ?? now) > lowest * GROWTH) {
    const rank = 3 + Math.log(now / lowest);
    const epoch = shortEpoch(step[best] ?? 0, stepsPerEpoch);
    const grown = `loss ${lossText(now)}, up from ${lossText(lowest)} at epoch ${epoch}`;
    const price = cost === null ? '' : `; ${cost}`;
    if (right < rightThen - STEADY) {
      const fallen = `${percentWords(right)} right, down from ${percentWords(rightThen)}`;
      return { rank, text: `${arm} gets worse: ${grown}, and ${fallen}${price}.` };
    }
    const verb = cost === null ? 'grows surer' : 'is sure';
    const still = right > rightThen + STEADY ? '' : 'still ';
    return {
      rank,
      text: `${arm} ${verb} of its mistakes: ${grown}${scaleWords(facts)}, yet ${still}${percentWords(right)} right${price}.`,
    };
  }
  if (cost)
    return {
      rank: 2,
      text: `${arm} is right ${percentWords(right)} of the time but sure of its mistakes: ${cost}.`,
    };
  const first = accuracy[0] ?? right;
  if (right <= first + STEADY && now >= (loss[0] ?? now) / GROWTH)
    return {
      rank: 1.5,
      text: `${arm} does not learn: loss ${lossText(now)} at ${percentWords(right)}, as at the start.`,
    };
  return {
    rank: 1,
    text: `${arm} grows surer and more often right together: loss ${lossText(now)} at ${percentWords(right)}.`,
  };
}

/**
 * The sentence on the arm about which there is most to say; when all arms do the same healthy thing, one for all.
 * `guessingNats` is ln C, or null for losses that are not a cross-entropy over classes. Null before any measurement.
 */
export function confidenceSentence(
  arms: readonly ConfidenceFacts[],
  guessingNats: number | null,
  stepsPerEpoch: number,
): string | null {
  const findings = arms.flatMap((facts) => findingOf(facts, guessingNats, stepsPerEpoch) ?? []);
  const [first] = findings;
  if (!first) return null;
  if (findings.length > 1 && findings.every(({ rank }) => rank === 0))
    return 'No arm has learned yet: all of them guess.';
  if (findings.length > 1 && findings.every(({ rank }) => rank === 1)) {
    const all = findings.length === 2 ? 'Both arms' : 'All arms';
    return `${all} grow surer and more often right together: lower loss and higher accuracy belong to one another here.`;
  }
  return findings.reduce((most, finding) => (finding.rank > most.rank ? finding : most)).text;
}
