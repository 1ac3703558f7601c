/**
 * Which settings go together. An experiment that passes through `repair` can always be run.
 */
import { DATASET_CATALOGUE } from './catalogue';
import type { FieldKey } from './field';
import { FIELD_KEYS, FIELDS, limitsOf, setField } from './fields';
import { type ExperimentSpec, takesLogits } from './spec';

/** A setting that could not be used, by the name on screen. */
export interface Issue {
  readonly label: string;
  /** What happened: "was out of range", "is unknown". */
  readonly why: string;
}

/** Reason why a choice cannot be used with the rest of the experiment, or null. Shown under the greyed choice. */
export function whyNot(spec: ExperimentSpec, key: FieldKey, choice: string): string | null {
  const { task, hasBitTargets } = DATASET_CATALOGUE[spec.dataset.id];
  if (key === 'loss' && task === 'regression') {
    if (choice === 'softmax-cross-entropy' || (choice === 'sigmoid-cross-entropy' && !hasBitTargets))
      return 'This data has no classes: its targets are numbers.';
  }
  return null;
}

/** The nearest experiment that can be run, and what had to change. */
export function repair(spec: ExperimentSpec): { spec: ExperimentSpec; issues: Issue[] } {
  const issues: Issue[] = [];
  let repaired = spec;
  if (whyNot(repaired, 'loss', repaired.loss)) {
    repaired = { ...repaired, loss: 'mse' };
    issues.push({ label: FIELDS.loss.label, why: 'needs classes' });
  }
  if (takesLogits(repaired.loss) && repaired.network.outputActivation !== 'linear') {
    repaired = setField(repaired, 'outputActivation', 'linear');
  }
  for (const key of FIELD_KEYS) {
    const field = FIELDS[key];
    if (field.kind !== 'number' && field.kind !== 'integer') continue;
    const { min, max } = limitsOf(field, repaired);
    const value = field.get(repaired);
    if (value >= min && value <= max) continue;
    repaired = field.set(repaired, Math.min(max, Math.max(min, value)));
    issues.push({ label: field.label, why: 'was out of range' });
  }
  return { spec: repaired, issues };
}
