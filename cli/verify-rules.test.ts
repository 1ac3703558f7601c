/**
 * Golden cases that are not in the folder, made in memory in double precision: every rule with every optimiser, weight decay,
 * other losses, convolutions, with and without φ′.
 */
import { expect, test } from 'vitest';
import { type CasePlan, float64Case } from '../test/float64-case';
import type { FlatLayer, Phi } from '../test/float64-network';
import type { FlatOptimiser } from '../test/float64-optimiser';
import { onBackends } from '../test/on-backends';
import { verdict } from './verify-compare';
import { readCase } from './verify-read';
import { runCase } from './verify-run';

const dense = (units: number, activation: Phi = 'linear'): FlatLayer => ({
  kind: 'dense',
  units,
  activation,
});
const conv = (filters: number, kernel: number, stride: number, padding: 'same' | 'valid'): FlatLayer => ({
  kind: 'conv2d',
  filters,
  kernel,
  stride,
  padding,
  activation: 'tanh',
});

const OPTIMISERS: Readonly<Record<FlatOptimiser['id'], FlatOptimiser>> = {
  sgd: { id: 'sgd', learningRate: 0.1, weightDecay: 0.02 },
  momentum: { id: 'momentum', learningRate: 0.05, weightDecay: 0.01, momentum: 0.8 },
  rmsprop: { id: 'rmsprop', learningRate: 0.01, weightDecay: 0.01, decay: 0.9, epsilon: 1e-3 },
  adam: { id: 'adam', learningRate: 0.01, weightDecay: 0.01, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 },
};
const MLP: readonly FlatLayer[] = [dense(6, 'tanh'), dense(5, 'sigmoid'), dense(3)];
const CNN: readonly FlatLayer[] = [
  conv(2, 3, 1, 'same'),
  { kind: 'avgpool2d', size: 2 },
  conv(3, 2, 2, 'valid'),
  { kind: 'flatten' },
  dense(4, 'relu'),
  dense(3),
];

type Plan = Partial<CasePlan> & Pick<CasePlan, 'rule'>;

const RULES = ['bp', 'fa', 'dfa', 'usf', 'frsf', 'kp', 'readout'] as const;
const PLANS: Readonly<Record<string, Plan>> = Object.fromEntries([
  ...RULES.flatMap((rule) =>
    (['sgd', 'momentum', 'rmsprop', 'adam'] as const).map((id): [string, Plan] => [
      `${rule}-mlp-${id}`,
      { rule, optimiser: OPTIMISERS[id], decay: 0.03 },
    ]),
  ),
  ...RULES.map((rule): [string, Plan] => [
    `${rule}-cnn-noderiv-momentum`,
    {
      rule,
      input: [8, 7, 2],
      layers: CNN,
      optimiser: OPTIMISERS.momentum,
      activationDerivative: false,
      decay: 0.05,
    },
  ]),
  ...RULES.map((rule): [string, Plan] => [
    `${rule}-cnn-mse`,
    { rule, input: [8, 7, 2], layers: CNN, loss: 'mse', decay: 0.2 },
  ]),
  ['kp-without-decay', { rule: 'kp', decay: 0 }],
  ['kp-one-layer', { rule: 'kp', decay: 0.1, layers: [dense(3)] }],
]);

async function check(name: string): Promise<void> {
  const usual = {
    name,
    input: [5],
    layers: MLP,
    loss: 'softmax-cross-entropy' as const,
    rows: 4,
    steps: 3,
  };
  const read = readCase(float64Case({ ...usual, ...(PLANS[name] as Plan) }));
  if (read.kind !== 'case') throw new Error(JSON.stringify(read));
  expect(verdict(name, await runCase(read.golden)).line).toMatch(/^PASS .+ worst \d\.\de-([6-9]|1\d) /);
}

onBackends('rules with every optimiser', () => {
  for (const name of Object.keys(PLANS)) test(name, () => check(name));
}, ['cpu', 'wasm']);
onBackends('rules with other optimisers', () => {
  for (const name of ['kp-mlp-momentum', 'usf-mlp-rmsprop', 'frsf-cnn-mse']) test(name, () => check(name));
}, ['webgpu']);
