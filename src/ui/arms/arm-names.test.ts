import { expect, it } from 'vitest';
import { createArm } from '../../spec/presets';
import { armNames } from './arm-names';

it('letters only the arms that share a rule', () => {
  const arms = [createArm(0, 'bp'), createArm(1, 'fa'), createArm(2, 'fa'), createArm(3, 'dfa')];
  expect(armNames(arms)).toEqual(['BP', 'FA a', 'FA b', 'DFA']);
});
