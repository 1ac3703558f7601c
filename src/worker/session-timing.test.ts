import { memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { DEFAULT_SPEC } from '../spec/presets';
import { timeStep, timesKey } from './session-timing';

const shape = { inputShape: [6], outputs: 3, classNames: ['a', 'b', 'c'] };
const spec = { ...DEFAULT_SPEC, training: { batch: 4, epochs: 1 } };

onBackends('the time of a step', () => {
  test('is what the clock says, divided by the steps, and leaves nothing behind', async () => {
    const before = memory().numTensors;
    let time = 0;
    // 50 ms pass between any two looks at the clock: two steps fit the budget.
    expect(await timeStep(spec, shape, () => (time += 50))).toBe(25);
    expect(memory().numTensors).toBe(before);
  });
});

test('is kept under what it depends on', () => {
  const key = timesKey('nvidia', spec, shape);
  expect(timesKey('nvidia', { ...spec, seed: 9 }, shape)).toBe(key);
  expect(timesKey('amd', spec, shape)).not.toBe(key);
  expect(timesKey('nvidia', { ...spec, training: { batch: 8, epochs: 1 } }, shape)).not.toBe(key);
});
