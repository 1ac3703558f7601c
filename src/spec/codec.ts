/**
 * Experiment ↔ link. `p` names a preset, every other key a difference from it; arms and layers have forms of their own
 * (arm-codec.ts, layer-codec.ts).
 * Decoding is total: any string gives a runnable experiment and a list of what was ignored.
 */
import { readArms, writeArms } from './arm-codec';
import { type Issue, LAYERS_LABEL, repair } from './check';
import { expectedShape } from './dataset-shape';
import type { Field } from './field';
import { FIELD_KEYS, FIELDS, limitsOf, setField } from './fields';
import { readLayers, writeLayers } from './layer-codec';
import { whyNoStack } from './layers';
import { readNumber, writeNumber } from './numbers';
import { PRESET_IDS, PRESETS, type PresetId } from './presets';
import type { ExperimentSpec } from './spec';

export const LINK_VERSION = 1;
const VERSION_KEY = 'v';
const PRESET_KEY = 'p';
const LAYERS_KEY = 'h';
const ARMS_KEY = 'a';

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
