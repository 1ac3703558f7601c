/**
 * Rules with targets and phases through captured training on WebGPU: the same numbers as step by step, decoders included.
 */
import { expect, test } from 'vitest';
import { trainedCaptured, trainedOneByOne } from '../../test/captured-bench';
import { onBackends } from '../../test/on-backends';
import { denseSpec } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import type { NetworkSpec, RuleChoice } from '../spec/spec';

const DENSE = denseSpec([36, 7, 6, 3], ['tanh', 'sigmoid', 'linear']);
const CONV: NetworkSpec = {
  input: [6, 6, 1],
  layers: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 1, padding: 'same', activation: 'tanh' },
    { kind: 'avgpool2d', size: 2 },
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 2, padding: 'same', activation: 'tanh' },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};

const CASES: readonly (readonly [string, NetworkSpec, RuleChoice])[] = [
  ['dtp', DENSE, choose('dtp', { decoderSteps: 2 })],
  ['dtp, Jacobian loss', CONV, choose('dtp', { decoderLoss: 1 })],
  ['sdtp with an auxiliary output', CONV, choose('sdtp', { auxiliaryUnits: 5 })],
  ['pc', CONV, choose('pc', { inferenceSteps: 4 })],
  ['pc, random feedback', CONV, choose('pc', { inferenceSteps: 4, pcFeedback: 1 })],
  ['pc, Z-IL', DENSE, choose('pc', { pcVariant: 1 })],
  ['pc, fixed predictions', DENSE, choose('pc', { pcVariant: 2, inferenceSteps: 4 })],
  ['ep', DENSE, choose('ep', { freeSteps: 6, nudgedSteps: 3 })],
  ['ep, random sign', CONV, choose('ep', { freeSteps: 4, nudgedSteps: 2, nudgeSides: 2 })],
  ['chl', CONV, choose('chl', { sweeps: 3 })],
  ['generec', DENSE, choose('generec', { sweeps: 3, generecForm: 1, gradientClip: 1 })],
];

onBackends('captured training with targets and phases', () => {
  test.each(CASES)('is the same with %s', async (_, spec, choice) => {
    const numbers = await trainedCaptured(spec, choice);
    expect(numbers).toEqual(await trainedOneByOne(spec, choice));
    expect(Object.values(numbers).flat().every(Number.isFinite)).toBe(true);
    expect(numbers.step).toEqual([6]);
  });
}, ['webgpu']);
