/**
 * Hebbian rules through captured training on WebGPU: the same numbers as step by step, their own memory included.
 */
import { expect, test } from 'vitest';
import { trainedCaptured, trainedOneByOne } from '../../test/captured-bench';
import { onBackends } from '../../test/on-backends';
import { denseSpec } from '../../test/rule-bench';
import { choose } from '../../test/rule-choices';
import type { NetworkSpec, RuleChoice } from '../spec/spec';

const DENSE = denseSpec([36, 6, 5, 3], ['relu', 'relu', 'linear']);
const CONV: NetworkSpec = {
  input: [6, 6, 1],
  layers: [
    { kind: 'conv2d', filters: 4, kernel: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'batchnorm' },
    { kind: 'maxpool2d', size: 2 },
    { kind: 'dense', units: 5, activation: 'relu' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', units: 3, activation: 'linear' },
  ],
};

const CHOICES: readonly RuleChoice[] = [
  choose('hebb'),
  choose('oja', { gradientClip: 0.5 }),
  choose('hpca', { hebbSteps: 2 }),
  choose('wta', { winners: 2 }),
  choose('softWta', { hebbReadout: 1 }),
  choose('softHebb'),
  choose('similarityMatching', { hebbSteps: 2 }),
  choose('nonNegativeSm', { settlingRounds: 3 }),
];

onBackends('captured Hebbian training', () => {
  test.each(CHOICES)(
    'is the same with $rule',
    async (choice) => {
      for (const spec of choice.rule === 'hpca' || choice.rule === 'nonNegativeSm'
        ? [DENSE, CONV]
        : [DENSE]) {
        const numbers = await trainedCaptured(spec, choice);
        expect(numbers).toEqual(await trainedOneByOne(spec, choice));
        expect(numbers['params.W.1']?.every(Number.isFinite)).toBe(true);
      }
    },
    120_000,
  ); // Software adapters compile their programs slowly.
}, ['webgpu']);
