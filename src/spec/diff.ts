/**
 * What differs between two experiments: the "changes from the preset", and what needs a reset to take effect.
 */

import type { FieldKey } from './field';
import { FIELD_KEYS, FIELDS } from './fields';
import { writeLayers } from './layer-codec';
import { RULE_PARAM_IDS, RULE_PARAMS } from './rule-params';
import type { ArmSpec, ExperimentSpec, LayerSpec } from './spec';

export type Change = FieldKey | 'layers' | 'arms';

/** Whether two stacks of hidden layers are the same. */
export function sameLayers(a: readonly LayerSpec[], b: readonly LayerSpec[]): boolean {
  return writeLayers(a) === writeLayers(b);
}

/** The settings in which two experiments differ. Fields that mean nothing for either do not count. */
export function changesBetween(from: ExperimentSpec, to: ExperimentSpec): Change[] {
  const changes: Change[] = FIELD_KEYS.filter((key) => {
    const field = FIELDS[key];
    return (field.applies(from) || field.applies(to)) && field.get(from) !== field.get(to);
  });
  if (!sameLayers(from.network.hidden, to.network.hidden)) changes.push('layers');
  if (JSON.stringify(from.arms) !== JSON.stringify(to.arms)) changes.push('arms');
  return changes;
}

const START_PARAMS = RULE_PARAM_IDS.filter((id) => RULE_PARAMS[id].isForStart);

/** Whether a running arm can take over all that the edited one is told; another rule starts with what it is told. */
function canTakeOver(running: ArmSpec, edited: ArmSpec): boolean {
  return running.rule !== edited.rule || START_PARAMS.every((id) => running.params[id] === edited.params[id]);
}

/**
 * The changes that a running experiment cannot take over: everything but live fields and arms, which come and go, change
 * their rules, most of their numbers and their learning rates while they run.
 */
export function changesNeedingReset(running: ExperimentSpec, edited: ExperimentSpec): Change[] {
  return changesBetween(running, edited).filter((change) => {
    if (change === 'layers') return true;
    if (change !== 'arms') return !FIELDS[change].isLive;
    return running.arms.some((arm) => {
      const other = edited.arms.find((candidate) => candidate.slot === arm.slot);
      return other !== undefined && !canTakeOver(arm, other);
    });
  });
}
