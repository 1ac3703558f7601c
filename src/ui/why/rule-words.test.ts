import { expect, test } from 'vitest';
import { RULE_IDS } from '../../spec/catalogue';
import { createArm } from '../../spec/presets';
import { ruleParams } from '../../spec/rule-params';
import type { RuleChoice, RuleId, RuleParams } from '../../spec/spec';
import { inWords, layerList, optionWords } from './rule-words';

const own = (rule: RuleId, params: Partial<RuleParams> = {}): RuleChoice => ({
  ...createArm(0, rule),
  params: ruleParams(params),
});

test('every rule has its own words for what carries the error', () => {
  const terms = RULE_IDS.map((rule) => inWords(own(rule)).term);
  expect(new Set(terms).size).toBe(RULE_IDS.length);
  expect(inWords(own('signAgreement', { signFlips: 0.25 })).term).toContain('25 % of them flipped');
  expect(inWords(own('dial', { dialAngle: 60 })).term).toContain('60°');
  expect(inWords(own('fa', { activationDerivative: 0 })).after).toContain('left out');
});

test('a plain rule needs no further words, except where feedback learns or the answer is settled', () => {
  const more: Partial<Record<RuleId, number>> = { kp: 1, wm: 1, ep: 2, chl: 1, generec: 1 };
  for (const rule of RULE_IDS) expect(optionWords(own(rule)).length, rule).toBe(more[rule] ?? 0);
});

test('rules that settle say what they answer, with the arm’s own sweeps', () => {
  expect(optionWords(own('ep', { freeSteps: 40 }))[0]).toContain('after 80 sweeps');
  expect(optionWords(own('ep', { nudgeSides: 1 }))[0]).toContain('stands for the one nudged away');
  expect(optionWords(own('chl', { sweeps: 1 }))).toEqual([
    'It answers what it settles on by itself, after 1 sweep: that is what test accuracy, Try it and RDMs are of.',
  ]);
  expect(optionWords(own('pc', { pcFeedback: 1 }))[0]).toContain('fixed random weights');
});

test('every option that changes the formula is said', () => {
  const choice: RuleChoice = {
    ...own('fa', {
      feedbackScale: 0.03,
      sparsity: 0.9,
      rank: 2,
      blockProbability: 0.3,
      blockMode: 1,
      blockPer: 1,
      gradientClip: 5,
      manhattan: 1,
      normConstraint: 2,
    }),
    layerRules: [
      { layer: 1, rule: 'dfa' },
      { layer: 2, rule: 'readout' },
      { layer: 3, rule: 'dfa' },
    ],
    painted: [
      { layer: 2, at: 7, value: 1 },
      { layer: 2, at: 7, value: 2 },
      { layer: 3, at: 7, value: 2 },
    ],
  };
  expect(optionWords(choice)).toEqual([
    'Layers 1 and 3 get their error by DFA.',
    'Layer 2 is frozen.',
    'The feedback is 0.03 times as large as the rule makes it.',
    '90 % of its entries are 0, always the same ones.',
    'Its random part has rank 2: all that it carries passes through so many numbers.',
    '2 feedback weights are set by hand.',
    'With chance 30 %, drawn for single layers, hidden layers get nothing instead.',
    'Gradients longer than 5, all layers together, are cut to that length.',
    'Only the sign of each gradient counts.',
    'What carries the error always has the norm of the forward weights.',
  ]);
});

test('numbers that a rule does not read are not said', () => {
  expect(optionWords(own('bp', { feedbackScale: 0.03, sparsity: 0.5, rank: 2 }))).toEqual([]);
});

test('layers are listed as one would say them', () => {
  expect(layerList([2])).toBe('layer 2');
  expect(layerList([1, 3])).toBe('layers 1 and 3');
  expect(layerList([1, 2, 3])).toBe('layers 1 to 3');
  expect(layerList([1, 2, 5])).toBe('layers 1, 2 and 5');
});
