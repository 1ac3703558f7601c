/**
 * The golden cases, on every backend, through the very functions of `npm run verify`; and what it says about bad files.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getBackend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../test/on-backends';
import { compareAngles, compareValues, verdict } from './verify-compare';
import { readCase } from './verify-read';
import { runCase } from './verify-run';
import type { CaseJson, StepJson } from './verify-schema';

const GOLDEN = path.join(import.meta.dirname, '..', 'test', 'golden');
const namesIn = (folder: string): readonly string[] =>
  readdirSync(path.join(GOLDEN, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json'));
const textIn = (folder: string, name: string): string =>
  readFileSync(path.join(GOLDEN, folder, `${name}.json`), 'utf8');
const NAMES = namesIn('rules');
const textOf = (name: string): string => textIn('rules', name);

/** A case as plain data, to be spoilt. */
const copyOf = (name: string): CaseJson => JSON.parse(textOf(name));

/** A software WebGPU adapter takes seconds a step: two of them show an optimiser's memory; `npm run verify` takes all. */
const WEBGPU_STEPS = 2;

async function verify(text: string): Promise<{ readonly passed: boolean; readonly line: string }> {
  const read = readCase(text);
  if (read.kind !== 'case') throw new Error(JSON.stringify(read));
  const { golden } = read;
  const steps = getBackend() === 'webgpu' ? golden.steps.slice(0, WEBGPU_STEPS) : golden.steps;
  return verdict(golden.name, await runCase({ ...golden, steps }));
}

onBackends('golden cases', () => {
  for (const folder of ['rules', 'cases']) {
    for (const name of namesIn(folder)) {
      test(name, async () => {
        const { line } = await verify(textIn(folder, name));
        expect(line).toMatch(new RegExp(`^PASS ${name} worst \\d\\.\\de-[6-9] \\(.+, step \\d\\)$`));
      });
    }
  }
});

test('there are golden cases for every rule, with maps too', () => {
  for (const [rule, count] of [
    ['bp', 9],
    ['fa', 6],
    ['dfa', 3],
    ['usf', 2],
    ['frsf', 2],
    ['kp', 2],
    ['readout', 1],
  ] as const) {
    expect(NAMES.filter((name) => name.startsWith(`${rule}-`))).toHaveLength(count);
  }
});

test('an unknown setting is a lacking feature, wherever it stands', () => {
  const base = copyOf('bp-mlp-tanh-sgd');
  const { id, learningRate, weightDecay } = base.optimiser;
  for (const [change, feature] of [
    [{ schema: 'golden-case/2' }, 'golden-case/2'],
    [{ loss: 'huber' }, 'huber'],
    [{ rule: { id: '__proto__' } }, '__proto__'],
    [{ rule: { id: 'bp', decay: 0.1 } }, 'decay'],
    [{ rule: { id: 'brsf' } }, 'brsf'],
    [{ rule: { id: 'bp', blockProbability: 0.1 } }, 'blockProbability'],
    [{ optimiser: { id: 'lion', learningRate, weightDecay } }, 'lion'],
    [{ optimiser: { id, learningRate, weightDecay, nesterov: true } }, 'nesterov'],
    [{ layers: [{ ...base.layers[0], activation: 'gelu' }, ...base.layers.slice(1)] }, 'gelu'],
    [{ layers: [{ kind: 'batchnorm' }, ...base.layers] }, 'batchnorm'],
    [{ layers: [{ ...base.layers[0], dropout: 0.5 }, ...base.layers.slice(1)] }, 'dropout'],
  ] as const) {
    expect(readCase(JSON.stringify({ ...base, ...change }))).toMatchObject({ features: [feature] });
  }
});

test('a broken file gets a sentence', () => {
  const spoilt = (name: string, spoil: (json: CaseJson) => unknown): string => {
    const json = copyOf(name);
    spoil(json);
    return JSON.stringify(json);
  };
  for (const [text, why] of [
    ['{', 'not JSON'],
    ['[]', 'names no schema'],
    ['null', 'names no schema'],
    ['{"schema": "golden-case/1"}', 'name: '],
    [spoilt('bp-mlp-bce', (json) => json.batches.pop()), 'expected.steps: 3 for 2 batches'],
    [
      spoilt('bp-mlp-bce', (json) => json.batches[0]?.x.data.pop()),
      'batches.0.x: data does not fill the shape',
    ],
    [spoilt('bp-mlp-bce', (json) => json.initial.weights.pop()), 'initial.weights: should be [6,8] [8,4]'],
    [spoilt('bp-mlp-bce', (json) => delete json.optimiser.learningRate), 'optimiser.learningRate'],
    [spoilt('bp-mlp-bce', (json) => json.expected.steps[1]?.deltas.pop()), 'step 2: deltas: should be'],
    [
      spoilt('bp-mlp-bce', (json) => json.expected.steps[0]?.updateAngleDeg.pop()),
      'step 1: 1 angles for 2 layers',
    ],
    [spoilt('fa-mlp-tanh-sgd', (json) => delete json.initial.feedback), 'initial.feedback: should be'],
    [spoilt('kp-mlp-tanh', (json) => delete json.rule.decay), 'rule.decay'],
    [spoilt('kp-mlp-tanh', (json) => delete json.expected.steps[2]?.feedback), 'step 3: feedback: should be'],
    [spoilt('bp-mlp-bce', (json) => Object.assign(json.rule, { activationDerivative: 0 })), 'true or false'],
    [spoilt('dfa-mlp-tanh-sgd', (json) => json.initial.feedback?.reverse()), 'initial.feedback: should be'],
  ] as const) {
    const read = readCase(text);
    expect(read.kind === 'broken' && read.why).toContain(why);
  }
});

onBackends('wrong expectations fail', () => {
  for (const [what, spoil, where] of [
    ['loss', (step) => Object.assign(step, { loss: step.loss * 1.001 }), 'loss, step 2'],
    ['output', (step) => step.output.data.fill(0.5, 0, 1), 'output, step 2'],
    ['delta', (step) => step.deltas[1]?.data.fill(0.01, 3, 4), 'delta 2, step 2'],
    ['update angle', (step) => step.updateAngleDeg.fill(100, 0, 1), 'update angle 1, step 2'],
    ['missing update angle', (step) => step.updateAngleDeg.fill(null, 0, 1), 'update angle 1, step 2'],
    ['weight angle', (step) => step.weightAngleDeg?.fill(100, 2), 'weight angle 3, step 2'],
    [
      'missing weight angles',
      (step) => Object.assign(step, { weightAngleDeg: null }),
      'weight angle 1, step 2',
    ],
    ['weights', (step) => step.weights[2]?.data.fill(0.5, 1, 2), 'weights 3, step 2'],
    ['biases', (step) => step.biases[0]?.data.fill(0.5, 1, 2), 'biases 1, step 2'],
    ['feedback', (step) => Object.assign(step, { feedback: step.weights }), 'feedback 1, step 2'],
  ] as readonly (readonly [string, (step: StepJson) => unknown, string])[]) {
    test(what, async () => {
      const json = copyOf('fa-mlp-tanh-sgd');
      spoil(json.expected.steps[1] as StepJson);
      const { passed, line } = await verify(JSON.stringify(json));
      expect(passed).toBe(false);
      expect(line).toContain(`FAIL fa-mlp-tanh-sgd ${where}: `);
    });
  }
}, ['cpu']);

test('comparisons: relative to the norm, absolute at zero, and never satisfied by NaN', () => {
  expect(compareValues('a', [3.0003, 4], [3, 4]).problem).toBeNull();
  expect(compareValues('a', [3.001, 4], [3, 4]).problem).toBe('difference 2.0e-4, at most 0.0001 allowed');
  expect(compareValues('a', [0, 9e-7], [0, 0]).problem).toBeNull();
  expect(compareValues('a', [0, 2e-6], [0, 0]).problem).toContain('at most 0.000001');
  expect(compareValues('a', [Number.NaN, 4], [3, 4]).problem).toContain('not a number');
  expect(compareValues('a', [], [3]).problem).toBe('0 numbers where 1 are expected');
  expect(compareAngles('a', 45.04, 45).problem).toBeNull();
  expect(compareAngles('a', 45.06, 45).problem).toContain('45.06° where 45.00° is expected');
  expect(compareAngles('a', null, null).problem).toBeNull();
  expect(compareAngles('a', 45, null).problem).toBe('45.00° where no angle is expected');
  expect(compareAngles('a', null, 45).problem).toBe('no angle where 45.00° is expected');
});
