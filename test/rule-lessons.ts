/**
 * One batch seen through a whole rule, for tests: its context, its step, and numbers of what comes out.
 */
import { scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { Model } from '../src/engine/initialise';
import type { Batch, RuleContext, RuleState, RuleStep } from '../src/engine/learning-rule';
import type { PerLayer } from '../src/engine/network';
import { openBatch } from '../src/engine/train-step';
import { angleDeg } from '../src/math/angle';
import { createRule } from '../src/rules/index';
import type { LossId, RuleChoice } from '../src/spec/spec';
import { labels, normals } from './on-backends';

export interface BatchOptions {
  readonly loss?: LossId;
  readonly rows?: number;
  /** In place of a random one; stays the caller's. */
  readonly batch?: Batch;
}

/** The training pass of a random batch, the same for the same sizes. In the caller's scope. */
export function lessonOf({ network, params }: Model, options: BatchOptions = {}): RuleContext {
  const { loss = 'softmax-cross-entropy', rows = 12, batch } = options;
  const given = batch ?? { x: normals(rows, network.inputs, 1), y: labels(rows, network.outputs, 2) };
  return openBatch({ network, loss, seed: 1 }, { params, step: scalar(0, 'int32') }, given);
}

/** What the rule of a choice makes of a batch, from the state given or a fresh one. In the caller's scope. */
export function stepOf(choice: RuleChoice, context: RuleContext, state?: RuleState): RuleStep<RuleState> {
  const rule = createRule(choice);
  const own = state ?? rule.init(context.network, { seed: 1, weights: context.params.W });
  return rule.step(context, own);
}

/** The numbers of a tensor: a copy. */
export async function numbersOf(tensor: Tensor | undefined): Promise<Float32Array> {
  if (!tensor) throw new Error('there is no such tensor');
  return Float32Array.from(await tensor.data<'float32'>());
}

/** The largest size of any entry. */
export async function largestOf(tensor: Tensor | undefined): Promise<number> {
  return Math.max(...(await numbersOf(tensor)).map(Math.abs));
}

/** Cosines between tensors, layer by layer. */
export async function cosinesOf(a: PerLayer<Tensor>, b: PerLayer<Tensor>): Promise<number[]> {
  return Promise.all(
    a.map(async (tensor, at) => {
      const angle = angleDeg(await numbersOf(tensor), await numbersOf(b[at]));
      return angle === null ? Number.NaN : Math.cos((angle * Math.PI) / 180);
    }),
  );
}
