/**
 * Reads a golden case (schema `golden-case/1`): a few exact training steps of a small network under one rule.
 * Three outcomes: a case that the engine can run, the features that it lacks, or a sentence on what is broken.
 * Nothing is guessed: every size is checked against the network, and a setting that is not understood is a lacking feature.
 */
import { ACTIVATIONS } from '../src/engine/activations';
import { LOSSES } from '../src/engine/losses';
import { buildNetwork, type Network } from '../src/engine/network';
import { OPTIMISERS } from '../src/engine/optimisers';
import { ruleParams } from '../src/spec/rule-params';
import type { LossId, NetworkSpec, OptimiserId, OptimiserSpec, RuleChoice } from '../src/spec/spec';
import {
  type CaseJson,
  caseJson,
  firstIssue,
  layerJson,
  optimiserJson,
  ruleJson,
  type TensorJson,
} from './verify-schema';

/** A case that the engine has every feature for, with all sizes checked. */
export interface GoldenCase {
  readonly name: string;
  readonly network: Network;
  readonly loss: LossId;
  readonly choice: RuleChoice;
  readonly optimiser: OptimiserSpec;
  readonly initial: CaseJson['initial'];
  readonly batches: CaseJson['batches'];
  readonly steps: CaseJson['expected']['steps'];
}

export type ReadCase =
  | { readonly kind: 'case'; readonly golden: GoldenCase }
  | { readonly kind: 'unsupported'; readonly name: string; readonly features: readonly string[] }
  | { readonly kind: 'broken'; readonly why: string };

/** Reads the text of one file. Never throws. */
export function readCase(text: string): ReadCase {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { kind: 'broken', why: `not JSON: ${error instanceof Error ? error.message : error}` };
  }
  const { schema, name } = header(json);
  if (schema === null) return { kind: 'broken', why: 'not a golden case: it names no schema' };
  if (schema !== 'golden-case/1') return { kind: 'unsupported', name, features: [schema] };
  const parsed = caseJson.safeParse(json);
  if (!parsed.success) return { kind: 'broken', why: firstIssue(parsed.error) };
  const features = lackingFeatures(parsed.data);
  if (features.length > 0) return { kind: 'unsupported', name, features };
  try {
    return { kind: 'case', golden: understand(parsed.data) };
  } catch (error) {
    return { kind: 'broken', why: error instanceof Error ? error.message : String(error) };
  }
}

function header(json: unknown): { readonly schema: string | null; readonly name: string } {
  const fields = typeof json === 'object' && json !== null ? json : {};
  const schema = 'schema' in fields && typeof fields.schema === 'string' ? fields.schema : null;
  const name = 'name' in fields && typeof fields.name === 'string' ? fields.name : 'unnamed';
  return { schema, name };
}

/** Everything in the case that the engine's tables have no entry for, in the order of the file, each once. */
function lackingFeatures(json: CaseJson): readonly string[] {
  const lacking = new Set<string>();
  const check = (feature: string, table: object): boolean => {
    if (!Object.hasOwn(table, feature)) lacking.add(feature);
    return Object.hasOwn(table, feature);
  };
  const checkSettings = (object: object, known: object): void => {
    for (const setting of Object.keys(object)) check(setting, known);
  };
  for (const layer of json.layers) {
    if (!check(layer.kind, layerJson)) continue;
    checkSettings(layer, layerJson[layer.kind as keyof typeof layerJson].shape);
    if ('activation' in layer) check(String(layer.activation), ACTIVATIONS);
  }
  check(json.loss, LOSSES);
  if (check(json.rule.id, ruleJson)) {
    const known = ruleJson[json.rule.id as RuleJsonId].shape;
    checkSettings(json.rule, { id: true, activationDerivative: true, ...known });
  }
  if (check(json.optimiser.id, OPTIMISERS)) {
    checkSettings(json.optimiser, { id: true, ...optimiserJson[json.optimiser.id as OptimiserId].shape });
  }
  return [...lacking];
}

/** Checks every size. Throws a sentence on the first one that does not fit. */
function understand(json: CaseJson): GoldenCase {
  const network = buildNetwork(networkOf(json));
  const choice = choiceOf(json);
  const rule = json.rule.id as RuleJsonId;
  const loss = json.loss as LossId;
  const { layers, outputs } = network;
  checkShapes(
    'initial.weights',
    json.initial.weights,
    layers.map((layer) => layer.weightShape),
  );
  checkShapes(
    'initial.biases',
    json.initial.biases,
    layers.map((layer) => layer.biasShape),
  );
  const feedback = feedbackShapes(rule, network);
  if (feedback !== null) checkShapes('initial.feedback', json.initial.feedback ?? [], feedback);
  if (json.expected.steps.length !== json.batches.length) {
    throw new Error(`expected.steps: ${json.expected.steps.length} for ${json.batches.length} batches`);
  }
  json.expected.steps.forEach((step, index) => {
    const where = `step ${index + 1}`;
    const { x, y } = json.batches[index] as CaseJson['batches'][number];
    const rows = x.shape[0] ?? 0;
    checkShapes(`${where}: x`, [x], [[rows, ...json.input]]);
    checkShapes(`${where}: y`, [y], [[rows, outputs]]);
    checkShapes(`${where}: output`, [step.output], [[rows, outputs]]);
    checkShapes(
      `${where}: deltas`,
      step.deltas,
      layers.map((layer) => [rows, ...layer.shape]),
    );
    checkShapes(
      `${where}: weights`,
      step.weights,
      layers.map((layer) => layer.weightShape),
    );
    checkShapes(
      `${where}: biases`,
      step.biases,
      layers.map((layer) => layer.biasShape),
    );
    // Where feedback weights learn, a case says what they become.
    if (feedback !== null && (step.feedback || rule === 'kp'))
      checkShapes(`${where}: feedback`, step.feedback ?? [], feedback);
    for (const angles of [step.updateAngleDeg, step.weightAngleDeg ?? step.updateAngleDeg]) {
      if (angles.length !== layers.length)
        throw new Error(`${where}: ${angles.length} angles for ${layers.length} layers`);
    }
  });
  return {
    name: json.name,
    network,
    loss,
    choice,
    optimiser: optimiserOf(json),
    initial: json.initial,
    batches: json.batches,
    steps: json.expected.steps,
  };
}

function networkOf(json: CaseJson): NetworkSpec {
  return {
    input: json.input,
    layers: json.layers.map((layer, index) => {
      const parsed = layerJson[layer.kind as keyof typeof layerJson].safeParse(layer);
      if (!parsed.success) throw new Error(`layers.${index}.${firstIssue(parsed.error)}`);
      return parsed.data;
    }),
  };
}

/** Settings that the optimiser does not read are zero. */
function optimiserOf({ optimiser }: CaseJson): OptimiserSpec {
  const id = optimiser.id as OptimiserId;
  const parsed = optimiserJson[id].safeParse(optimiser);
  if (!parsed.success) throw new Error(`optimiser.${firstIssue(parsed.error)}`);
  return { momentum: 0, decay: 0, beta1: 0, beta2: 0, epsilon: 0, ...parsed.data, id };
}

type RuleJsonId = keyof typeof ruleJson;

/** What an arm with the case's rule would be told. */
function choiceOf({ rule }: CaseJson): RuleChoice {
  const { activationDerivative = true } = rule;
  if (typeof activationDerivative !== 'boolean')
    throw new Error('rule.activationDerivative: should be true or false');
  const parsed = ruleJson[rule.id as RuleJsonId].safeParse(rule);
  if (!parsed.success) throw new Error(`rule.${firstIssue(parsed.error)}`);
  return {
    rule: rule.id as RuleJsonId,
    params: ruleParams({
      activationDerivative: activationDerivative ? 1 : 0,
      ...('decay' in parsed.data && { feedbackDecay: parsed.data.decay }),
    }),
    layerRules: [],
    painted: [],
  };
}

/** Shapes of the random weights that a case brings, null in a layer that has none; null for rules without any. */
function feedbackShapes(
  rule: RuleJsonId,
  { layers, outputs }: Network,
): readonly (readonly number[] | null)[] | null {
  if (rule === 'bp' || rule === 'usf' || rule === 'readout') return null;
  if (rule === 'dfa') {
    return layers.map(({ index, features }) => (index === layers.length ? null : [features, outputs]));
  }
  return layers.map((layer) => layer.weightShape);
}

function checkShapes(
  what: string,
  tensors: readonly (TensorJson | null)[],
  shapes: readonly (readonly number[] | null)[],
): void {
  const found = tensors.map((tensor) => JSON.stringify(tensor?.shape ?? null)).join(' ');
  const wanted = shapes.map((shape) => JSON.stringify(shape)).join(' ');
  if (found !== wanted) throw new Error(`${what}: should be ${wanted}, got ${found || 'nothing'}`);
}
