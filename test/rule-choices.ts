/**
 * Rule choices for tests, and random draws of a step: everything that is not said has its default.
 */
import { scalar } from '@tensorflow/tfjs-core';
import { createDraws, type Draws } from '../src/engine/draws';
import { ruleParams } from '../src/spec/rule-params';
import type { RuleChoice, RuleId, RuleParams } from '../src/spec/spec';

/** An arm's choice of a rule, with these of its numbers changed. */
export function choose(
  rule: RuleId,
  values: Partial<RuleParams> = {},
  rest: Partial<Pick<RuleChoice, 'layerRules' | 'painted'>> = {},
): RuleChoice {
  return { rule, params: ruleParams(values), layerRules: [], painted: [], ...rest };
}

/** Draws of one step, within a scope: its counter is disposed with it. */
export function drawsAt(step: number, seed = 1): Draws {
  return createDraws(seed, scalar(step, 'int32'));
}
