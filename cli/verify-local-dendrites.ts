/**
 * Checks of rules with dendrites: one step of Burstprop on the file's network with sigmoids throughout and the squared error,
 * its gradients summed over the batch.
 */
import { mul } from '@tensorflow/tfjs-core';
import { createRule } from '../src/rules';
import {
  choiceOf,
  compare,
  contextOf,
  type Finding,
  type Local,
  type LocalCheck,
  type LocalChecks,
} from './verify-local-context';
import { constantOf, fieldOf, LocalProblem, listOf } from './verify-local-read';

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
    const summed = (what: string, found: typeof deltas, field: string): readonly Finding[] =>
      listOf(fieldOf(value, field)).map((expected, at) => ({
        where: `${what} ${at + 1}`,
        found: found[at] ? mul(found[at], rows) : [],
        expected,
        ...(at === 0 && { tolerance: CANCELLING }),
      }));
    return [
      ...listOf(fieldOf(value, 'e')).map((expected, at) => ({
        where: `e ${at + 1}`,
        found: context.trace.h[at] ?? [],
        expected,
      })),
      ...summed('delta', deltas, 'delta'),
      ...summed('gK sum', gradients.W, 'gK_sum_over_batch'),
    ];
  });

/** The matrices that the key names: the file's Q, or K itself. */
function feedbackOf({ constants, Q, params }: Local): Local['Q'] {
  const named = constants.get('feedback') ?? 'Q';
  if (named !== 'Q' && named !== 'K') throw new LocalProblem('feedback should be Q or K');
  return named === 'Q' ? Q : params.W;
}

export const DENDRITE_CHECKS: LocalChecks = { Burstprop: burstprop };
