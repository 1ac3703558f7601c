/**
 * Convolutions and pools of many shapes against double precision, on every backend: odd sizes, strides, kernels from 1 to 5,
 * `same` with a stride, left-over rows, pools of pools, ties of maxima.
 */
import { expect, test } from 'vitest';
import { type CasePlan, float64Case } from '../test/float64-case';
import type { FlatLayer, Phi } from '../test/float64-network';
import { onBackends } from '../test/on-backends';
import { verdict } from './verify-compare';
import { readCase } from './verify-read';
import { runCase } from './verify-run';

type Padding = 'same' | 'valid';
/** `filters`, "kernel × stride", padding. */
const conv = (
  filters: number,
  size: `${number}/${number}`,
  padding: Padding,
  activation: Phi = 'tanh',
): FlatLayer => {
  const [kernel = 1, stride = 1] = size.split('/').map(Number);
  return { kind: 'conv2d', filters, kernel, stride, padding, activation };
};
const max = (size: number): FlatLayer => ({ kind: 'maxpool2d', size });
const average = (size: number): FlatLayer => ({ kind: 'avgpool2d', size });
const dense = (units: number, activation: Phi = 'linear'): FlatLayer => ({
  kind: 'dense',
  units,
  activation,
});
const flatten: FlatLayer = { kind: 'flatten' };

type Plan = Pick<CasePlan, 'rule' | 'input' | 'layers'> & Partial<CasePlan>;

const PLANS: Readonly<Record<string, Plan>> = {
  'kernel-1': { rule: 'fa', input: [4, 3, 3], layers: [conv(2, '1/1', 'valid'), flatten, dense(3)] },
  'kernel-1-stride-2': { rule: 'bp', input: [5, 6, 2], layers: [conv(3, '1/2', 'same'), flatten, dense(3)] },
  'kernel-1-stride-3-valid': {
    rule: 'fa',
    input: [5, 6, 2],
    layers: [conv(3, '1/3', 'valid'), conv(2, '1/2', 'valid'), flatten, dense(3)],
  },
  'kernel-2-same': {
    rule: 'bp',
    input: [5, 4, 2],
    layers: [conv(3, '2/1', 'same'), conv(2, '2/1', 'same'), flatten, dense(3)],
  },
  'kernel-2-stride-2-same': {
    rule: 'fa',
    input: [7, 5, 1],
    layers: [conv(3, '2/2', 'same'), conv(2, '2/3', 'same'), flatten, dense(3)],
  },
  'kernel-3-stride-2-valid-leftovers': {
    rule: 'fa',
    input: [8, 7, 2],
    layers: [conv(3, '3/2', 'valid'), conv(2, '2/2', 'valid'), flatten, dense(3)],
  },
  'kernel-3-stride-2-same-even': {
    rule: 'dfa',
    input: [8, 6, 2],
    layers: [conv(2, '3/2', 'same'), conv(3, '3/2', 'same'), flatten, dense(3)],
  },
  'kernel-3-stride-3': {
    rule: 'bp',
    input: [7, 8, 2],
    layers: [conv(3, '3/3', 'same', 'sigmoid'), conv(2, '3/3', 'same'), flatten, dense(3)],
  },
  'kernel-5-same-on-a-small-map': {
    rule: 'fa',
    input: [3, 4, 2],
    layers: [conv(2, '5/1', 'same'), conv(3, '5/2', 'same'), flatten, dense(3)],
  },
  'kernel-5-valid': {
    rule: 'bp',
    input: [7, 9, 1],
    layers: [conv(3, '5/1', 'valid'), conv(2, '3/1', 'valid', 'relu'), flatten, dense(3)],
  },
  'kernel-5-stride-3-same': {
    rule: 'fa',
    input: [9, 11, 1],
    layers: [conv(2, '3/1', 'same'), conv(2, '5/3', 'same'), flatten, dense(3)],
  },
  'kernel-covers-the-map': {
    rule: 'fa',
    input: [6, 6, 2],
    layers: [conv(3, '3/1', 'valid'), conv(5, '4/1', 'valid'), flatten, dense(3)],
  },
  'kernel-covers-most-of-the-map': {
    rule: 'fa',
    input: [6, 7, 2],
    layers: [conv(3, '2/1', 'valid'), conv(4, '4/3', 'valid'), flatten, dense(3)],
  },
  'kernel-4-same': {
    rule: 'dfa',
    input: [5, 5, 2],
    layers: [conv(2, '4/1', 'same'), conv(2, '4/2', 'same'), flatten, dense(4, 'relu'), dense(3)],
  },
  'max-2-ties': {
    rule: 'bp',
    input: [6, 6, 2],
    grain: 1,
    layers: [max(2), conv(3, '3/1', 'same', 'relu'), max(2), flatten, dense(3)],
  },
  'max-3-leftovers': {
    rule: 'fa',
    input: [8, 7, 2],
    grain: 1,
    layers: [conv(2, '1/1', 'valid', 'relu'), max(3), flatten, dense(3)],
  },
  'ties-inside': {
    rule: 'fa',
    input: [4, 4, 1],
    grain: 2,
    layers: [conv(2, '1/1', 'valid'), max(2), conv(2, '1/1', 'valid'), max(2), flatten, dense(3)],
  },
  'average-leftovers': {
    rule: 'bp',
    input: [7, 9, 2],
    layers: [conv(2, '3/1', 'same'), average(2), conv(2, '2/1', 'same'), average(2), flatten, dense(3)],
  },
  'average-3': {
    rule: 'dfa',
    input: [8, 10, 1],
    layers: [conv(2, '3/1', 'same', 'sigmoid'), average(3), flatten, dense(4, 'tanh'), dense(3)],
  },
  'pools-in-a-row': {
    rule: 'fa',
    input: [9, 9, 1],
    layers: [conv(2, '2/1', 'same'), max(2), average(2), flatten, dense(3)],
  },
  'pool-first': {
    rule: 'bp',
    input: [7, 6, 2],
    layers: [average(2), conv(2, '2/1', 'valid'), flatten, dense(3)],
  },
  'conv-autoencoder': {
    rule: 'fa',
    loss: 'mse',
    input: [5, 5, 1],
    layers: [conv(2, '3/2', 'same'), flatten, dense(4, 'tanh'), dense(25)],
  },
  'dense-below-conv-width': {
    rule: 'dfa',
    input: [6, 5, 3],
    layers: [conv(4, '3/2', 'same', 'relu'), max(2), flatten, dense(5, 'sigmoid'), dense(3)],
  },
};

/** A software WebGPU adapter compiles a shader for every shape: some of the plans stand for the others there. */
const ON_WEBGPU = [
  'kernel-3-stride-2-valid-leftovers',
  'kernel-5-stride-3-same',
  'kernel-covers-the-map',
  'max-3-leftovers',
  'average-leftovers',
  'dense-below-conv-width',
];

function suite(names: readonly string[]): void {
  for (const name of names) {
    test(name, async () => {
      const plan = PLANS[name] as Plan;
      const read = readCase(float64Case({ name, loss: 'softmax-cross-entropy', rows: 3, steps: 2, ...plan }));
      if (read.kind !== 'case') throw new Error(JSON.stringify(read));
      expect(verdict(name, await runCase(read.golden)).line).toMatch(/^PASS .+ worst \d\.\de-[6-9] /);
    });
  }
}

onBackends('shapes', () => suite(Object.keys(PLANS)), ['cpu', 'wasm']);
onBackends('shapes', () => suite(ON_WEBGPU), ['webgpu']);
