import { describe, expect, it } from 'vitest';
import { RULE_CATALOGUE } from '../../spec/catalogue';
import { createArm, DEFAULT_SPEC } from '../../spec/presets';
import { RULE_PARAM_IDS, RULE_PARAMS, ruleParams } from '../../spec/rule-params';
import type { ArmSpec, RuleId, RuleParams } from '../../spec/spec';
import { armChipWords, differencesOf } from './arm-differences';

const arm = (rule: RuleId, params: Partial<RuleParams> = {}): ArmSpec => ({
  ...createArm(0, rule),
  params: ruleParams(params),
});
const words = (which: ArmSpec): string => armChipWords(which, DEFAULT_SPEC);

describe('what an arm’s chip says', () => {
  it('is nothing for a rule as it comes', () => {
    for (const rule of Object.keys(RULE_CATALOGUE) as RuleId[]) expect(words(arm(rule)), rule).toBe('');
  });

  it('is every difference in the order of the settings', () => {
    expect(words(arm('fa', { feedbackScale: 0.03, sparsity: 0.5, activationDerivative: 0 }))).toBe(
      '×0.03 · 50 % sparse · no φ′',
    );
    expect(words(arm('wm', { mirrorNoise: 2, mirrorBias: 1 }))).toBe('uncentred noise · biases on');
  });

  it('says switched-off numbers in words of their own', () => {
    expect(words(arm('hpca', { hebbCentred: 0 }))).toBe('input not centred');
    expect(words(arm('nodePerturbation', { perturbationPaired: 0 }))).toBe('one way');
  });

  it('keeps capitals that a choice is named by', () => {
    expect(words(arm('pc', { pcVariant: 1 }))).toBe('Z-IL');
    expect(words(arm('pc', { pcFeedback: 1 }))).toBe('fixed random');
  });

  it('leaves out what the rule does not read and what does not apply', () => {
    expect(words(arm('bp', { feedbackScale: 0.03, dialAngle: 10 }))).toBe('');
    expect(words(arm('fa', { blockMode: 2, blockPer: 1 }))).toBe('');
  });

  it('says what takes the place of missing errors, and how often, in one piece', () => {
    expect(words(arm('fa', { blockProbability: 0.3 }))).toBe('ones in 30 % of batches');
    expect(words(arm('fa', { blockProbability: 0.25, blockMode: 2, blockPer: 2 }))).toBe(
      'noise in 25 % of examples',
    );
  });

  it('names layers with other rules; their rules’ numbers count too', () => {
    const mixed: ArmSpec = {
      ...arm('bp', { feedbackScale: 0.1 }),
      layerRules: [
        { layer: 1, rule: 'fa' },
        { layer: 2, rule: 'readout' },
      ],
    };
    expect(words(mixed)).toBe('layer 1: FA, layer 2: frozen · ×0.1');
  });

  it('counts painted entries', () => {
    expect(words({ ...arm('fa'), painted: [{ layer: 2, at: 0, value: 1 }] })).toBe('1 entry painted');
  });

  it('says the learning rate of every arm once each has its own', () => {
    const perRule = { ...DEFAULT_SPEC, rateMode: 'perRule' as const };
    expect(armChipWords(arm('bp'), perRule)).toBe('rate 0.1');
    expect(armChipWords({ ...arm('fa', { manhattan: 1 }), learningRate: 0.02 }, perRule)).toBe(
      'sign updates · rate 0.02',
    );
  });
});

/** Values without which other numbers do not apply. */
const LETTING_OTHERS_MATTER = {
  blockProbability: 0.5,
  plateauFeedback: 1,
  microStart: 1,
  microTopDown: 1,
  hebbReadout: 1,
  localLoss: 2,
};

it('has words and a tag for every number, never the bare name of a choice that is not there', () => {
  for (const id of RULE_PARAM_IDS) {
    const { min, max, default: standard, kind } = RULE_PARAMS[id];
    const other = standard === max ? min : kind === 'number' ? (standard + max) / 2 : max;
    const rule = (Object.keys(RULE_CATALOGUE) as RuleId[]).find((each) =>
      RULE_CATALOGUE[each].params.includes(id),
    );
    expect(rule, id).toBeDefined();
    if (rule === undefined) continue;
    const params = { ...LETTING_OTHERS_MATTER, [id]: other };
    const found = differencesOf(arm(rule, params), DEFAULT_SPEC).find(({ about }) => about === id);
    expect(found?.tag, id).toMatch(/\S/);
    expect(`${found?.words} ${found?.tag}`, id).not.toMatch(/undefined|NaN/);
  }
});
