/**
 * Which settings go together. An experiment that passes through `repair` can always be run.
 */
import { type ArmIssue, checkArm } from './arm-check';
import { DATASET_CATALOGUE, RULE_CATALOGUE } from './catalogue';
import { expectedShape } from './dataset-shape';
import type { FieldKey } from './field';
import { FIELD_KEYS, FIELDS, limitsOf, setField } from './fields';
import { fitStack } from './layers';
import { type ArmSpec, type ExperimentSpec, takesLogits } from './spec';

/** A setting that could not be used, by the name on screen. */
export interface Issue {
  readonly label: string;
  /** What happened: "was out of range", "is unknown". */
  readonly why: string;
  /** Set where a rule gave way to another: whose. */
  readonly ruleOf?: 'arm' | 'layer';
}

/** How issues name the hidden layers. */
export const LAYERS_LABEL = 'Layers';

/** Reason why a choice cannot be used with the rest of the experiment, or null. Shown under the greyed choice. */
export function whyNot(spec: ExperimentSpec, key: FieldKey, choice: string): string | null {
  if (key !== 'loss') return null;
  const { task, hasBitTargets, hasBitInputs } = DATASET_CATALOGUE[spec.dataset.id];
  if (spec.target === 'input') {
    if (choice === 'softmax-cross-entropy') return 'The target is the input, which has no classes.';
    const isBetween = choice !== 'sigmoid-cross-entropy' || hasBitInputs;
    return isBetween ? null : 'These inputs are not between 0 and 1, as this loss needs them.';
  }
  if (task !== 'regression') return null;
  const needsClasses =
    choice === 'softmax-cross-entropy' || (choice === 'sigmoid-cross-entropy' && !hasBitTargets);
  return needsClasses ? 'This data has no classes: its targets are numbers.' : null;
}

/** The nearest experiment that can be run, and what had to change. */
export function repair(spec: ExperimentSpec): { spec: ExperimentSpec; issues: Issue[] } {
  const issues: Issue[] = [];
  let repaired = spec;
  if (whyNot(repaired, 'loss', repaired.loss)) {
    repaired = { ...repaired, loss: 'mse' };
    issues.push({
      label: FIELDS.loss.label,
      why: repaired.target === 'input' ? 'needs labels' : 'needs classes',
    });
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
  const { hidden } = repaired.network;
  const fitted = fitStack(hidden, repaired, expectedShape(repaired.dataset));
  if (fitted !== hidden) {
    repaired = { ...repaired, network: { ...repaired.network, hidden: fitted } };
    issues.push({ label: LAYERS_LABEL, why: 'did not fit the data' });
  }
  const arms = repaired.arms.map((arm) => {
    const checked = checkArm(repaired, arm);
    issues.push(...checked.issues.map((issue) => issueOf(arm, issue)));
    return checked.arm;
  });
  if (arms.some((arm, index) => arm !== repaired.arms[index])) repaired = { ...repaired, arms };
  return { spec: repaired, issues };
}

/** An issue of an arm under its name: "Rank of FA"; of its rule itself, "FA". */
function issueOf({ rule }: ArmSpec, { where, label, why, ruleOf }: ArmIssue): Issue {
  const { short } = RULE_CATALOGUE[rule];
  return { label: where === 'rule' ? short : `${label} of ${short}`, why, ...(ruleOf && { ruleOf }) };
}
