import { env, findBackendFactory, getBackend, registerBackend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { NODE_BACKENDS } from '../../test/on-backends';
import type { BackendLoaders } from '../engine/backend';
import { DEFAULT_SPEC } from '../spec/presets';
import { chooseBackend, compareInWords, type Question } from './session-choice';
import type { StepTimes } from './session-timing';

const shape = { inputShape: [2], outputs: 3, classNames: ['a', 'b', 'c'] };
const spec = { ...DEFAULT_SPEC, training: { batch: 4, epochs: 1 } };
/** Milliseconds of a step on each backend, as the question is answered. */
const askWith = (webgpuMs: number, wasmMs: number): Question => ({
  spec,
  shape,
  measure: async () => (getBackend() === 'webgpu' ? webgpuMs : wasmMs),
  times: null,
});
const question = askWith(1, 1);

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
  // The plain JavaScript backend stands in for a GPU.
  const standIn: BackendLoaders = {
    ...NODE_BACKENDS,
    webgpu: {
      look: async () => ({
        available: true,
        adapter: { vendor: 'nvidia', architecture: '', description: '' },
      }),
      load: async () => {
        await NODE_BACKENDS.cpu.load();
        env().registerFlag('WEBGPU_CPU_FORWARD', () => true);
        if (findBackendFactory('webgpu') == null) registerBackend('webgpu', findBackendFactory('cpu'));
      },
    },
  };
  await NODE_BACKENDS.wasm.load();
  expect(await chooseBackend('auto', standIn, askWith(2, 1))).toMatchObject({
    id: 'wasm',
    reason: expect.stringContaining('WebAssembly is 2.0 times as fast as WebGPU'),
  });
  expect(getBackend()).toBe('wasm');
  // What was measured is kept for the next time, and not measured again.
  const kept = new Map<string, StepTimes>();
  const times = {
    read: async (key: string) => kept.get(key) ?? null,
    write: async (key: string, value: StepTimes) => void kept.set(key, value),
  };
  const first = await chooseBackend('auto', standIn, { ...askWith(1, 3), times });
  expect(first).toMatchObject({ id: 'webgpu', reason: expect.stringContaining('Measured on this network') });
  const again = await chooseBackend('auto', standIn, { ...askWith(9, 1), times });
  expect(again).toMatchObject({ id: 'webgpu', reason: expect.stringContaining('Measured here before') });
  expect([...kept.values()]).toEqual([{ webgpuMs: 1, wasmMs: 3 }]);
  // Another network is another question.
  const larger = { ...spec, training: { ...spec.training, batch: 8 } };
  expect(await chooseBackend('auto', standIn, { ...askWith(9, 1), spec: larger, times })).toMatchObject({
    id: 'wasm',
  });
});

test('the comparison names the faster one first', () => {
  expect(compareInWords({ webgpuMs: 0.513, wasmMs: 15.39 })).toBe(
    'Measured on this network: WebGPU is 30.0 times as fast as WebAssembly. A step takes 0.51 ms on WebGPU and 15 ms on WebAssembly.',
  );
});
