/**
 * Rules of local and global signals through captured training on WebGPU: the same numbers as step by step, their memory included.
 */
import { expect, test } from 'vitest';
import { trainedCaptured, trainedOneByOne } from '../../test/captured-bench';
import { onBackends } from '../../test/on-backends';
import { denseSpec } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import type { NetworkSpec, RuleChoice } from '../spec/spec';

const DENSE = denseSpec([36, 7, 6, 5, 3], ['relu', 'relu', 'relu', 'linear']);
const PICTURE: NetworkSpec = { ...DENSE, input: [6, 6, 1] };
const CONV: NetworkSpec = {
  input: [6, 6, 1],
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'maxpool2d', size: 2 },
    { kind: 'dense', units: 5, activation: 'relu' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};

const CASES: readonly (readonly [string, NetworkSpec, RuleChoice])[] = [
  ['forward-forward', PICTURE, choose('forwardForward')],
  ['forward-forward by goodness', CONV, choose('forwardForward', { goodnessAnswer: 1 })],
  ['predictions', CONV, choose('localLoss')],
  ['similarities', CONV, choose('localLoss', { localLoss: 2 })],
  ['node perturbation', CONV, choose('nodePerturbation', { perturbationTries: 2 })],
  ['weight perturbation', CONV, choose('weightPerturbation', { perturbationPaired: 0 })],
  ['spike-timing weight inference', DENSE, choose('stdwi', { spikingTime: 20, spikingTrials: 4 })],
];

onBackends('captured training', () => {
  test.each(CASES)('is the same with %s', async (_, spec, choice) => {
    const numbers = await trainedCaptured(spec, choice);
    expect(numbers).toEqual(await trainedOneByOne(spec, choice));
    expect(Object.values(numbers).flat().every(Number.isFinite)).toBe(true);
    expect(numbers.step).toEqual([6]);
  });
}, ['webgpu']);
