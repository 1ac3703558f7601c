import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import type { InitId, NetworkSpec } from '../spec/spec';
import { createModel, fansOf } from './initialise';
import { disposeAll } from './scope';

const SPEC: NetworkSpec = {
  input: [100],
  layers: [
    { kind: 'dense', units: 60, activation: 'relu' },
    { kind: 'dense', units: 10, activation: 'linear' },
  ],
};

/** Weights of a fresh model, layer by layer; biases checked to be zero. */
async function weightsOf(init: InitId, seed = 1): Promise<readonly Float32Array[]> {
  const { params } = createModel(SPEC, { init, initSigma: 0.3, seed });
  const weights = await Promise.all(params.W.map((W) => W.data<'float32'>()));
  for (const b of params.b) expect(Math.max(...(await b.data()).map(Math.abs))).toBe(0);
  disposeAll(params);
  return weights;
}

function meanAndDeviation(values: Float32Array): readonly [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
}

onBackends('initial weights', () => {
  for (const [init, deviation] of [
    ['glorot', Math.sqrt(2 / 160)],
    ['he', Math.sqrt(2 / 100)],
    ['gaussian', 0.3],
  ] as const) {
    test(`${init}: mean 0, the right spread`, async () => {
      const [W = new Float32Array()] = await weightsOf(init);
      const [mean, found] = meanAndDeviation(W);
      expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(W.length));
      expect(found / deviation).toBeCloseTo(1, 1.3);
    });
  }

  test('glorot stays inside its limit and fills it', async () => {
    const [W = new Float32Array()] = await weightsOf('glorot');
    const limit = Math.sqrt(6 / 160);
    const largest = Math.max(...W.map(Math.abs));
    expect(largest).toBeLessThanOrEqual(Math.fround(limit));
    expect(largest).toBeGreaterThan(0.99 * limit);
  });

  test('akrout: Gaussian weights and biases of variance 1 / (inputs + outputs)', async () => {
    const { network, params } = createModel(SPEC, { init: 'akrout', initSigma: 0, seed: 1 });
    const values = (await params.W[0]?.data<'float32'>()) ?? new Float32Array();
    expect(meanAndDeviation(values)[1] * Math.sqrt(160)).toBeCloseTo(1, 1.5);
    // A uniform draw of this spread ends at √3 deviations.
    expect(Math.max(...values.map(Math.abs)) * Math.sqrt(160)).toBeGreaterThan(3);
    const biases = (await params.b[0]?.data<'float32'>()) ?? new Float32Array();
    expect(network.layers[0]?.features).toBe(60);
    expect(meanAndDeviation(biases)[1] * Math.sqrt(160)).toBeGreaterThan(0.6);
    expect(meanAndDeviation(biases)[1] * Math.sqrt(160)).toBeLessThan(1.4);
    disposeAll(params);
  });

  test('zero is zero', async () => {
    for (const W of await weightsOf('zero')) expect(Math.max(...W.map(Math.abs))).toBe(0);
  });

  test('the seed decides, and each layer has its own stream', async () => {
    const [first, again, other] = [
      await weightsOf('glorot'),
      await weightsOf('glorot'),
      await weightsOf('glorot', 2),
    ];
    expect(again).toEqual(first);
    expect(other[0]).not.toEqual(first[0]);
    const shared = [...(first[1] ?? [])].filter((value) => first[0]?.includes(value));
    expect(shared).toEqual([]);
  });

  test('fans can be read from the shape of the weights', () => {
    const { network, params } = createModel(
      {
        input: [6, 6, 2],
        layers: [
          { kind: 'conv2d', filters: 3, kernel: 5, stride: 1, padding: 'same', activation: 'relu' },
          { kind: 'dense', units: 4, activation: 'linear' },
        ],
      },
      { init: 'zero', initSigma: 0, seed: 1 },
    );
    for (const { weightShape, fanIn, fanOut } of network.layers) {
      expect(fansOf(weightShape)).toEqual({ fanIn, fanOut });
    }
    expect(network.layers.map(({ inputShape }) => inputShape)).toEqual([[6, 6, 2], [108]]);
    disposeAll(params);
  });
}, ['wasm']);
