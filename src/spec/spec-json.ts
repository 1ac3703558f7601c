/**
 * An experiment as the JSON of a file: arms say only what differs from their rule as it comes.
 * Reading lays a file over the default experiment (cli/experiment-spec.ts).
 */
import { RULE_PARAM_IDS, RULE_PARAMS } from './rule-params';
import type { ArmSpec, ExperimentSpec, RuleParams } from './spec';

type ArmJson = Pick<ArmSpec, 'slot' | 'rule'> &
  Partial<Pick<ArmSpec, 'layerRules' | 'painted' | 'learningRate'>> & {
    readonly params?: Partial<RuleParams>;
  };

function armJson({ slot, rule, params, layerRules, painted, learningRate }: ArmSpec): ArmJson {
  const changed = RULE_PARAM_IDS.filter((id) => params[id] !== RULE_PARAMS[id].default);
  return {
    slot,
    rule,
    ...(changed.length > 0 && { params: Object.fromEntries(changed.map((id) => [id, params[id]])) }),
    ...(layerRules.length > 0 && { layerRules }),
    ...(painted.length > 0 && { painted }),
    ...(learningRate !== null && { learningRate }),
  };
}

/** The experiment as JSON can hold it: everything but what an arm leaves at its default. */
export function specJson(
  spec: ExperimentSpec,
): Omit<ExperimentSpec, 'arms'> & { readonly arms: readonly ArmJson[] } {
  return { ...spec, arms: spec.arms.map(armJson) };
}
