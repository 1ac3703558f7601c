/**
 * What a live run says of principal components: found in what the layer takes in, held against its weights as they are.
 */
import { memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { generateDataset } from '../data/index';
import { principalComponents } from '../math/principal-components';
import { DEFAULT_SPEC } from '../spec/presets';
import { ruleParams } from '../spec/rule-params';
import type { ExperimentSpec, LayerSpec, RuleId, RuleParams } from '../spec/spec';
import type { Frame } from './protocol';
import { openSession } from './session';

const IMAGES = 120;
const SPEC: ExperimentSpec = {
  ...DEFAULT_SPEC,
  dataset: { ...DEFAULT_SPEC.dataset, images: IMAGES },
  training: { batch: 20, epochs: 400 },
};
const dataset = generateDataset(SPEC.dataset, SPEC.seed);
/** Bytes of the training pictures as the network reads them. `[rows, 784]` */
const pixels = Float32Array.from(dataset.train.x, (byte) => byte / 255);

function open(rule: RuleId, hidden: readonly LayerSpec[], params: Partial<RuleParams> = {}) {
  const arm = {
    rule,
    params: ruleParams(params),
    layerRules: [],
    painted: [],
    slot: 0,
    learningRate: null,
  } as const;
  const spec = { ...SPEC, network: { ...SPEC.network, hidden }, arms: [arm] };
  const rows = { probeRows: Uint32Array.of(0, 1), tryRows: Uint32Array.of(0) };
  const frames: Frame[] = [];
  const session = openSession(
    { runId: 1, slot: 0, spec, dataset, ...rows },
    (frame) => frames.push(frame),
    () => 0,
  );
  return {
    session,
    /** Samples of a series as recorded, [step, value] each. */
    series: (key: string): (readonly [number, number])[] =>
      frames.flatMap(({ series }) =>
        [...(series[key]?.step ?? [])].map(
          (step, at) => [step, series[key]?.value[at] ?? Number.NaN] as const,
        ),
      ),
    async train(steps: number) {
      for (let step = 0; step < steps; step++) await session.advance();
    },
  };
}

const dense = (units: number): LayerSpec => ({ kind: 'dense', units, activation: 'linear' });
const cosineOf = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);

onBackends('principal components of a run', () => {
  test('those of the training pictures; HPCA comes to them in their order', async () => {
    const { session, train } = open('hpca', [dense(4)], { hebbRate: 1 });
    const before = await session.components(1);
    const { vectors, shares } = principalComponents({ values: pixels, size: 784, about: 'mean' }, 6);
    expect(before).toMatchObject({ step: 0, examples: dataset.train.count, isCentred: true });
    for (const [i, own] of (before?.components ?? []).entries()) {
      expect(Math.abs(cosineOf(own, vectors[i] ?? [])), `component ${i + 1}`).toBeGreaterThan(0.9999);
      expect(before?.shares[i]).toBeCloseTo(shares[i] ?? 0, 5);
    }
    await train(400);
    const tensors = memory().numTensors;
    const after = await session.components(1);
    expect(memory().numTensors).toBe(tensors);
    expect(after?.step).toBe(400);
    // The same pictures, other weights.
    expect(after?.components[0]).toEqual(before?.components[0]);
    for (const unit of [0, 1]) {
      expect(after?.closest[unit]?.unit, `PC ${unit + 1}`).toBe(unit);
      expect(after?.closest[unit]?.angleDeg, `PC ${unit + 1}`).toBeLessThan(unit === 0 ? 5 : 25);
      expect(before?.closest[unit]?.angleDeg).toBeGreaterThan(60);
    }
    session.close();
  });

  test('of a convolution: those of its patches, zeros beyond the edge included', async () => {
    const conv: LayerSpec = {
      kind: 'conv2d',
      filters: 3,
      kernel: 3,
      stride: 2,
      padding: 'same',
      activation: 'relu',
    };
    const { session } = open('oja', [conv], { hebbCentred: 0 });
    const seen = await session.components(1);
    // 14 × 14 positions; the frame of zeros is one pixel wide on the right and at the bottom.
    const at = (row: number, y: number, x: number): number =>
      y < 28 && x < 28 ? (pixels[row * 784 + y * 28 + x] ?? 0) : 0;
    const patches: number[] = [];
    for (let row = 0; row < dataset.train.count; row++)
      for (let y = 0; y < 28; y += 2)
        for (let x = 0; x < 28; x += 2)
          for (let place = 0; place < 9; place++)
            patches.push(at(row, y + Math.floor(place / 3), x + (place % 3)));
    const { vectors, shares } = principalComponents({ values: patches, size: 9, about: 'origin' }, 6);
    expect(seen).toMatchObject({ examples: dataset.train.count * 196, isCentred: false });
    for (const [i, own] of (seen?.components ?? []).entries()) {
      expect(Math.abs(cosineOf(own, vectors[i] ?? [])), `component ${i + 1}`).toBeGreaterThan(0.999);
      expect(seen?.shares[i]).toBeCloseTo(shares[i] ?? 0, 4);
    }
    session.close();
  });

  test('a higher layer’s are those of what the layers below make of pictures now', async () => {
    const { session, train } = open('oja', [dense(6), dense(5)], { hebbRate: 1 });
    const before = await session.components(2);
    expect(before?.components[0]?.length).toBe(6);
    await train(200);
    const after = await session.components(2);
    // All six units below say the same by now: one direction is left.
    expect(after?.shares[0]).toBeGreaterThan(0.99);
    expect(before?.shares[0]).toBeLessThan(0.8);
    // The output layer learns from the loss.
    expect(await session.components(3)).toBeNull();
    session.close();
  });

  test('the angles of the first three are recorded over training, as they are told when asked', async () => {
    const { session, train, series } = open('hpca', [dense(4)], { hebbRate: 1 });
    await session.measure();
    const before = await session.components(1);
    await train(48);
    const after = await session.components(1);
    session.post();
    for (const place of [0, 1, 2]) {
      const samples = series(`inner/componentAngle${place + 1}/1`);
      expect(samples[0]).toEqual([0, Math.fround(before?.closest[place]?.angleDeg ?? 0)]);
      expect(samples.at(-1)).toEqual([48, Math.fround(after?.closest[place]?.angleDeg ?? 0)]);
    }
    expect(series('inner/componentAngle4/1')).toEqual([]);
    session.close();
  });

  test('a rule that hears of errors has none to show', async () => {
    const { session, series } = open('bp', [dense(4)]);
    await session.measure();
    session.post();
    expect(series('updateAngle/1')).toHaveLength(1);
    expect(series('inner/componentAngle1/1')).toEqual([]);
    expect(await session.components(1)).toBeNull();
    session.setRule({ rule: 'oja', params: ruleParams(), layerRules: [], painted: [] });
    expect(await session.components(1)).not.toBeNull();
    session.close();
  });
}, ['wasm']);
