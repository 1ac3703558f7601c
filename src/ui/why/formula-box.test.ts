import { expect, test } from 'vitest';
import { createArm, DEFAULT_SPEC } from '../../spec/presets';
import { ruleParams } from '../../spec/rule-params';
import type { ArmSpec, ExperimentSpec, RuleId } from '../../spec/spec';
import { formulaBox } from './formula-box';

const context = (arms: readonly ArmSpec[], layerCount = 2) => {
  const spec: ExperimentSpec = { ...DEFAULT_SPEC, arms };
  const views = arms.map(({ slot, rule }) => ({
    slot,
    rule,
    name: `${rule} ${slot}`,
    layerRules: [],
    marks: [],
    stoppedAt: null,
  }));
  return { spec, arms: views, layerCount };
};

test('every formula stands once, with the name of the arm in focus where it is shared', () => {
  const arms = [createArm(0, 'bp'), createArm(1, 'fa'), createArm(2, 'fa')];
  const labels = (focus: 0 | 1 | 2) => formulaBox(context(arms), focus).map(({ label }) => label);
  expect(labels(0)).toEqual(['bp 0', 'fa 1', 'all']);
  expect(labels(2)).toEqual(['bp 0', 'fa 2', 'all']);
});

test('what the options of the arm in focus add stands under its formula, and nowhere else', () => {
  const arms = [
    createArm(0, 'bp'),
    { ...createArm(1, 'frsf'), params: ruleParams({ blockProbability: 0.25, manhattan: 1 }) },
  ];
  const lines = formulaBox(context(arms), 1);
  expect(lines.map(({ label, isPart }) => [label, isPart])).toEqual([
    ['bp 0', false],
    ['frsf 1', false],
    ['', true],
    ['or, 25 %', true],
    ['frsf 1', false],
  ]);
  expect(lines.at(-1)?.tex).toContain('sign');
  expect(formulaBox(context(arms), 0).map(({ label }) => label)).toEqual(['bp 0', 'frsf 1', 'bp 0']);
});

test('layers with rules of their own have formulas of their own', () => {
  const arms = [{ ...createArm(0, 'fa'), layerRules: [{ layer: 2, rule: 'dfa' as const }] }];
  const lines = formulaBox(context(arms, 4), 0);
  expect(lines.map(({ label }) => label)).toEqual(['FA, layers 1 and 3', 'DFA, layer 2', '']);
  expect(lines[1]?.tex).toContain('\\delta_L');
});

test('where one name or formula is long, all names stand above their formulas', () => {
  const isLong = (rule: RuleId, name: string) => {
    const { arms, ...rest } = context([createArm(0, 'bp'), createArm(1, rule)]);
    const named = arms.map((view) => ({ ...view, name: view.slot === 0 ? 'BP' : name }));
    return formulaBox({ ...rest, arms: named }, 0).map((line) => line.isLong ?? false);
  };
  expect(isLong('fa', 'FA')).toEqual([false, false, false]);
  expect(isLong('fa', 'FA ×0.03')).toEqual([true, true, true]);
  expect(isLong('forwardForward', 'FF')).toEqual([true, true, true]);
});
