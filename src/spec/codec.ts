/**
 * Experiment ↔ link. `p` names a preset, every other key a difference from it; arms and layers have forms of their own.
 * Decoding is total: any string gives a runnable experiment and a list of what was ignored.
 */
import { RULE_CATALOGUE, RULE_IDS, RULE_PARAMS, type RuleParamEntry } from './catalogue';
import { type Issue, LAYERS_LABEL, repair } from './check';
import { expectedShape } from './dataset-shape';
import type { Field, NumberField } from './field';
import { FIELD_KEYS, FIELDS, limitsOf, setField } from './fields';
import { readLayers, writeLayers } from './layer-codec';
import { whyNoStack } from './layers';
import { createArm, PRESET_IDS, PRESETS, type PresetId } from './presets';
import type { ArmSpec, ExperimentSpec, Slot } from './spec';

export const LINK_VERSION = 1;
const VERSION_KEY = 'v';
const PRESET_KEY = 'p';
const LAYERS_KEY = 'h';
const ARMS_KEY = 'a';

/** The shortest decimal that reads back as the same number; no plus signs, which links dislike. */
const writeNumber = (value: number): string => String(value).replace('e+', 'e');

/** A finite decimal number, or null for anything else ("0x10", "", "Infinity", "1e309"). */
function readNumber(text: string): number | null {
  if (!/^-?\d{1,20}(\.\d{1,25})?(e-?\d{1,3})?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** `bp_fa~s0.03~r0.1_dfa~c4`: rules in order, `s` feedback scale, `r` own learning rate, `c` slot if not the next. */
function writeArms(arms: readonly ArmSpec[]): string {
  return arms
    .map((arm, index) => {
      const parts: string[] = [arm.rule];
      if (arm.slot !== index) parts.push(`c${arm.slot + 1}`);
      for (const id of RULE_CATALOGUE[arm.rule].params) {
        const param = RULE_PARAMS[id];
        if (arm.params[id] !== param.default) parts.push(`${param.urlKey}${writeNumber(arm.params[id])}`);
      }
      if (arm.learningRate !== null) parts.push(`r${writeNumber(arm.learningRate)}`);
      return parts.join('~');
    })
    .join('_');
}

/** Whether a rule's parameter can have this value. */
function isParamValue({ kind, min, max }: RuleParamEntry, value: number): boolean {
  return value >= min && value <= max && (kind === 'number' || Number.isInteger(value));
}

function readArm(text: string, index: number): ArmSpec | null {
  const [name = '', ...options] = text.split('~');
  const rule = RULE_IDS.find((id) => id === name);
  if (!rule) return null;
  let arm = createArm(index as Slot, rule);
  for (const option of options) {
    const value = readNumber(option.slice(1));
    if (value === null) return null;
    const letter = option[0];
    const param = RULE_CATALOGUE[rule].params
      .map((id) => RULE_PARAMS[id])
      .find(({ urlKey }) => urlKey === letter);
    const rate = FIELDS.learningRate as NumberField;
    if (letter === 'c' && Number.isInteger(value) && value >= 1 && value <= 4) {
      arm = { ...arm, slot: (value - 1) as Slot };
    } else if (letter === 'r' && value >= rate.min && value <= rate.max) {
      arm = { ...arm, learningRate: value };
    } else if (param && isParamValue(param, value)) {
      arm = { ...arm, params: { ...arm.params, [param.id]: value } };
    } else {
      return null;
    }
  }
  return arm;
}

function readArms(text: string): readonly ArmSpec[] | null {
  const parts = text.split('_');
  if (parts.length > 4) return null;
  const arms: ArmSpec[] = [];
  for (const [index, part] of parts.entries()) {
    const arm = readArm(part, index);
    if (!arm || arms.some((other) => other.slot === arm.slot)) return null;
    arms.push(arm);
  }
  return arms;
}

const writeField = (field: Field, spec: ExperimentSpec): string => {
  const value = field.get(spec);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? writeNumber(value) : value;
};

/** The key-value pairs of a link, in the table's order. */
export function encodeSpec(spec: ExperimentSpec, presetId: PresetId): [string, string][] {
  const base = PRESETS[presetId].spec;
  const pairs: [string, string][] = [[VERSION_KEY, String(LINK_VERSION)]];
  if (presetId !== 'digits') pairs.push([PRESET_KEY, presetId]);
  for (const key of FIELD_KEYS) {
    const field = FIELDS[key];
    if (field.get(spec) !== field.get(base)) pairs.push([field.urlKey, writeField(field, spec)]);
  }
  const layers = writeLayers(spec.network.hidden);
  if (layers !== writeLayers(base.network.hidden)) pairs.push([LAYERS_KEY, layers]);
  const arms = writeArms(spec.arms);
  if (arms !== writeArms(base.arms)) pairs.push([ARMS_KEY, arms]);
  return pairs;
}

/** The field's value in the text, or the reason why there is none. */
function readField(
  field: Field,
  text: string,
  spec: ExperimentSpec,
): { value: number | string | boolean } | { why: string } {
  if (field.kind === 'boolean') {
    return text === '1' || text === '0' ? { value: text === '1' } : { why: 'is unknown' };
  }
  if (field.kind === 'choice') {
    return field.choices.some(({ id }) => id === text) ? { value: text } : { why: 'is unknown' };
  }
  const value = readNumber(text);
  if (value === null) return { why: 'is not a number' };
  if (field.kind === 'integer' && !Number.isInteger(value)) return { why: 'is not a whole number' };
  const { min, max } = limitsOf(field, spec);
  return value >= min && value <= max ? { value } : { why: 'was out of range' };
}

export interface Decoded {
  readonly spec: ExperimentSpec;
  readonly presetId: PresetId;
  readonly issues: readonly Issue[];
  /** Pairs that are not part of the experiment (the view reads its own). */
  readonly rest: readonly [string, string][];
}

/** Reads a link's pairs. Never throws; what cannot be used falls back to the preset and is listed. */
export function decodeSpec(pairs: Iterable<readonly [string, string]>): Decoded {
  const given = new Map<string, string>(pairs);
  const issues: Issue[] = [];
  const take = (key: string): string | undefined => {
    const value = given.get(key);
    given.delete(key);
    return value;
  };
  const version = take(VERSION_KEY);
  if (version !== undefined && version !== String(LINK_VERSION)) {
    issues.push({ label: 'Version', why: 'is newer than this page' });
  }
  const presetName = take(PRESET_KEY);
  const presetId = PRESET_IDS.find((id) => id === (presetName ?? 'digits')) ?? 'digits';
  if (presetName !== undefined && presetName !== presetId)
    issues.push({ label: 'Preset', why: 'is unknown' });

  let spec = PRESETS[presetId].spec;
  for (const key of FIELD_KEYS) {
    const field = FIELDS[key];
    const text = take(field.urlKey);
    if (text === undefined) continue;
    const read = readField(field, text, spec);
    if ('value' in read) spec = setField(spec, key, read.value);
    else issues.push({ label: field.label, why: read.why });
  }
  const layersText = take(LAYERS_KEY);
  const hidden = layersText === undefined ? spec.network.hidden : readLayers(layersText);
  const problem =
    hidden && layersText !== undefined ? whyNoStack(hidden, spec, expectedShape(spec.dataset)) : null;
  if (!hidden) issues.push({ label: LAYERS_LABEL, why: 'cannot be read' });
  else if (problem) issues.push({ label: LAYERS_LABEL, why: problem.why });
  else spec = { ...spec, network: { ...spec.network, hidden } };

  const armsText = take(ARMS_KEY);
  const arms = armsText === undefined ? spec.arms : readArms(armsText);
  if (arms) spec = { ...spec, arms };
  else issues.push({ label: 'Rules', why: 'cannot be read' });

  const repaired = repair(spec);
  return { spec: repaired.spec, presetId, issues: [...issues, ...repaired.issues], rest: [...given] };
}
