/**
 * The shape of a golden case as JSON, before anything in it is understood: kinds and ids are any strings here, so that a
 * feature the engine lacks can be told from a broken file.
 */
import { z } from 'zod';

const size = z.int().positive();

const tensorJson = z
  .strictObject({ shape: z.array(size), data: z.array(z.number()) })
  .refine(({ shape, data }) => data.length === shape.reduce((product, length) => product * length, 1), {
    error: 'data does not fill the shape',
  });

const angles = z.array(z.number().nullable());

const stepJson = z.object({
  loss: z.number(),
  output: tensorJson,
  deltas: z.array(tensorJson),
  updateAngleDeg: angles,
  weightAngleDeg: angles.nullable(),
  weights: z.array(tensorJson),
  biases: z.array(tensorJson),
  feedback: z.array(tensorJson.nullable()).nullish(),
});

/** Everything but the meaning: parse with `safeParse`. */
export const caseJson = z.object({
  name: z.string().regex(/^\S+$/, 'should be one word'),
  input: z.array(size).min(1),
  layers: z.array(z.looseObject({ kind: z.string() })).min(1),
  loss: z.string(),
  rule: z.looseObject({ id: z.string() }),
  optimiser: z.looseObject({ id: z.string() }),
  initial: z.object({
    weights: z.array(tensorJson),
    biases: z.array(tensorJson),
    feedback: z.array(tensorJson.nullable()).nullish(),
  }),
  batches: z.array(z.object({ x: tensorJson, y: tensorJson })).min(1),
  expected: z.object({ steps: z.array(stepJson).min(1) }),
});

const activation = z.enum(['linear', 'relu', 'tanh', 'sigmoid']);

/** The settings that each kind of layer must have; any other is a feature that the engine lacks. */
export const layerJson = {
  dense: z.object({ kind: z.literal('dense'), units: size, activation }),
  conv2d: z.object({
    kind: z.literal('conv2d'),
    filters: size,
    kernel: size,
    stride: size,
    padding: z.enum(['same', 'valid']),
    activation,
  }),
  maxpool2d: z.object({ kind: z.literal('maxpool2d'), size }),
  avgpool2d: z.object({ kind: z.literal('avgpool2d'), size }),
  flatten: z.object({ kind: z.literal('flatten') }),
};

const rate = { learningRate: z.number(), weightDecay: z.number() };
const fraction = z.number().min(0).max(1);

/** The settings that each optimiser must have; any other is a feature that it lacks. */
export const optimiserJson = {
  sgd: z.object(rate),
  momentum: z.object({ ...rate, momentum: z.number() }),
  rmsprop: z.object({ ...rate, decay: fraction, epsilon: z.number() }),
  adam: z.object({ ...rate, beta1: fraction, beta2: fraction, epsilon: z.number() }),
};

/** The settings that each rule can have besides `activationDerivative`, which all take; any other is one that it lacks. */
export const ruleJson = {
  bp: z.object({}),
  fa: z.object({}),
  dfa: z.object({}),
  usf: z.object({}),
  frsf: z.object({}),
  kp: z.object({ decay: fraction }),
  readout: z.object({}),
};

export type CaseJson = z.infer<typeof caseJson>;
export type StepJson = z.infer<typeof stepJson>;
export type TensorJson = z.infer<typeof tensorJson>;

/** Path and message of the first thing wrong. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'it does not fit the schema';
  return `${issue.path.join('.') || 'the file'}: ${issue.message}`;
}
