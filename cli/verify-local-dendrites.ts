/**
 * Checks of rules with dendrites: one step of Burstprop on the file's network with sigmoids throughout and the squared error,
 * its gradients summed over the batch.
 */
import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { createRule } from '../src/rules';
import { RELATIVE_TOLERANCE } from './verify-compare';
import {
  choiceOf,
  compare,
  contextOf,
  feedbackIn,
  type Local,
  type LocalCheck,
  type LocalChecks,
  layerwise,
} from './verify-local-context';
import { constantOf, fieldOf, LocalProblem } from './verify-local-read';

/** What the difference of two burst rates loses in single precision, two layers below the teacher. */
const CANCELLING = 1e-3;

/** Value of `burstCancelling` for nothing cancelled. */
const NOT_CANCELLED = 0;

const burstprop: LocalCheck = (local) =>
  compare(() => {
    const { value, rows, network, flags } = local;
    if (!flags.includes('no_recurrent'))
      throw new LocalProblem('Burstprop is checked with no_recurrent alone');
    const bursting: Local = {
      ...local,
      loss: 'mse',
      network: { ...network, layers: network.layers.map((layer) => ({ ...layer, activation: 'sigmoid' })) },
    };
    const context = contextOf(bursting);
    const rule = createRule(
      choiceOf('burstprop', {
        burstBaseline: constantOf(local, 'p_b'),
        burstCancelling: NOT_CANCELLED,
        burstHiddenGain: 1,
        burstOutputGain: 1,
      }),
    );
    const drawn = rule.init(bursting.network, { seed: 0, weights: local.params.W });
    const { deltas, gradients } = rule.step(context, { ...drawn, feedback: feedbackOf(local) });
    const summed = (found: readonly Tensor[]): readonly Tensor[] => found.map((each) => mul(each, rows));
    const toleranceOf = (layer: number): number => (layer === 1 ? CANCELLING : RELATIVE_TOLERANCE);
    return [
      ...layerwise('e', context.trace.h, fieldOf(value, 'e')),
      ...layerwise('delta', summed(deltas), fieldOf(value, 'delta'), toleranceOf),
      ...layerwise('gK sum', summed(gradients.W), fieldOf(value, 'gK_sum_over_batch'), toleranceOf),
    ];
  });

/** The matrices that the key names: the file's Q, or K itself. */
function feedbackOf(local: Local): readonly Tensor[] {
  const named = local.constants.get('feedback') ?? 'Q';
  if (named !== 'Q' && named !== 'K') throw new LocalProblem('feedback should be Q or K');
  return named === 'Q' ? feedbackIn(local) : local.params.W;
}

export const DENDRITE_CHECKS: LocalChecks = { Burstprop: burstprop };
