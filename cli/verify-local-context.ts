/**
 * What a check of a `golden-local/1` file works with: the file's network in the engine, its weights and samples as tensors,
 * and ways to hold what the engine computes against the numbers of the file.
 */
import { scalar, type Tensor, tensor1d, tensor2d, transpose } from '@tensorflow/tfjs-core';
import type { Batch, LearningRule, RuleContext, RuleState } from '../src/engine/learning-rule';
import { buildNetwork, type Network, type Params, type PerLayer } from '../src/engine/network';
import { disposeAll, inScope } from '../src/engine/scope';
import { openBatch } from '../src/engine/train-step';
import { createRule, createState } from '../src/rules';
import { ruleParams } from '../src/spec/rule-params';
import type { Activation, LossId, RuleChoice, RuleId, RuleParams } from '../src/spec/spec';
import { type Comparison, compareAngles, compareValues, RELATIVE_TOLERANCE } from './verify-compare';
import { type LocalInputs, type LocalKey, LocalProblem, listOf, numbersIn } from './verify-local-read';

/** One quantity: what the engine found, and what stands in the file. */
export interface Finding {
  /** "delta 2" */
  readonly where: string;
  readonly found: Tensor | readonly number[];
  /** Numbers in nested lists. */
  readonly expected: unknown;
  /** Relative, in place of 1e-4. */
  readonly tolerance?: number;
}

/** A check at work. Tensors belong to it and live until the check is over. */
export interface Local extends LocalKey {
  readonly inputs: LocalInputs;
  readonly network: Network;
  readonly params: Params;
  readonly batch: Batch;
  readonly rows: number;
  readonly loss: LossId;
  /** Of the weights' shapes; null where the file has none that fit. For checks: `feedbackIn`. */
  readonly Q: PerLayer<Tensor> | null;
  /** Into each hidden layer `[n_hidden, n_out]`, the engine's form; null as above. For checks: `directIn`. */
  readonly direct: PerLayer<Tensor> | null;
  /** int32 0: the step that random numbers would be drawn for. */
  readonly step: Tensor;
}

/** Everything that one check compares; may throw a `LocalProblem`. */
export type LocalCheck = (local: Local) => Promise<readonly Comparison[]>;
/** Checks by the name of their key, up to its parenthesis. */
export type LocalChecks = Readonly<Record<string, LocalCheck>>;

/** Opens a key of a file. Throws a `LocalProblem` where sizes do not fit; `closeLocal` gives the tensors back. */
export function openLocal(inputs: LocalInputs, key: LocalKey): Local {
  const { sizes, K, Q, b, B, x, y, _about } = inputs;
  const [input = 0, ...units] = sizes;
  const outputs = units.at(-1) ?? 0;
  const kernels = units.map((count, at): Shape => [sizes[at] ?? 0, count]);
  const direct = units.slice(0, -1).map((count): Shape => [outputs, count]);
  const hasBiases = b.length === units.length && b.every(({ length }, at) => length === units[at]);
  if (!areOf(K, kernels) || !hasBiases) {
    throw new LocalProblem(`K and b should fit the sizes ${sizes.join('-')}`);
  }
  if (x.length !== y.length) throw new LocalProblem('x and y should have as many rows');
  if (!isOf(x, [x.length, input]) || !isOf(y, [y.length, outputs])) {
    throw new LocalProblem(`rows of x should hold ${input} numbers, rows of y ${outputs}`);
  }
  const [, named] = /\b(tanh|relu|sigmoid|linear) hidden/i.exec(_about) ?? [];
  const activation = (named?.toLowerCase() ?? 'tanh') as Activation;
  const network = buildNetwork({
    input: [input],
    layers: units.map((count, at) => ({
      kind: 'dense',
      units: count,
      activation: at === units.length - 1 ? 'linear' : activation,
    })),
  });
  const tensors = inScope(() => ({
    params: { W: K.map(matrixOf), b: b.map((bias) => tensor1d([...bias])), norms: [] },
    batch: { x: matrixOf(x), y: matrixOf(y) },
    Q: areOf(Q, kernels) ? Q.map(matrixOf) : null,
    direct: areOf(B, direct) ? B.map((rows) => transpose(matrixOf(rows))) : null,
    step: scalar(0, 'int32') as Tensor,
  }));
  return { ...key, inputs, network, rows: x.length, loss: 'softmax-cross-entropy', ...tensors };
}

export function closeLocal({ params, batch, Q, direct, step }: Local): void {
  disposeAll([params, batch, Q, direct, step]);
}

/** The file's Q. Throws a `LocalProblem` where it has none that fit. */
export function feedbackIn({ Q, inputs }: Local): PerLayer<Tensor> {
  if (Q) return Q;
  throw new LocalProblem(inputs.Q.length === 0 ? 'there is no Q' : 'Q should have the shapes of K');
}

/** The file's B in the engine's form. Throws a `LocalProblem` where it has none that fit. */
export function directIn({ direct, inputs }: Local): PerLayer<Tensor> {
  if (direct) return direct;
  throw new LocalProblem(
    inputs.B.length === 0 ? 'there is no B' : 'B should be [n_out, n_hidden] for every hidden layer',
  );
}

type Rows = readonly (readonly number[])[];
type Shape = readonly [height: number, width: number];

const isOf = (rows: Rows, [height, width]: Shape): boolean =>
  rows.length === height && rows.every(({ length }) => length === width);

const areOf = (matrices: readonly Rows[], shapes: readonly Shape[]): boolean =>
  matrices.length === shapes.length && shapes.every((shape, at) => isOf(matrices[at] ?? [], shape));

/** A matrix of the file as a tensor. In the caller's scope. */
export function matrixOf(rows: Rows): Tensor {
  return tensor2d(rows.map((row) => [...row]));
}

/** An arm's choice of a rule, with these of its numbers changed. */
export function choiceOf(rule: RuleId, values: Partial<RuleParams> = {}): RuleChoice {
  return { rule, params: ruleParams(values), layerRules: [], painted: [] };
}

/** The training pass of the file's batch, with these parameters or the file's: what a rule's step starts from. In the caller's scope. */
export function contextOf({ network, params, batch, loss, step }: Local, own: Params = params): RuleContext {
  return openBatch({ network, loss, seed: 0 }, { params: own, step }, batch);
}

/** A rule that says what carries the error, and its state with these weights of its own (none: drawn). In the caller's scope. */
export function carrying(
  { network, params }: Local,
  choice: RuleChoice,
  given: PerLayer<Tensor | null> = [],
): { readonly rule: LearningRule; readonly state: RuleState } {
  return {
    rule: createRule(choice),
    state: createState(choice, network, { seed: 0, weights: params.W }, given),
  };
}

/** One tensor per layer against the lists of the file, which have to be as many. */
export function layerwise(
  what: string,
  found: readonly Tensor[],
  expected: unknown,
  toleranceOf: (layer: number) => number = () => RELATIVE_TOLERANCE,
): readonly Finding[] {
  return perLayer(what, expected, found.length).map((values, at) => ({
    where: `${what} ${at + 1}`,
    found: found[at] ?? [],
    expected: values,
    tolerance: toleranceOf(at + 1),
  }));
}

function perLayer(what: string, expected: unknown, layers: number): readonly unknown[] {
  const values = listOf(expected);
  if (values.length === layers) return values;
  throw new LocalProblem(`${what} should be a list for ${layers} layers, got ${values.length}`);
}

/** Computes in a scope, reads back and compares. */
export async function compare(compute: () => readonly Finding[]): Promise<readonly Comparison[]> {
  const findings = inScope(compute);
  const comparisons = findings.map(async ({ where, found, expected, tolerance = RELATIVE_TOLERANCE }) =>
    compareValues(where, 'dataId' in found ? await found.data() : found, numbersIn(expected), tolerance),
  );
  const all = await Promise.all(comparisons);
  disposeAll(findings.flatMap(({ found }) => ('dataId' in found ? [found] : [])));
  return all;
}

/** Angles per layer against those of the file; null there is an angle that does not exist. */
export function comparePerLayer(
  where: string,
  foundDeg: PerLayer<number | null>,
  expectedDeg: unknown,
): readonly Comparison[] {
  return perLayer(`${where} angles`, expectedDeg, foundDeg.length).map((expected, at) =>
    compareAngles(
      `${where} ${at + 1}`,
      foundDeg[at] ?? null,
      expected === null ? null : (numbersIn(expected)[0] ?? Number.NaN),
    ),
  );
}
