/**
 * What a network answers under its rule, and the activities that stand for its layers: a forward pass, or what the rule says
 * in its place (settled, or scanned). Random numbers are those of the step that the run stands at.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { createDraws } from './draws';
import { forward } from './forward';
import type { AnswerContext } from './learning-rule';
import type { Output } from './losses';
import type { PerLayer } from './network';
import { outputOf, type TrainingSetup, type TrainingState } from './train-step';

/** A network under its rule, as it stands. */
export interface Standing {
  readonly setup: Pick<TrainingSetup, 'network' | 'rule' | 'loss' | 'seed'>;
  readonly state: Pick<TrainingState, 'params' | 'ruleState' | 'step'>;
}

const contextOf = ({ setup, state }: Standing, x: Tensor): AnswerContext => ({
  network: setup.network,
  params: state.params,
  draws: createDraws(setup.seed, state.step),
  loss: setup.loss,
  x,
});

/** The output for rows x `[rows, n_0]`: a and h `[rows, n_L]`, in the caller's scope. */
export function answerTo(standing: Standing, x: Tensor): Output {
  const { setup, state } = standing;
  return (
    setup.rule.predict?.(contextOf(standing, x), state.ruleState) ??
    outputOf(setup.network, forward(setup.network, state.params, x))
  );
}

/** Activities of every layer for rows x `[rows, n_0]`: h_l, but a_L of the last. In the caller's scope. */
export function statesFor(standing: Standing, x: Tensor): PerLayer<Tensor> {
  const { setup, state } = standing;
  const own = setup.rule.statesOf?.(contextOf(standing, x), state.ruleState);
  if (own) return own;
  const { a, h } = forward(setup.network, state.params, x);
  return [...h.slice(0, -1), ...a.slice(-1)];
}
