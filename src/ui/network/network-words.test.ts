import { expect, test } from 'vitest';
import { comparisonWords, inputWords, rangeWords, whyNoFeedback } from './network-words';

test('ranges say when nothing is negative', () => {
  expect(rangeWords(0.3648, true)).toBe('±0.36');
  expect(rangeWords(2, false)).toBe('0 to 2');
});

test('the input is named as Try it shows it', () => {
  expect(inputWords({ choice: 2, name: '8' }, 'image')).toBe('test image 3, an 8');
  expect(inputWords({ choice: 2, name: 'Ankle boot' }, 'image')).toBe('test image 3, an ankle boot');
  expect(inputWords({ choice: 0, name: null }, 'pair')).toBe('test pair 1');
  expect(inputWords({ choice: 'drawn', name: null }, 'image')).toBe('your drawing');
});

test('every rule without feedback weights says why', () => {
  expect(whyNoFeedback('fa', 'FA', 1)).toContain('Only the input lies below');
  expect(whyNoFeedback('bp', 'BP a', 2)).toContain('BP a sends errors back');
  expect(whyNoFeedback('dfa', 'DFA', 2)).toContain('from the output to each layer');
  expect(whyNoFeedback('readout', 'Readout', 2)).toContain('no error goes down');
});

test('feedback is held against the forward weights in one sentence', () => {
  const words = comparisonWords({ angleDeg: 61.96, normRatio: 0.9812, signAgreement: 0.7083 }, 'W');
  expect(words).toBe('62.0° from W, 0.98 × its norm, 71 % of the signs agree.');
  const nothing = { angleDeg: Number.NaN, normRatio: 0, signAgreement: Number.NaN };
  expect(comparisonWords(nothing, 'W')).toContain('0 throughout');
});
