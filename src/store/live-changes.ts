/**
 * Which edits a running experiment takes over at once.
 */
import { checkArm } from '../spec/arm-check';
import { sameLayers } from '../spec/diff';
import { FIELD_KEYS, FIELDS, setField } from '../spec/fields';
import { whyNotRule } from '../spec/rule-limits';
import { RULE_PARAM_IDS, RULE_PARAMS } from '../spec/rule-params';
import type { ArmSpec, ExperimentSpec } from '../spec/spec';

/** An edited arm as its running one can be: numbers for the start stay, layers and entries that wait for others do too. */
function mergeArm(before: ArmSpec, edited: ArmSpec, isSameNetwork: boolean): ArmSpec {
  const { layerRules, painted } = isSameNetwork ? edited : before;
  if (before.rule !== edited.rule) return { ...edited, layerRules, painted };
  const forStart = RULE_PARAM_IDS.filter((id) => RULE_PARAMS[id].isForStart);
  const kept = Object.fromEntries(forStart.map((id) => [id, before.params[id]]));
  return { ...edited, params: { ...edited.params, ...kept }, layerRules, painted };
}

/**
 * The running experiment with everything of the edited one that needs no reset: live fields, arms that came or went, and
 * what arms are told. Where other layers wait for a reset, what is told about single layers waits with them.
 */
export function mergeLiveChanges(running: ExperimentSpec, edited: ExperimentSpec): ExperimentSpec {
  let merged = running;
  for (const key of FIELD_KEYS) {
    const field = FIELDS[key];
    if (field.isLive && field.get(merged) !== field.get(edited))
      merged = setField(merged, key, field.get(edited));
  }
  const isSameNetwork =
    sameLayers(running.network.hidden, edited.network.hidden) && running.dataset.id === edited.dataset.id;
  const arms = edited.arms.map((arm) => {
    const before = running.arms.find((candidate) => candidate.slot === arm.slot);
    const wished = before ? mergeArm(before, arm, isSameNetwork) : arm;
    // A rule that the running experiment is nothing for waits for the reset.
    if (before && whyNotRule(merged, wished.rule) !== null)
      return { ...before, learningRate: arm.learningRate };
    return isSameNetwork && whyNotRule(merged, wished.rule) === null ? wished : checkArm(merged, wished).arm;
  });
  return { ...merged, arms };
}
