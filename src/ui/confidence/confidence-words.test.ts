import { describe, expect, test } from 'vitest';
import { type ConfidenceFacts, confidenceSentence, costOfErrors } from './confidence-words';

const LN10 = Math.log(10);

const arm = (
  name: string,
  points: readonly (readonly [epoch: number, loss: number, accuracy: number])[],
  scales: readonly [then: number, now: number] = [Number.NaN, Number.NaN],
): ConfidenceFacts => ({
  arm: name,
  step: points.map(([epoch]) => epoch * 100),
  loss: points.map(([, loss]) => loss),
  accuracy: points.map(([, , accuracy]) => accuracy),
  logitScaleAtBest: scales[0],
  logitScaleNow: scales[1],
});
const say = (...arms: ConfidenceFacts[]): string | null => confidenceSentence(arms, LN10, 100);

describe('the cost of a wrong answer', () => {
  test('lies between two bounds that meet where the loss is large', () => {
    // 157 nats at 90 %: all but at most ln 10 per right answer is paid by one answer in ten.
    const [least, most] = costOfErrors(157, 0.9, LN10) ?? [0, 0];
    expect(most).toBeCloseTo(1570, 6);
    expect(least).toBeCloseTo(1570 - 9 * LN10, 6);
  });

  test('is never negative, and is nothing where nothing is wrong', () => {
    expect(costOfErrors(0.1, 0.9, LN10)?.[0]).toBe(0);
    expect(costOfErrors(0.1, 1, LN10)).toBeNull();
  });
});

describe('the sentence', () => {
  test('a loss that rises while accuracy stays is confidence in mistakes', () => {
    const points = [
      [0, 2.4, 0.1],
      [2, 0.5, 0.9],
      [9, 140, 0.901],
      [10, 157, 0.902],
    ] as const;
    expect(say(arm('FA', points, [4, 900]))).toBe(
      'FA is sure of its mistakes: loss 157, up from 0.50 at epoch 2, and logits 900, up from 4.0, yet still 90.2 % right; a wrong answer costs about 1602 nats, guessing 2.3.',
    );
  });

  test('a loss that rises while accuracy falls is no such thing', () => {
    const falls = arm('FA', [
      [0, 2.3, 0.1],
      [1, 0.4, 0.9],
      [2, 0.8, 0.75],
      [3, 0.9, 0.7],
    ]);
    expect(say(falls)).toMatch(
      /^FA gets worse: loss 0\.90, up from 0\.40 at epoch 1, and 70 % right, down from 90 %\.$/,
    );
    // 0.9 nats at 70 % may all be guesses: nothing is said about the price of a mistake.
    expect(say(falls)).not.toContain('costs');
  });

  test('a single bad step is no news', () => {
    const shaken = arm('FA', [
      [0, 2.3, 0.1],
      [1, 0.4, 0.9],
      [2, 0.41, 0.9],
      [3, 0.6, 0.85],
    ]);
    expect(say(shaken)).toBe('FA grows surer and more often right together: loss 0.60 at 85 %.');
  });

  test('learning well is one sentence for all; the arm with most to say wins', () => {
    const good = [
      [0, 2.3, 0.1],
      [4, 0.1, 0.97],
    ] as const;
    expect(say(arm('BP', good), arm('FA', good))).toMatch(
      /^Both arms grow surer and more often right together/,
    );
    expect(say(arm('BP', good))).toBe('BP grows surer and more often right together: loss 0.10 at 97 %.');
    const sure = [
      [0, 2.3, 0.1],
      [4, 1.2, 0.9],
    ] as const;
    // At most 12 nats, at least (1.2 − 0.9 ln 10) / 0.1 < 0: not proven.
    expect(say(arm('BP', good), arm('FA', sure))).toMatch(/^Both arms/);
    const surer = [
      [0, 9, 0.1],
      [4, 4, 0.9],
    ] as const;
    expect(say(arm('BP', good), arm('FA', surer))).toBe(
      'FA is right 90 % of the time but sure of its mistakes: a wrong answer costs up to 40 nats, guessing 2.3.',
    );
  });

  test('before training, and without learning', () => {
    const start = [[0, 2.3, 0.1]] as const;
    expect(say()).toBeNull();
    expect(say(arm('BP', start))).toBe('BP has not learned yet: loss 2.30 at 10 %.');
    expect(say(arm('BP', start), arm('FA', start))).toBe('No arm has learned yet: all of them guess.');
    const stuck = [
      [0, 2.3, 0.1],
      [3, 2.3, 0.101],
    ] as const;
    expect(say(arm('FA', stuck))).toBe('FA does not learn: loss 2.30 at 10.1 %, as at the start.');
  });

  test('without classes of equal chance nothing is said about costs', () => {
    const points = [
      [0, 1, 0.1],
      [2, 0.5, 0.9],
      [8, 40, 0.9],
      [9, 50, 0.9],
    ] as const;
    expect(confidenceSentence([arm('FA', points)], null, 100)).toBe(
      'FA grows surer of its mistakes: loss 50.0, up from 0.50 at epoch 2, yet still 90 % right.',
    );
  });
});
