import { describe, expect, it } from 'vitest';
import { DEFAULT_SPEC } from './presets';
import { countParameters, shapeAfter, shapesAlong } from './shapes';
import { type LayerSpec, networkOf } from './spec';

const conv = (kernel: number, stride: number, padding: 'same' | 'valid'): LayerSpec => ({
  kind: 'conv2d',
  filters: 4,
  kernel,
  stride,
  padding,
  activation: 'relu',
});

describe('shapes', () => {
  it('of convolutions: same covers every pixel, valid drops what is left over', () => {
    for (const [layer, shape] of [
      [conv(5, 1, 'same'), [7, 10, 4]],
      [conv(3, 2, 'same'), [4, 5, 4]],
      [conv(3, 2, 'valid'), [3, 4, 4]],
      [conv(7, 3, 'valid'), [1, 2, 4]],
    ] as const) {
      expect(shapeAfter(layer, [7, 10, 3])).toEqual({ shape });
    }
  });

  it('of pools: left-over rows and columns are dropped', () => {
    expect(shapeAfter({ kind: 'maxpool2d', size: 2 }, [7, 10, 3])).toEqual({ shape: [3, 5, 3] });
    expect(shapeAfter({ kind: 'avgpool2d', size: 3 }, [7, 10, 3])).toEqual({ shape: [2, 3, 3] });
  });

  it('say why a layer cannot stand where it is', () => {
    for (const [layer, input, why] of [
      [conv(5, 1, 'valid'), [4, 9, 1], 'a 5 × 5 kernel does not fit into 4 × 9'],
      [conv(5, 1, 'same'), [10], 'a convolution needs pictures'],
      [{ kind: 'maxpool2d', size: 5 }, [9, 4, 1], 'squares of 5 × 5 do not fit into 9 × 4'],
      [{ kind: 'avgpool2d', size: 2 }, [10], 'pooling needs pictures'],
    ] as const) {
      expect(shapeAfter(layer, input)).toEqual({ why });
    }
    const along = shapesAlong({ input: [8, 8, 1], layers: [conv(3, 2, 'valid'), conv(5, 1, 'valid')] });
    expect(along).toEqual([
      [8, 8, 1],
      [3, 3, 4],
    ]);
  });
});

describe('parameters', () => {
  it("counts those of BioTorch's LeNet: 61 706", () => {
    const layers: LayerSpec[] = [
      { ...conv(5, 1, 'same'), filters: 6 } as LayerSpec,
      { kind: 'maxpool2d', size: 2 },
      { ...conv(5, 1, 'valid'), filters: 16 } as LayerSpec,
      { kind: 'maxpool2d', size: 2 },
      { ...conv(5, 1, 'valid'), filters: 120 } as LayerSpec,
      { kind: 'dense', units: 84, activation: 'relu' },
      { kind: 'dense', units: 10, activation: 'linear' },
    ];
    expect(countParameters({ input: [28, 28, 1], layers })).toBe(61_706);
    // Two for each of 84 features.
    expect(
      countParameters({ input: [28, 28, 1], layers: layers.toSpliced(6, 0, { kind: 'batchnorm' }) }),
    ).toBe(61_706 + 168);
  });
});

describe('the network of an experiment', () => {
  const data = { inputShape: [4, 4, 3], outputs: 10 };

  it('ends with an output for every class, or for every number of the input', () => {
    expect(networkOf(DEFAULT_SPEC, data).layers.at(-1)).toEqual({
      kind: 'dense',
      units: 10,
      activation: 'linear',
    });
    const autoencoder = {
      ...DEFAULT_SPEC,
      target: 'input',
      loss: 'mse',
      network: { ...DEFAULT_SPEC.network, outputActivation: 'sigmoid' },
    } as const;
    expect(networkOf(autoencoder, data).layers.at(-1)).toEqual({
      kind: 'dense',
      units: 48,
      activation: 'sigmoid',
    });
  });
});
