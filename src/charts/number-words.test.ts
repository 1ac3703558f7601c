/**
 * Numbers as the page says them.
 */
import { expect, test } from 'vitest';
import {
  countWords,
  degreeWords,
  epochWords,
  hundredths,
  percentWords,
  plainNumber,
  shortEpoch,
  shortNumber,
  shortPercent,
  tenthPercent,
  wholePercent,
} from './number-words';

test('epochs to a tenth, in sentences as short as they are', () => {
  expect([500, 530].map((step) => epochWords(step, 125))).toEqual(['4.0', '4.2']);
  expect([500, 530].map((step) => shortEpoch(step, 125))).toEqual(['4', '4.2']);
});

test('per cent: whole, to a tenth, within a sentence, as it was set', () => {
  const ways = [wholePercent, tenthPercent, percentWords, shortPercent];
  expect(ways.map((way) => way(0.97))).toEqual(['97 %', '97.0 %', '97 %', '97 %']);
  expect(ways.map((way) => way(0.00254))).toEqual(['0 %', '0.3 %', '0.3 %', '0.254 %']);
});

test('what is not known is a dash', () => {
  expect([tenthPercent(null), tenthPercent(Number.NaN), wholePercent(Number.NaN)]).toEqual(['–', '–', '–']);
  expect([degreeWords(null), degreeWords(Number.NaN, 0)]).toEqual(['–', '–']);
});

test('degrees, counts, and numbers with two or three digits', () => {
  expect([degreeWords(35.26), degreeWords(35.26, 0)]).toEqual(['35.3°', '35°']);
  expect(countWords(60_000)).toBe('60,000');
  expect([0.3648, 0.0841, 1.2345, 12.34, 345.6, 0, -0.0771].map(shortNumber)).toEqual([
    '0.36',
    '0.084',
    '1.23',
    '12.3',
    '346',
    '0',
    '−0.077',
  ]);
  expect([1e-5, 0.0312, 45].map(plainNumber)).toEqual(['0.00001', '0.0312', '45']);
});

test('differences have a true minus, and none before zero', () => {
  expect([0.418, -0.052, -0.004, 0].map(hundredths)).toEqual(['0.42', '−0.05', '0.00', '0.00']);
});
