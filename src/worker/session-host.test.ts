/**
 * A run whose graphics device is taken away goes on in WebAssembly, as if nothing had been.
 */
import { getBackend } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { NODE_BACKENDS } from '../../test/on-backends';
import { generateDataset } from '../data/index';
import { webGpuBackend } from '../engine/kernels/webgpu-device';
import { DEFAULT_SPEC } from '../spec/presets';
import type { ExperimentSpec } from '../spec/spec';
import { type BackendId, type Frame, isFailure } from './protocol';
import { createSessionHost, type SessionHost } from './session-host';

const SPEC: ExperimentSpec = {
  ...DEFAULT_SPEC,
  dataset: { ...DEFAULT_SPEC.dataset, id: 'digits', images: 200 },
  network: { ...DEFAULT_SPEC.network, hidden: [{ kind: 'dense', units: 6, activation: 'tanh' }] },
  training: { batch: 16, epochs: 6 },
  probes: { ...DEFAULT_SPEC.probes, angles: false, rdms: false },
};
const dataset = generateDataset(SPEC.dataset, SPEC.seed);
const { available } = await NODE_BACKENDS.webgpu.look();

async function open(backend: BackendId): Promise<{ readonly host: SessionHost; readonly frames: Frame[] }> {
  const host = createSessionHost(NODE_BACKENDS, () => performance.now());
  const frames: Frame[] = [];
  const rows = Uint32Array.of(0, 1);
  const request = {
    runId: 1,
    slot: 1,
    spec: SPEC,
    dataset,
    probeRows: rows,
    tryRows: rows,
    backend,
  } as const;
  const opened = await host.open(request, (frame) => frames.push(frame));
  expect(isFailure(opened)).toBe(false);
  return { host, frames };
}

async function until(isThere: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1500 && !isThere(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(isThere()).toBe(true);
}

const samples = (frames: readonly Frame[], key: string): readonly (readonly [number, number])[] =>
  frames.flatMap(({ series }) =>
    [...(series[key]?.step ?? [])].map((step, at) => [step, series[key]?.value[at] ?? Number.NaN] as const),
  );

describe.skipIf(!available)('a lost device', () => {
  test('leaves a run that goes on elsewhere from what was kept aside, and says so', async () => {
    const reference = await open('wasm');
    reference.host.runTo(1e9, 0);
    await until(() => reference.frames.at(-1)?.status.kind === 'finished');

    const { host, frames } = await open('webgpu');
    expect(getBackend()).toBe('webgpu');
    host.runTo(1e9, 0);
    await until(() => (frames.at(-1)?.step ?? 0) > 12);
    webGpuBackend()?.device.destroy();
    await until(() => frames.at(-1)?.status.kind === 'finished');
    expect(getBackend()).toBe('wasm');
    expect(frames.at(-1)?.trouble).toMatchObject({ code: 'device-lost' });
    expect(frames.map(({ status }) => status.kind)).not.toContain('failed');

    const [found, expected] = [samples(frames, 'testLoss'), samples(reference.frames, 'testLoss')];
    // Every step once, and what an undisturbed run measured there.
    expect(found.map(([step]) => step)).toEqual(expected.map(([step]) => step));
    for (const [at, [, loss]] of found.entries())
      expect(loss).toBeCloseTo(expected[at]?.[1] ?? Number.NaN, 3);
    const losses = samples(frames, 'trainLoss').map(([step]) => step);
    expect(new Set(losses).size).toBe(losses.length);
    expect(
      await host.ask((session) =>
        session.predict(new Float32Array(dataset.train.x.length / dataset.train.count)),
      ),
    ).toHaveLength(10);
  });

  test('is asked for anew by the next run on WebGPU', async () => {
    const { host, frames } = await open('webgpu');
    expect(getBackend()).toBe('webgpu');
    host.runTo(20, 0);
    await until(() => frames.at(-1)?.step === 20);
    expect(frames.at(-1)?.trouble).toBeUndefined();
  });
});
