import { describe, expect, it } from 'vitest';
import { RULE_IDS } from '../../spec/catalogue';
import { createArm } from '../../spec/presets';
import { RULE_PARAMS, ruleParams } from '../../spec/rule-params';
import type { RuleId, RuleParamId } from '../../spec/spec';
import { paramGroupsOf, shownParams, stopDistance } from './arm-params';
import { RULE_GROUPS } from './rule-groups';

const idsOf = (rule: RuleId, params = ruleParams()): RuleParamId[] =>
  shownParams({ ...createArm(0, rule), params }).map(({ id }) => id);

it('every rule stands under one heading of the menu', () => {
  expect(RULE_GROUPS.flatMap(({ rules }) => rules).sort()).toEqual([...RULE_IDS].sort());
});

describe('an arm’s settings', () => {
  it('hold what the rule reads and nothing else', () => {
    expect(idsOf('readout')).toEqual(['normConstraint', 'gradientClip', 'manhattan']);
    expect(idsOf('bp')).not.toContain('feedbackScale');
    expect(idsOf('kp')).toContain('feedbackDecay');
    expect(idsOf('fa')).not.toContain('feedbackDecay');
  });

  it('hold what rules of single layers read', () => {
    const choice = { ...createArm(0, 'bp'), layerRules: [{ layer: 1, rule: 'dial' as const }] };
    expect(shownParams(choice).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dialAngle', 'feedbackScale', 'sparsity']),
    );
  });

  it('leave out what makes no difference yet', () => {
    expect(idsOf('fa')).not.toContain('blockMode');
    expect(idsOf('fa', ruleParams({ blockProbability: 0.1 }))).toContain('blockMode');
  });

  it('begin with the rule’s own', () => {
    const groups = (rule: RuleId): string[] => paramGroupsOf(createArm(0, rule)).map(({ id }) => id);
    expect(groups('kp')).toEqual(['rule', 'feedback', 'ablation', 'update']);
    expect(groups('fa')).toEqual(['feedback', 'ablation', 'update']);
    expect(groups('readout')).toEqual(['update']);
  });
});

it('sliders stop at round numbers', () => {
  expect(stopDistance(RULE_PARAMS.sparsity)).toBe(0.01);
  expect(stopDistance(RULE_PARAMS.dialAngle)).toBe(1);
  expect(stopDistance(RULE_PARAMS.rank)).toBe(1);
});
