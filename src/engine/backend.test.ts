import { getBackend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { NODE_BACKENDS } from '../../test/on-backends';
import {
  type AdapterInfo,
  type BackendLoader,
  type BackendLoaders,
  isSoftwareAdapter,
  startBackend,
} from './backend';

const HARDWARE: AdapterInfo = { vendor: 'nvidia', architecture: 'ampere', description: 'NVIDIA A100' };
const SWIFTSHADER: AdapterInfo = {
  vendor: 'google',
  architecture: 'swiftshader',
  description: 'SwiftShader Device',
};

const missing: BackendLoader = {
  look: async () => ({ available: false, why: 'this browser has none' }),
  load: () => Promise.reject(new Error('must not be loaded')),
};
const webgpuOn = (adapter: AdapterInfo, load: () => Promise<void>): BackendLoader => ({
  look: async () => ({ available: true, adapter }),
  load,
});
const broken = (): Promise<void> => Promise.reject(new Error('the device was lost'));
const withWebgpu = (webgpu: BackendLoader): BackendLoaders => ({ ...NODE_BACKENDS, webgpu });

test('a software adapter is recognised by name or flag', () => {
  expect(isSoftwareAdapter(HARDWARE)).toBe(false);
  expect(isSoftwareAdapter({ vendor: 'intel', architecture: 'gen-12lp', description: '' })).toBe(false);
  expect(isSoftwareAdapter(SWIFTSHADER)).toBe(true);
  expect(isSoftwareAdapter({ vendor: '', architecture: '', description: 'llvmpipe (LLVM 15.0.6)' })).toBe(
    true,
  );
  expect(
    isSoftwareAdapter({ vendor: '', architecture: '', description: 'Microsoft Basic Render Driver' }),
  ).toBe(true);
  expect(isSoftwareAdapter({ ...HARDWARE, isFallbackAdapter: true })).toBe(true);
});

test('without WebGPU the choice is WebAssembly, and the reason says why', async () => {
  const choice = await startBackend('auto', withWebgpu(missing));
  expect(choice).toMatchObject({ kind: 'ready', id: 'wasm', adapter: null });
  expect(choice.kind === 'ready' && choice.reason).toBe('WebGPU is not used: this browser has none.');
  expect(getBackend()).toBe('wasm');
});

test('a software adapter is never loaded by itself', async () => {
  const choice = await startBackend('auto', withWebgpu(webgpuOn(SWIFTSHADER, missing.load)));
  expect(choice).toMatchObject({ kind: 'ready', id: 'wasm' });
  expect(choice.kind === 'ready' && choice.reason).toContain('its adapter is software (google swiftshader');
});

test('hardware that fails to start falls back, and with nothing left the failure is a value', async () => {
  const fallen = await startBackend('auto', withWebgpu(webgpuOn(HARDWARE, broken)));
  expect(fallen).toMatchObject({ kind: 'ready', id: 'wasm' });
  expect(fallen.kind === 'ready' && fallen.reason).toContain('the device was lost');
  const none = await startBackend('auto', { webgpu: missing, wasm: missing, cpu: missing });
  expect(none).toMatchObject({ kind: 'failed', code: 'backend-unavailable' });
});

test('a backend asked for by name is used or refused, never replaced', async () => {
  expect(await startBackend('cpu', withWebgpu(missing))).toMatchObject({ kind: 'ready', id: 'cpu' });
  const refused = await startBackend('webgpu', withWebgpu(missing));
  expect(refused).toMatchObject({
    kind: 'failed',
    message: 'WebGPU cannot run here: this browser has none.',
  });
});
