import { getBackend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { NODE_BACKENDS } from '../../test/on-backends';
import type { BackendLoaders } from '../engine/backend';
import { DEFAULT_SPEC } from '../spec/presets';
import { chooseBackend, compareInWords, timeStep } from './session-choice';

const shape = { inputShape: [2], outputs: 3, classNames: ['a', 'b', 'c'] };
const spec = { ...DEFAULT_SPEC, training: { batch: 4, epochs: 1 } };
const question = { spec, shape, now: () => performance.now() };

const withAdapter = (description: string | null): BackendLoaders => ({
  ...NODE_BACKENDS,
  webgpu: {
    look: async () =>
      description === null
        ? { available: false, why: 'this browser has no WebGPU' }
        : { available: true, adapter: { vendor: 'test', architecture: '', description } },
    load: () => Promise.reject(new Error('no device')),
  },
});

test('without WebGPU it is WebAssembly, and the reason says so', async () => {
  expect(await chooseBackend('auto', withAdapter(null), question)).toEqual({
    id: 'wasm',
    adapter: null,
    reason: 'No WebGPU: this browser has no WebGPU. WebAssembly runs everything here.',
  });
  expect(getBackend()).toBe('wasm');
});

test('a software adapter is never chosen by itself', async () => {
  const chosen = await chooseBackend('auto', withAdapter('SwiftShader Device'), question);
  expect(chosen).toMatchObject({ id: 'wasm', reason: expect.stringContaining('software only') });
});

test('an adapter that does not start falls back', async () => {
  const chosen = await chooseBackend('auto', withAdapter('NVIDIA H100'), question);
  expect(chosen).toMatchObject({ id: 'wasm', reason: expect.stringContaining('did not start') });
});

test('asked for by name and missing: a failure with a way out', async () => {
  const failed = await chooseBackend('webgpu', withAdapter(null), question);
  expect(failed).toMatchObject({
    code: 'backend-unavailable',
    remedy: expect.stringContaining('WebAssembly'),
  });
});

test('where a GPU starts, the faster of the two on this network is taken', async () => {
  // The plain JavaScript backend stands in for a GPU; a clock that only it moves makes it the slower or faster one.
  const standIn: BackendLoaders = {
    ...NODE_BACKENDS,
    webgpu: {
      look: async () => ({
        available: true,
        adapter: { vendor: 'nvidia', architecture: '', description: '' },
      }),
      load: async () => {
        await NODE_BACKENDS.cpu.load();
        const { copyRegisteredKernels, env, findBackendFactory, registerBackend } = await import(
          '@tensorflow/tfjs-core'
        );
        env().registerFlag('WEBGPU_CPU_FORWARD', () => true);
        copyRegisteredKernels('cpu', 'webgpu');
        registerBackend('webgpu', findBackendFactory('cpu'));
      },
    },
  };
  await NODE_BACKENDS.wasm.load();
  let calls = 0;
  // Four readings: before and after each of the two measurements. 30 ms for the first, 15 ms for the second.
  const times = [0, 30, 100, 115];
  const slowGpu = await chooseBackend('auto', standIn, { ...question, now: () => times[calls++] ?? 0 });
  expect(slowGpu).toMatchObject({
    id: 'wasm',
    reason: 'Measured on this network: WebAssembly is 2.0 times as fast as WebGPU.',
  });
});

test('the comparison names the faster one first', () => {
  expect(compareInWords(1, 3)).toBe('Measured on this network: WebGPU is 3.0 times as fast as WebAssembly.');
});

test('timing leaves nothing behind and measures something', async () => {
  await NODE_BACKENDS.cpu.load();
  const { memory, setBackend } = await import('@tensorflow/tfjs-core');
  await setBackend('cpu');
  const before = memory().numTensors;
  expect(await timeStep(spec, shape, () => performance.now())).toBeGreaterThan(0);
  expect(memory().numTensors).toBe(before);
});
