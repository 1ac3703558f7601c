/**
 * Which edits a running experiment takes over at once.
 */
import { FIELD_KEYS, FIELDS, setField } from '../spec/fields';
import type { ExperimentSpec } from '../spec/spec';

/**
 * The running experiment with everything of the edited one that needs no reset: live fields, arms that came or went,
 * rules and learning rates. An arm's numbers, layer rules and painted entries change with its rule only.
 */
export function mergeLiveChanges(running: ExperimentSpec, edited: ExperimentSpec): ExperimentSpec {
  let merged = running;
  for (const key of FIELD_KEYS) {
    const field = FIELDS[key];
    if (field.isLive && field.get(merged) !== field.get(edited))
      merged = setField(merged, key, field.get(edited));
  }
  const arms = edited.arms.map((arm) => {
    const before = running.arms.find((candidate) => candidate.slot === arm.slot);
    if (!before || before.rule !== arm.rule) return arm;
    const { params, layerRules, painted } = before;
    return { ...arm, params, layerRules, painted };
  });
  return { ...merged, arms };
}
