import { describe, expect, it } from 'vitest';
import { createArm, DEFAULT_SPEC } from '../../spec/presets';
import { ruleParams } from '../../spec/rule-params';
import type { ArmSpec, RuleId, RuleParams, Slot } from '../../spec/spec';
import { armNames } from './arm-names';

const arm = (slot: Slot, rule: RuleId, params: Partial<RuleParams> = {}): ArmSpec => ({
  ...createArm(slot, rule),
  params: ruleParams(params),
});
const named = (...arms: ArmSpec[]): string[] => armNames({ ...DEFAULT_SPEC, arms });

describe('names of arms', () => {
  it('are the rule’s where no other arm has it', () => {
    expect(named(arm(0, 'bp'), arm(1, 'fa', { feedbackScale: 0.03 }))).toEqual(['BP', 'FA']);
  });

  it('are lettered where two arms are alike', () => {
    expect(named(arm(0, 'bp'), arm(1, 'fa'), arm(2, 'fa'), arm(3, 'dfa'))).toEqual([
      'BP',
      'FA a',
      'FA b',
      'DFA',
    ]);
  });

  it('say the one thing that differs', () => {
    expect(named(arm(0, 'fa'), arm(1, 'fa', { feedbackScale: 0.03 }))).toEqual(['FA', 'FA ×0.03']);
    expect(named(arm(0, 'bp'), arm(1, 'bp', { activationDerivative: 0 }))).toEqual(['BP', 'BP no φ′']);
    expect(
      named(...([30, 60, 90] as const).map((dialAngle, slot) => arm(slot as Slot, 'dial', { dialAngle }))),
    ).toEqual(['Dial 30°', 'Dial 60°', 'Dial 90°']);
  });

  it('fit at the end of a line: beside a long rule a letter, a word only where there is room', () => {
    expect(named(arm(0, 'burstprop'), arm(1, 'burstprop', { burstFeedback: 1 }))).toEqual([
      'Burstprop a',
      'Burstprop b',
    ]);
    expect(named(arm(0, 'nodePerturbation'), arm(1, 'nodePerturbation', { perturbationTries: 8 }))).toEqual([
      'NP',
      'NP 8',
    ]);
  });

  it('leave out what the arms have in common', () => {
    const common = { feedbackScale: 0.03 };
    expect(named(arm(0, 'fa', common), arm(1, 'fa', { ...common, sparsity: 0.5 }))).toEqual([
      'FA',
      'FA 50 %',
    ]);
  });

  it('fall back to letters where no one thing tells all of them apart', () => {
    const arms = [
      arm(0, 'fa', { feedbackScale: 0.03 }),
      arm(1, 'fa', { feedbackScale: 0.03, sparsity: 0.5 }),
      arm(2, 'fa', { sparsity: 0.5 }),
    ];
    expect(named(...arms)).toEqual(['FA a', 'FA b', 'FA c']);
  });

  it('tell layers with other rules and own learning rates, the latter only where arms have them', () => {
    const mixed: ArmSpec = { ...arm(1, 'fa'), layerRules: [{ layer: 1, rule: 'bp' }] };
    expect(named(arm(0, 'fa'), mixed)).toEqual(['FA', 'FA 1: BP']);
    const arms = [arm(0, 'fa'), { ...arm(1, 'fa'), learningRate: 0.05 }];
    expect(armNames({ ...DEFAULT_SPEC, arms, rateMode: 'perRule' })).toEqual(['FA', 'FA η 0.05']);
    expect(armNames({ ...DEFAULT_SPEC, arms })).toEqual(['FA a', 'FA b']);
  });
});
