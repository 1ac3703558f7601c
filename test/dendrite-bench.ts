/**
 * A bench for rules with dendrites in tests: small networks of sigmoids under the squared error, and a task that a last layer
 * alone cannot learn. Whoever gets tensors disposes them.
 */
import { argMax, cast, equal, mean, scalar, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { backward, carryThrough } from '../src/engine/backward';
import type {
  Batch,
  InnerLife,
  LearningRule,
  RuleContext,
  RuleState,
  RuleStep,
} from '../src/engine/learning-rule';
import type { Network, Params, PerLayer } from '../src/engine/network';
import { disposeAll, inScope } from '../src/engine/scope';
import { openBatch } from '../src/engine/train-step';
import { createRng } from '../src/math/rng';
import { createRule } from '../src/rules';
import type { LossId, NetworkSpec, RuleChoice } from '../src/spec/spec';
import { denseSpec, distance, modelOf, start, train, weightsOf } from './rule-bench';

/** Dense layers of sigmoids. */
export const sigmoids = (...sizes: readonly number[]): NetworkSpec =>
  denseSpec(
    sizes,
    sizes.slice(1).map(() => 'sigmoid' as const),
  );

/** What one batch is under a rule whose own state can be replaced. */
export interface DendriteLesson {
  readonly network: Network;
  readonly params: Params;
  readonly choice: RuleChoice;
  readonly batch: Batch;
  /** The squared error if left out. */
  readonly loss?: LossId;
  /** From the state that the rule draws to the one to use. */
  readonly given?: (state: RuleState) => RuleState;
}

/** Runs `look` on a batch opened under the rule; what it returns survives, the rest is disposed. */
export function underRule<T>(
  { network, params, choice, batch, loss = 'mse', given = (state) => state }: DendriteLesson,
  look: (seen: {
    readonly step: RuleStep<RuleState>;
    readonly exact: PerLayer<Tensor>;
    readonly inner: InnerLife;
    readonly context: RuleContext;
    readonly rule: LearningRule;
    readonly state: RuleState;
  }) => T,
): T {
  return inScope(() => {
    const rule = createRule(choice);
    const state = given(rule.init(network, { seed: 1, weights: params.W }));
    const context = openBatch({ network, loss, seed: 1 }, { params, step: scalar(0, 'int32') }, batch);
    return look({
      step: rule.step(context, state),
      exact: backward(context, carryThrough(context, params.W)).deltas,
      inner: rule.innerOf?.(context, state) ?? { scalars: [], curves: [] },
      context,
      rule,
      state,
    });
  });
}

/** cos ∠(a, b) and ‖a‖ / ‖b‖ over all entries, in double precision. */
export function compare(a: Tensor, b: Tensor): { readonly cosine: number; readonly ratio: number } {
  const [x, y] = [a.dataSync<'float32'>(), b.dataSync<'float32'>()];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [at, value] of x.entries()) {
    const other = y[at] ?? Number.NaN;
    xx += value * value;
    yy += other * other;
    xy += value * other;
  }
  return { cosine: xy / Math.sqrt(xx * yy), ratio: Math.sqrt(xx / yy) };
}

/** The largest |entry|. */
export const largest = (tensor: Tensor): number =>
  tensor.dataSync<'float32'>().reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Rows around three corners of a cube, one class each; `inputs` are 6 numbers. */
function clusters(seed: number): Batch {
  const rng = createRng(seed, 'data');
  const classes = Array.from({ length: 32 }, () => rng.integer(3));
  return {
    x: tensor2d(
      classes.map((k) => Array.from({ length: 6 }, (_, at) => Number(at % 3 === k) + 0.2 * rng.normal())),
    ),
    y: tensor2d(classes.map((k) => [0, 1, 2].map((at) => Number(at === k)))),
  };
}

/**
 * Trains a network from 6 to 3 units with the default optimiser on three classes of points: in the end it knows nearly all of another
 * batch, its hidden layers have moved, and their errors go the way of the true ones.
 */
export async function learnsClasses(
  choice: RuleChoice,
  steps = 250,
  sizes: readonly number[] = [6, 10, 8, 3],
): Promise<void> {
  const run = start(modelOf(sigmoids(...sizes)), choice, { loss: 'mse' });
  const before = await weightsOf(run, 1);
  train(run, steps, (step) => clusters(step % 10));
  const batch = clusters(99);
  const lesson = { ...run.setup, params: run.state.params, choice, batch, given: () => run.state.ruleState };
  const { right, cosines } = underRule(lesson, ({ context, step, exact }) => {
    const answers = context.trace.h.at(-1) ?? batch.x;
    const hits = mean(cast(equal(argMax(answers, 1), argMax(batch.y, 1)), 'float32'));
    return {
      right: hits.dataSync<'float32'>()[0],
      cosines: exact.slice(0, -1).map((delta, at) => compare(step.deltas[at] ?? delta, delta).cosine),
    };
  });
  expect(right).toBeGreaterThan(0.95);
  for (const cosine of cosines) expect(cosine).toBeGreaterThan(0.1);
  expect(distance(await weightsOf(run, 1), before)).toBeGreaterThan(0.1);
  disposeAll([run.state, batch]);
}
