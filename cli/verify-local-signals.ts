/**
 * Checks of rules with local and global signals.
 */
import { tensor1d } from '@tensorflow/tfjs-core';
import { layerGradients } from '../src/engine/backward';
import { ofLayer } from '../src/engine/network';
import { goodnessDelta, judge, normalised } from '../src/rules/goodness';
import { compare, type LocalCheck, type LocalChecks } from './verify-local-context';
import { constantOf, fieldOf, LocalProblem } from './verify-local-read';

/** The first layer of forward-forward, a ReLU, with rows of the batch as real or false pairs. */
const forwardForward: LocalCheck = (local) => {
  const threshold = constantOf(local, 'theta');
  const real = local.constants.get('labels')?.split(',').map(Number) ?? [];
  if (real.length !== local.rows) throw new LocalProblem(`labels should be ${local.rows} numbers`);
  return compare(() => {
    const layer = { ...ofLayer(local.network.layers, 1), activation: 'relu' } as const;
    const judged = judge(layer, normalised(local.batch.x), local.params);
    const delta = goodnessDelta(layer, judged, threshold, tensor1d(real)); // [rows, n_1]
    const { W, b } = layerGradients(layer, judged.input, delta);
    return [
      { where: 'goodness', found: judged.goodness, expected: fieldOf(local.value, 'goodness') },
      { where: 'gK', found: W, expected: fieldOf(local.value, 'gK') },
      { where: 'gb', found: b, expected: fieldOf(local.value, 'gb') },
    ];
  });
};

export const SIGNAL_CHECKS: LocalChecks = { FF_layer1: forwardForward };
