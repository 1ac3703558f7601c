import { expect, test } from 'vitest';
import { ruleName } from './rule-name';

test('a rule is named alone until other layers have others', () => {
  expect(ruleName('fa')).toBe('FA');
  expect(ruleName('fa', [{ layer: 2, rule: 'fa' }])).toBe('FA');
  const layerRules = [
    { layer: 1, rule: 'bp' },
    { layer: 2, rule: 'dfa' },
    { layer: 3, rule: 'bp' },
  ] as const;
  expect(ruleName('fa', layerRules)).toBe('FA, BP in 1, 3, DFA in 2');
});
