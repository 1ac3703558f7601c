/**
 * The three backends in Node, for the command-line tools and the tests: the engine itself is handed these loaders.
 * WebGPU is Dawn (package `webgpu`). It finds a graphics card through Vulkan; the environment that lets it fall back on
 * Chromium's SwiftShader is set before the process starts (scripts/run-cli.mjs, vitest.config.ts).
 */
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { env } from '@tensorflow/tfjs-core';
import type { AdapterInfo, Availability, BackendLoader, BackendLoaders } from '../src/engine/backend';

const HERE: Availability = { available: true, adapter: null };

const cpu: BackendLoader = {
  look: async () => HERE,
  async load() {
    await import('@tensorflow/tfjs-backend-cpu');
  },
};

/** The SIMD build alone: threads gain nothing at the lab's sizes. */
const wasm: BackendLoader = {
  look: async () => HERE,
  async load() {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const root = path.dirname(
      createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
    );
    setWasmPaths(`${path.join(root, 'dist')}${path.sep}`);
  },
};

/** What is used of WebGPU's entry point here; its full types would bring the DOM library's along. */
interface Gpu {
  requestAdapter(): Promise<{ readonly info: AdapterInfo } | null>;
}

const webgpu: BackendLoader = {
  async look() {
    // Vulkan's software drivers complain on the terminal without one.
    process.env.XDG_RUNTIME_DIR ??= tmpdir();
    const dawn: { create(options: string[]): unknown; globals: object } = await import('webgpu');
    const gpu = dawn.create([]) as Gpu;
    const adapter = await gpu.requestAdapter();
    if (adapter === null) {
      return {
        available: false,
        why: 'no WebGPU adapter was found; it takes the Vulkan loader (Debian: libvulkan1) and either a graphics driver or Chromium with its software adapter',
      };
    }
    // tfjs looks for these three when it is imported.
    Object.assign(globalThis, dawn.globals, { WorkerGlobalScope: class {} });
    Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
    return { available: true, adapter: adapter.info };
  },
  async load() {
    await import('@tensorflow/tfjs-backend-webgpu');
  },
};

/** Loaders for `startBackend`. */
export const NODE_BACKENDS: BackendLoaders = { cpu, wasm, webgpu };
