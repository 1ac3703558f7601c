/**
 * The tfjs backends as a browser's worker loads them, each in a chunk of its own.
 */
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { env } from '@tensorflow/tfjs-core';
import type { BackendLoaders } from '../engine/backend';

/** wasm needs SIMD; WebGPU asks the browser for an adapter; cpu is plain JavaScript and always there. */
export const BROWSER_BACKENDS: BackendLoaders = {
  webgpu: {
    async look() {
      if (!('gpu' in navigator)) return { available: false, why: 'this browser has no WebGPU' };
      const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
      if (!adapter) return { available: false, why: 'this browser found no WebGPU adapter' };
      return { available: true, adapter: adapter.info };
    },
    async load() {
      await import('@tensorflow/tfjs-backend-webgpu');
    },
  },
  wasm: {
    async look() {
      return typeof WebAssembly === 'object'
        ? { available: true, adapter: null }
        : { available: false, why: 'this browser has no WebAssembly' };
    },
    async load() {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      setWasmPaths({
        'tfjs-backend-wasm.wasm': wasmUrl,
        'tfjs-backend-wasm-simd.wasm': wasmUrl,
        'tfjs-backend-wasm-threaded-simd.wasm': wasmUrl,
      });
    },
  },
  cpu: {
    async look() {
      return { available: true, adapter: null };
    },
    async load() {
      await import('@tensorflow/tfjs-backend-cpu');
    },
  },
};
