/**
 * Chooses and starts the tfjs backend. The concrete loaders come from outside, so that page, worker and Node share this file.
 * On 'auto': WebGPU on hardware, else WebAssembly, else plain JavaScript. A software WebGPU adapter is used only when asked for by name.
 */
import {
  env,
  findBackendFactory,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';

export type BackendId = 'webgpu' | 'wasm' | 'cpu';

/** What the WebGPU implementation says about its adapter (GPUAdapterInfo). */
export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

/** What a loader found: adapter null where the backend has none (wasm, cpu). */
export type Availability =
  | { readonly available: true; readonly adapter: AdapterInfo | null }
  | { readonly available: false; readonly why: string };

/** The part of a backend that depends on where the engine runs. */
export interface BackendLoader {
  /** Is it there? Cheap; loads nothing big. */
  look(): Promise<Availability>;
  /** Imports the backend, which registers itself with tfjs. */
  load(): Promise<void>;
}

export type BackendLoaders = Readonly<Record<BackendId, BackendLoader>>;

/** A backend that is ready to compute, or why there is none. */
export type BackendChoice =
  | {
      readonly kind: 'ready';
      readonly id: BackendId;
      /** The adapter in words on WebGPU, else null. */
      readonly adapter: string | null;
      /** One sentence on why this one. */
      readonly reason: string;
    }
  | {
      readonly kind: 'failed';
      readonly code: 'backend-unavailable';
      readonly message: string;
      readonly remedy: string;
    };

const NAMES: Readonly<Record<BackendId, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render|\bwarp\b|\bcpu\b/i;

/** True for an adapter that computes on the processor: right numbers, but slower than WebAssembly. */
export function isSoftwareAdapter(info: AdapterInfo): boolean {
  return info.isFallbackAdapter === true || SOFTWARE.test(describeAdapter(info));
}

/** "nvidia ampere NVIDIA A100": what is known, in one line. */
export function describeAdapter({ vendor, architecture, description }: AdapterInfo): string {
  return [vendor, architecture, description].filter((part) => part !== '').join(' ') || 'unnamed adapter';
}

/** Starts the backend asked for, or the best one on 'auto'. Never throws: a failure is a value. */
export async function startBackend(
  wanted: BackendId | 'auto',
  loaders: BackendLoaders,
): Promise<BackendChoice> {
  if (wanted !== 'auto') {
    const tried = await tryBackend(wanted, loaders[wanted]);
    if (!tried.works) return failed(wanted, tried.why);
    return { kind: 'ready', id: wanted, adapter: tried.adapter, reason: `${NAMES[wanted]} was asked for.` };
  }
  const setbacks: string[] = [];
  for (const id of ['webgpu', 'wasm', 'cpu'] as const) {
    const tried = await tryBackend(id, loaders[id], { hardwareOnly: true });
    if (tried.works) {
      const reason = setbacks.length === 0 ? `${NAMES[id]} runs on hardware here.` : setbacks.join(' ');
      return { kind: 'ready', id, adapter: tried.adapter, reason };
    }
    setbacks.push(`${NAMES[id]} is not used: ${tried.why}.`);
  }
  return failed('wasm', setbacks.join(' '));
}

type Tried =
  | { readonly works: true; readonly adapter: string | null }
  | { readonly works: false; readonly why: string };

async function tryBackend(
  id: BackendId,
  loader: BackendLoader,
  { hardwareOnly = false }: { readonly hardwareOnly?: boolean } = {},
): Promise<Tried> {
  try {
    const found = await loader.look();
    if (!found.available) return { works: false, why: found.why };
    const adapter = found.adapter === null ? null : describeAdapter(found.adapter);
    if (hardwareOnly && found.adapter !== null && isSoftwareAdapter(found.adapter)) {
      return { works: false, why: `its adapter is software (${adapter})` };
    }
    await loader.load();
    // Small tensors would otherwise be computed on the processor, with other rounding and a stall.
    if (id === 'webgpu') env().set('WEBGPU_CPU_FORWARD', false);
    if (!(await setBackend(id))) return { works: false, why: 'it did not start' };
    await ready();
    return { works: true, adapter };
  } catch (error) {
    return { works: false, why: error instanceof Error ? error.message : String(error) };
  }
}

/** Throws a started backend away, with all that lives on it: the next start makes a new one, on a new device. */
export function forgetBackend(id: BackendId): void {
  const factory = findBackendFactory(id);
  removeBackend(id);
  if (factory) registerBackend(id, factory);
}

function failed(id: BackendId, why: string): BackendChoice {
  const remedy =
    id === 'webgpu'
      ? 'Choose WebAssembly or automatic: everything works there too.'
      : 'Use a current browser with WebAssembly SIMD, or choose another backend.';
  return {
    kind: 'failed',
    code: 'backend-unavailable',
    message: `${NAMES[id]} cannot run here: ${why}.`,
    remedy,
  };
}
