import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { onBackends } from '../test/on-backends';
import { runCaptured } from './verify-captured';
import { verdict } from './verify-compare';
import { type GoldenCase, readCase } from './verify-read';

async function goldenOf(name: string): Promise<GoldenCase> {
  const read = readCase(await readFile(`test/golden/rules/${name}.json`, 'utf8'));
  if (read.kind !== 'case') throw new Error(`${name} is no golden case`);
  return read.golden;
}

onBackends('golden cases through captured steps', () => {
  test.each(['fa-mlp-relu-adam', 'kp-mlp-tanh', 'bp-cnn-momentum'])('%s', async (name) => {
    const golden = await goldenOf(name);
    const comparisons = await runCaptured(golden);
    // A loss and two kinds of parameters at least, at every step.
    expect(comparisons.length).toBeGreaterThan(3 * golden.steps.length);
    expect(verdict(name, comparisons)).toMatchObject({ passed: true });
  });

  test('a wrong number is found', async () => {
    const golden = await goldenOf('fa-mlp-relu-adam');
    const [first, ...rest] = golden.steps;
    if (!first) throw new Error('a case without steps');
    const wrong = { ...golden, steps: [{ ...first, loss: first.loss * 1.01 }, ...rest] };
    expect(verdict('wrong', await runCaptured(wrong))).toMatchObject({ passed: false });
  });
}, ['webgpu']);
