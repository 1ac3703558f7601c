/**
 * From a link or a JSON file to an experiment that can be run. A JSON file may leave out what it does not care about: it is laid over the
 * default experiment. Everything that is wrong comes back as a sentence that names the setting.
 */
import { z } from 'zod';
import { checkArm } from '../src/spec/arm-check';
import { RULE_CATALOGUE, RULE_IDS } from '../src/spec/catalogue';
import { repair } from '../src/spec/check';
import { decodeSpec } from '../src/spec/codec';
import { expectedShape } from '../src/spec/dataset-shape';
import { FIELD_KEYS, FIELDS, limitsOf } from '../src/spec/fields';
import { whyNoStack } from '../src/spec/layers';
import { createArm, DEFAULT_SPEC } from '../src/spec/presets';
import { RULE_PARAM_IDS, ruleParams } from '../src/spec/rule-params';
import { type ArmSpec, type ExperimentSpec, type RuleParams, SLOTS } from '../src/spec/spec';
import { firstIssue, layerJson } from './verify-schema';

/** An experiment, or why there is none. */
export type ReadSpec = { readonly spec: ExperimentSpec } | { readonly problem: string };

/** Thrown inside this file only. */
class Problem extends Error {}

/** Whether an argument is a link and no file: an address, or the part of one after the # or ?. */
export function isLink(argument: string): boolean {
  return /^https?:\/\//.test(argument) || /^[#?]/.test(argument) || /^[a-z]{1,3}=/.test(argument);
}

/** Reads a link. Parts that cannot be used are a problem here, not a notice. */
export function readLink(link: string): ReadSpec {
  const pairs = link.replace(/^[^#?]*[#?]/, '').replace(/^.*#/, '');
  const { spec, issues } = decodeSpec(new URLSearchParams(pairs));
  const [issue] = issues;
  return issue ? { problem: `${issue.label} ${issue.why}.` } : { spec };
}

/** Reads the text of a JSON file. */
export function readSpecJson(text: string): ReadSpec {
  try {
    const merged = mergeSpec(parse(text));
    checkFields(merged);
    checkArms(merged);
    const [issue] = repair(merged).issues;
    if (issue) throw new Problem(`${issue.label} ${issue.why}.`);
    return { spec: merged };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    throw error;
  }
}

function parse(text: string): object {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Problem(`It is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Problem('It should hold one JSON object.');
  }
  return json;
}

function mergeSpec(given: object): ExperimentSpec {
  const { arms, network, ...rest } = given as { arms?: unknown; network?: unknown };
  if (network !== undefined && (typeof network !== 'object' || network === null)) {
    throw new Problem(`network: should be an object, got ${JSON.stringify(network)}.`);
  }
  const { hidden, ...otherNetwork } = (network ?? {}) as { hidden?: unknown };
  const { arms: defaultArms, network: defaultNetwork, ...base } = DEFAULT_SPEC;
  const { hidden: defaultHidden, ...baseNetwork } = defaultNetwork;
  return {
    ...mergeOver(base, rest, ''),
    network: {
      ...mergeOver(baseNetwork, otherNetwork, 'network.'),
      hidden: hidden === undefined ? defaultHidden : readLayers(hidden),
    },
    arms: arms === undefined ? defaultArms : readArms(arms),
  };
}

/** `base` with the values of `given`, which must be of the same types. */
function mergeOver<T extends object>(base: T, given: object, where: string): T {
  const merged = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(base, key)) {
      throw new Problem(
        `${where}${key}: there is no such setting; there are ${Object.keys(base).join(', ')}.`,
      );
    }
    const before = merged[key];
    if (typeof before === 'object' && before !== null && typeof value === 'object' && value !== null) {
      merged[key] = mergeOver(before, value, `${where}${key}.`);
      continue;
    }
    if (typeof value !== typeof before || value === null) {
      throw new Problem(`${where}${key}: should be a ${typeof before}, got ${JSON.stringify(value)}.`);
    }
    merged[key] = value;
  }
  return merged as T;
}

const layersJson = z.array(
  z.discriminatedUnion('kind', [
    layerJson.dense.strict(),
    layerJson.conv2d.strict(),
    layerJson.maxpool2d.strict(),
    layerJson.avgpool2d.strict(),
    layerJson.flatten.strict(),
    z.strictObject({ kind: z.literal('batchnorm') }),
    z.strictObject({ kind: z.literal('dropout'), rate: z.number().min(0).lt(1) }),
  ]),
);

function readLayers(json: unknown) {
  const parsed = layersJson.safeParse(json);
  if (!parsed.success) throw new Problem(`network.hidden.${firstIssue(parsed.error)}.`);
  return parsed.data;
}

const paramsJson = z.strictObject(
  Object.fromEntries(RULE_PARAM_IDS.map((id) => [id, z.number().optional()])),
);

const ruleJson = z.enum(RULE_IDS as [ArmSpec['rule'], ...ArmSpec['rule'][]]);

const armJson = z.strictObject({
  slot: z.literal([...SLOTS]).optional(),
  rule: ruleJson,
  params: paramsJson.optional(),
  layerRules: z.array(z.strictObject({ layer: z.int(), rule: ruleJson })).optional(),
  painted: z.array(z.strictObject({ layer: z.int(), at: z.int(), value: z.number() })).optional(),
  learningRate: z.number().nullable().optional(),
});

/** One to four arms: rule ids, or objects that may leave out everything but the rule. */
function readArms(json: unknown): readonly ArmSpec[] {
  const list = Array.isArray(json)
    ? json.map((arm) => (typeof arm === 'string' ? { rule: arm } : arm))
    : json;
  const parsed = z.array(armJson).min(1).max(SLOTS.length).safeParse(list);
  if (!parsed.success) throw new Problem(`arms.${firstIssue(parsed.error)}.`);
  const arms = parsed.data.map(
    ({ slot, rule, params, layerRules = [], painted = [], learningRate = null }, index): ArmSpec => ({
      ...createArm(slot ?? SLOTS[index] ?? 0, rule),
      params: ruleParams(params as Partial<RuleParams>),
      layerRules: layerRules.toSorted((a, b) => a.layer - b.layer),
      painted,
      learningRate,
    }),
  );
  if (new Set(arms.map(({ slot }) => slot)).size < arms.length)
    throw new Problem('arms: two have the same slot.');
  return arms;
}

/** Numbers, layer rules and painted entries of every arm; sizes are checked where the layers can be built. */
function checkArms(spec: ExperimentSpec): void {
  if (whyNoStack(spec.network.hidden, spec, expectedShape(spec.dataset)) !== null) return;
  for (const [index, arm] of spec.arms.entries()) {
    const [issue] = checkArm(spec, arm).issues;
    if (!issue) continue;
    const { short } = RULE_CATALOGUE[arm.rule];
    const name = issue.where === 'rule' ? short : `${issue.label} of ${short}`;
    throw new Problem(`arms.${index}.${issue.where} (${name}): ${issue.should}.`);
  }
}

/** Choices and limits of every field. */
function checkFields(spec: ExperimentSpec): void {
  for (const key of FIELD_KEYS) {
    const field = FIELDS[key];
    const value = field.get(spec);
    if (field.kind === 'choice') {
      if (field.choices.some(({ id }) => id === value)) continue;
      throw new Problem(
        `${key}: there is no "${value}"; there are ${field.choices.map(({ id }) => id).join(', ')}.`,
      );
    }
    if (field.kind === 'boolean') continue;
    const { min, max } = limitsOf(field, spec);
    const isWhole = field.kind === 'number' || Number.isInteger(value);
    if (!isWhole || !(Number(value) >= min && Number(value) <= max)) {
      throw new Problem(
        `${key} (${field.label}): should be ${isWhole ? '' : 'a whole number '}from ${min} to ${max}, got ${value}.`,
      );
    }
  }
  if (spec.version !== DEFAULT_SPEC.version) throw new Problem(`version: should be ${DEFAULT_SPEC.version}.`);
  if (!['labels', 'input'].includes(spec.target)) throw new Problem('target: should be labels or input.');
}
