import { describe, expect, test } from 'vitest';
import { createArm, DEFAULT_SPEC } from '../../spec/presets';
import { ruleParams } from '../../spec/rule-params';
import type { ArmSpec } from '../../spec/spec';
import { whyNoLines } from './chart-words';
import { type BenchContext, lineSources } from './line-sources';

const contextOf = (arms: readonly ArmSpec[], layerCount = 3): BenchContext => ({
  spec: { ...DEFAULT_SPEC, arms },
  arms: arms.map(({ slot, rule, layerRules }) => ({
    slot,
    rule,
    layerRules,
    name: rule.toUpperCase(),
    marks: [],
    stoppedAt: null,
  })),
  layerCount,
  chosenLayers: null,
  isRegression: false,
});
const keys = (...args: Parameters<typeof lineSources>): string[] =>
  lineSources(...args).map(({ arm, key }) => `${arm.name} ${key}`);

const bp = createArm(0, 'bp');
const fa = createArm(1, 'fa');

describe('charts of feedback weights', () => {
  test('have a line for every layer from the second on, of arms that have any', () => {
    expect(keys('normRatio', contextOf([bp, fa]))).toEqual(['FA normRatio/2', 'FA normRatio/3']);
    expect(keys('signAgreement', contextOf([bp, fa], 2))).toEqual(['FA signAgreement/2']);
    expect(whyNoLines('normRatio', contextOf([bp, fa]))).toBeNull();
  });

  test('count the rules of single layers', () => {
    const mixed = { ...bp, layerRules: [{ layer: 1, rule: 'fa' as const }] };
    expect(keys('normRatio', contextOf([mixed]))).toHaveLength(2);
  });

  test('say why there is nothing to see', () => {
    expect(whyNoLines('normRatio', contextOf([bp]))).toBe(
      'BP has no feedback weights. Add FA to see this ratio.',
    );
    expect(whyNoLines('normRatio', contextOf([bp, createArm(1, 'ep')]))).toMatch(/^None of these rules has/);
    expect(whyNoLines('signAgreement', contextOf([createArm(0, 'dfa')]))).toContain('no forward twin');
    expect(whyNoLines('weightAngle', contextOf([fa], 1))).toBe('Feedback needs a hidden layer to lead to.');
    expect(whyNoLines('logitScale', contextOf([bp]))).toBeNull();
  });
});

test('backpropagation is one line at 0° only as long as nothing is taken from it', () => {
  const linesOf = (arm: ArmSpec): number => keys('updateAngle', contextOf([arm])).length;
  expect(linesOf(bp)).toBe(1);
  expect(linesOf({ ...bp, params: ruleParams({ activationDerivative: 0 }) })).toBe(2);
  expect(linesOf({ ...bp, params: ruleParams({ blockProbability: 0.5 }) })).toBe(2);
  expect(linesOf({ ...bp, layerRules: [{ layer: 1, rule: 'dfa' }] })).toBe(2);
});
