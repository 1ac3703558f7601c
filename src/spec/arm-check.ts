/**
 * Which rules, numbers, layer rules and painted entries go together in an arm, and the nearest arm that can be run.
 */
import { feedbackSizesOf, maxRankOf } from './arm-layers';
import { FIELDS } from './fields';
import { isParametric } from './layers';
import { hasFeedback, paramsOf, RULE_CATALOGUE, rulesOf } from './rule-catalogue';
import { whyNotLayerRule, whyNotRule } from './rule-limits';
import { RULE_PARAM_IDS, RULE_PARAMS, ruleParams } from './rule-params';
import type { ArmSpec, ExperimentSpec, LayerRule, PaintedEntry, RuleChoice, RuleParamId } from './spec';

/** Limits of what is painted: entries of an arm, and the size of each value. */
export const PAINT_LIMITS = { maxEntries: 64, maxValue: 1000 } as const;

/** A part of an arm that cannot be used. */
export interface ArmIssue {
  /** Which part, as in JSON: "rule", "params.rank", "layerRules", "painted". */
  readonly where: string;
  /** Its name on screen. */
  readonly label: string;
  /** What happened: "was out of range". */
  readonly why: string;
  /** What it should have been, and what it was. */
  readonly should: string;
  /** Whose rule it is that cannot be used here. */
  readonly ruleOf?: 'arm' | 'layer';
}

export interface CheckedArm {
  /** The nearest arm that can be run; the very same object where nothing had to change. */
  readonly arm: ArmSpec;
  readonly issues: readonly ArmIssue[];
}

/** The limits of one of an arm's numbers in this experiment: the rank depends on the size of the feedback weights. */
export function limitsOfParam(
  spec: ExperimentSpec,
  choice: RuleChoice,
  id: RuleParamId,
): { readonly min: number; readonly max: number } {
  const { min, max } = RULE_PARAMS[id];
  return { min, max: id === 'rank' ? Math.min(max, maxRankOf(spec, choice)) : max };
}

/** Why one of an arm's numbers cannot have a value within its limits, or null. Shown under the greyed choice. */
export function whyNotParam(choice: RuleChoice, id: RuleParamId, value: number): string | null {
  if (!paramsOf(choice).includes(id)) return `${RULE_CATALOGUE[choice.rule].short} has no such number.`;
  const follows = id === 'normConstraint' && value === 2;
  const { short, isWhole } = RULE_CATALOGUE[choice.rule];
  if (follows && isWhole) return `${short} keeps feedback weights of its own size.`;
  const followsNothing = follows && !rulesOf(choice).some(hasFeedback);
  return followsNothing ? `${RULE_CATALOGUE[choice.rule].short} has no feedback weights.` : null;
}

interface Fixed<Value> {
  readonly value: Value;
  readonly issue: ArmIssue | null;
}

function fixParam(spec: ExperimentSpec, arm: ArmSpec, id: RuleParamId): Fixed<number> {
  const { kind, label, default: standard } = RULE_PARAMS[id];
  const given = arm.params[id];
  if (given === standard) return { value: given, issue: null };
  const refused = (value: number, why: string, should: string): Fixed<number> => ({
    value,
    issue: { where: `params.${id}`, label, why, should },
  });
  if (!Number.isFinite(given)) return refused(standard, 'is not a number', 'should be a number');
  const reason = whyNotParam(arm, id, given);
  if (reason !== null) {
    const isUnread = !paramsOf(arm).includes(id);
    return refused(standard, isUnread ? 'is nothing that this rule has' : 'needs feedback weights', reason);
  }
  const { min, max } = limitsOfParam(spec, arm, id);
  if (id === 'rank' && max === 0)
    return refused(0, 'needs random feedback weights', 'no layer hears through random feedback weights');
  if (given < min || given > max) {
    const value = Math.min(max, Math.max(min, kind === 'number' ? given : Math.round(given)));
    const whose = id === 'rank' && given >= min ? ', the size of the smallest feedback weights' : '';
    const why = whose === '' ? 'was out of range' : 'was above the size of the feedback weights';
    return refused(value, why, `should be from ${min} to ${max}${whose}, got ${given}`);
  }
  if (kind !== 'number' && !Number.isInteger(given))
    return refused(Math.round(given), 'is not a whole number', `should be a whole number, got ${given}`);
  return { value: given, issue: null };
}

/** A rule that the experiment is nothing for gives way to backpropagation; what the arm was told of it goes with it. */
function fixRule(spec: ExperimentSpec, arm: ArmSpec): Fixed<ArmSpec> {
  const reason = whyNotRule(spec, arm.rule);
  if (reason === null) return { value: arm, issue: null };
  const value: ArmSpec = { ...arm, rule: 'bp', params: ruleParams(), layerRules: [], painted: [] };
  return { value, issue: { where: 'rule', label: 'The rule', ...unusable(reason), ruleOf: 'arm' } };
}

/** A rule that the experiment is nothing for, in the words of its entry. */
function unusable(sentence: string): Pick<ArmIssue, 'why' | 'should'> {
  const reason = sentence.replace(/\.$/, '');
  return { why: `cannot be used here: ${reason}`, should: reason };
}

/** Rules of single layers: hidden layers only, each once, in order; those that bring errors, beside one that does. */
function fixLayerRules(spec: ExperimentSpec, { rule, layerRules }: ArmSpec): Fixed<readonly LayerRule[]> {
  const other = layerRules.find((each) => RULE_CATALOGUE[each.rule].isWhole);
  if (layerRules.length > 0 && (other || RULE_CATALOGUE[rule].isWhole)) {
    const { short } = RULE_CATALOGUE[other?.rule ?? rule];
    const should = other
      ? `${short} is no rule for a single layer`
      : `${short} moves all layers and has no rules of single layers beside it`;
    const why = other ? `name ${short}, which is no rule for a single layer` : `do not go with ${short}`;
    return { value: [], issue: { ...LAYER_RULES, why, should } };
  }
  const hidden = spec.network.hidden.filter(isParametric).length;
  const isHidden = ({ layer }: LayerRule): boolean =>
    Number.isInteger(layer) && layer >= 1 && layer <= hidden;
  const reasonOf = (layerRule: LayerRule): string | null =>
    whyNotLayerRule(spec, layerRule.rule, layerRule.layer);
  const value = layerRules
    .filter((layerRule) => isHidden(layerRule) && reasonOf(layerRule) === null)
    .filter(({ layer }, index, all) => all.findIndex((other) => other.layer === layer) === index)
    .sort((a, b) => a.layer - b.layer);
  const wrong = layerRules.find((layerRule) => !isHidden(layerRule));
  const reason = layerRules.map(reasonOf).find((each) => each !== null);
  if (!wrong && reason) return { value, issue: { ...LAYER_RULES, ...unusable(reason), ruleOf: 'layer' } };
  if (!wrong) {
    const isTwice = value.length < layerRules.length;
    const twice = { why: 'name a layer twice', should: 'should name each layer once' };
    return { value, issue: isTwice ? { ...LAYER_RULES, ...twice } : null };
  }
  const isOutput = wrong.layer === hidden + 1;
  const why = isOutput ? 'name the output layer' : 'name a layer that does not exist';
  const should = isOutput
    ? `layer ${wrong.layer} is the output layer, which always gets its exact error`
    : `there is no hidden layer ${wrong.layer}, only ${hidden === 0 ? 'an output layer' : `1 to ${hidden}`}`;
  return { value, issue: { ...LAYER_RULES, why, should } };
}

const LAYER_RULES = { where: 'layerRules', label: 'Rules of layers' };
const PAINTED = { where: 'painted', label: 'Painted entries' };

/** Painted entries that lie in feedback weights; of several for one entry the last. */
function fixPainted(spec: ExperimentSpec, arm: ArmSpec): Fixed<readonly PaintedEntry[]> {
  const { painted } = arm;
  if (painted.length === 0) return { value: painted, issue: null };
  const sizes = feedbackSizesOf(spec, arm);
  const { maxEntries, maxValue } = PAINT_LIMITS;
  const problemOf = ({ layer, at, value }: PaintedEntry): Pick<ArmIssue, 'why' | 'should'> | null => {
    const size = sizes[layer - 1];
    if (!size) {
      return { why: 'need feedback weights', should: `layer ${layer} has no feedback weights to paint` };
    }
    const count = size.rows * size.columns;
    if (!Number.isInteger(at) || at < 0 || at >= count) {
      return {
        why: 'lie outside the feedback weights',
        should: `entry ${at} of layer ${layer} does not exist; there are ${count}, from 0`,
      };
    }
    const isValue = Number.isFinite(value) && Math.abs(value) <= maxValue;
    return isValue
      ? null
      : {
          why: 'were out of range',
          should: `values should be from −${maxValue} to ${maxValue}, got ${value}`,
        };
  };
  const isLast = ({ layer, at }: PaintedEntry, index: number): boolean =>
    painted.findLastIndex((other) => other.layer === layer && other.at === at) === index;
  const problem = painted.map(problemOf).find((found) => found !== null);
  const kept = painted.filter((entry, index) => isLast(entry, index) && problemOf(entry) === null);
  const value = kept.length === painted.length ? painted : kept;
  if (problem) return { value: value.slice(0, maxEntries), issue: { ...PAINTED, ...problem } };
  if (value.length <= maxEntries) return { value, issue: null };
  const should = `there should be at most ${maxEntries}, got ${value.length}`;
  return { value: value.slice(0, maxEntries), issue: { ...PAINTED, why: 'were too many', should } };
}

function fixRate({ learningRate }: ArmSpec): Fixed<number | null> {
  const field = FIELDS.learningRate;
  if (learningRate === null || field.kind !== 'number') return { value: learningRate, issue: null };
  const { min, max, label } = field;
  if (learningRate >= min && learningRate <= max) return { value: learningRate, issue: null };
  const value = Number.isNaN(learningRate) ? null : Math.min(max, Math.max(min, learningRate));
  const should = `should be from ${min} to ${max}, got ${learningRate}`;
  return { value, issue: { where: 'learningRate', label, why: 'was out of range', should } };
}

const isSame = (a: ArmSpec, b: ArmSpec): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The nearest arm that can be run in this experiment, whose layers must be ones that can be built, and what had to change. */
export function checkArm(spec: ExperimentSpec, given: ArmSpec): CheckedArm {
  const issues: ArmIssue[] = [];
  const note = <Value>({ value, issue }: Fixed<Value>): Value => {
    if (issue) issues.push(issue);
    return value;
  };
  const possible = note(fixRule(spec, given));
  let arm: ArmSpec = { ...possible, layerRules: note(fixLayerRules(spec, possible)) };
  // The rank's limit depends on the broadcast: both see what has been put right before.
  for (const id of [...RULE_PARAM_IDS].sort((a, b) => Number(a === 'rank') - Number(b === 'rank'))) {
    const value = note(fixParam(spec, arm, id));
    if (value !== arm.params[id]) arm = { ...arm, params: { ...arm.params, [id]: value } };
  }
  arm = { ...arm, painted: note(fixPainted(spec, arm)), learningRate: note(fixRate(given)) };
  return { arm: issues.length === 0 && isSame(arm, given) ? given : arm, issues };
}
