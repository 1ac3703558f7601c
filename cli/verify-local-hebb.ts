/**
 * Checks of Hebbian rules and similarity matching: one change of layer 1, whose units answer s = x K without a bias.
 * Averages over the batch; where the file sums, the rule does.
 */
import { add, eye, mul, ones, relu, scalar, type Tensor, tanh } from '@tensorflow/tfjs-core';
import { ofLayer } from '../src/engine/network';
import { type HebbianSite, mixUnits } from '../src/rules/hebbian-layer';
import { hpcaChange } from '../src/rules/hpca';
import { ojaChange } from '../src/rules/oja';
import { invert, similarityChanges } from '../src/rules/similarity-matching';
import { softHebbChange } from '../src/rules/soft-hebb';
import { ruleParams } from '../src/spec/rule-params';
import { compare, type Local, type LocalCheck, type LocalChecks } from './verify-local-context';
import { constantOf, fieldOf, LocalProblem } from './verify-local-read';

/** Rounds that invert the file's matrix to the last digit from a guess as bad as the unit matrix. */
const ROUNDS = 30;

/** Layer 1 on the file's batch: the input as it is, answers through `answer`. In the caller's scope. */
function siteOf({ network, params, batch }: Local, answer: (s: Tensor) => Tensor): HebbianSite {
  const layer = ofLayer(network.layers, 1);
  const W = ofLayer(params.W, 1);
  const response = layer.op.apply(batch.x, W); // [rows, n_1]
  return {
    layer,
    params: ruleParams(),
    W,
    input: batch.x,
    response,
    output: answer(response),
    memory: null,
    seen: scalar(0),
    gate: scalar(1),
  };
}

const linear = (s: Tensor): Tensor => s;

const changeOf =
  (answer: (s: Tensor) => Tensor, change: (site: HebbianSite, local: Local) => Tensor): LocalCheck =>
  (local) =>
    compare(() => [{ where: 'dK', found: change(siteOf(local, answer), local), expected: local.value }]);

const principal: LocalCheck = (local) => {
  if (local.flags.includes('linear')) return changeOf(linear, hpcaChange)(local);
  return changeOf((s) => (local.flags.includes('tanh') ? tanh(s) : relu(s)), hpcaChange)(local);
};

/** M as its constant says: "I+.2" is 1.2 on the diagonal and .2 beside it. */
const similarity: LocalCheck = (local) => {
  const beside = Number(/^I\+(\d*\.?\d+)$/.exec(local.constants.get('M') ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(beside)) throw new LocalProblem('M should be I+ and a number');
  return compare(() => {
    const site = siteOf(local, linear);
    const units = site.W.shape[1] ?? 1;
    const M = add(eye(units), mul(ones([units, units]), beside));
    const F = mixUnits(site.W, invert(M, eye(units), ROUNDS)); // as W_1
    const y = site.layer.op.apply(site.input, F); // [rows, n_1]
    const changes = similarityChanges(site, y, { forward: site.W, lateral: M });
    return [
      { where: 'y', found: y, expected: fieldOf(local.value, 'y') },
      { where: 'dK', found: changes.forward, expected: fieldOf(local.value, 'dK=2(xy-K)') },
      { where: 'dM', found: changes.lateral, expected: fieldOf(local.value, 'dM=(yy-M)') },
    ];
  });
};

export const HEBB_CHECKS: LocalChecks = {
  HPCA_dK: principal,
  Sanger_linear_dK: changeOf(linear, hpcaChange),
  Oja_linear_dK: changeOf(linear, ojaChange),
  SoftHebb_dK: changeOf(linear, (site, local) => softHebbChange(site, constantOf(local, 'beta'))),
  SM: similarity,
};
