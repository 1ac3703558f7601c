import { describe, expect, test } from 'vitest';
import { DEFAULT_SPEC } from '../../spec/presets';
import type { ExperimentSpec, LayerSpec } from '../../spec/spec';
import {
  activationTiles,
  firstDepth,
  matrixBlocks,
  pictureShape,
  weightMatrix,
  weightTiles,
} from './layer-pictures';

const conv: LayerSpec = {
  kind: 'conv2d',
  filters: 6,
  kernel: 5,
  stride: 1,
  padding: 'valid',
  activation: 'tanh',
};
const dense: LayerSpec = { kind: 'dense', units: 84, activation: 'tanh' };
const withLayers = (hidden: LayerSpec[]): ExperimentSpec => ({
  ...DEFAULT_SPEC,
  network: { ...DEFAULT_SPEC.network, hidden },
});
const digits = { inputShape: [28, 28, 1], outputs: 10, classNames: ['0'] };

describe('pictureShape', () => {
  test('kernels, receptive fields of a flattened map and of a picture, and nothing for vectors', () => {
    const spec = withLayers([conv, { kind: 'maxpool2d', size: 2 }, { kind: 'flatten' }, dense]);
    expect(pictureShape(spec, digits, 1)).toEqual({ height: 5, width: 5, channels: 1, count: 6 });
    expect(pictureShape(spec, digits, 2)).toEqual({ height: 12, width: 12, channels: 6, count: 84 });
    expect(pictureShape(spec, digits, 3)).toBeNull();
    expect(pictureShape(withLayers([dense]), digits, 1)).toEqual({
      height: 28,
      width: 28,
      channels: 1,
      count: 84,
    });
    expect(pictureShape(withLayers([dense]), { ...digits, inputShape: [30] }, 1)).toBeNull();
  });

  test('colours of the input are shown as colours, deeper channels by their norm', () => {
    expect(firstDepth({ height: 5, width: 5, channels: 3, count: 2 }, 1)).toBe('colour');
    expect(firstDepth({ height: 5, width: 5, channels: 3, count: 2 }, 2)).toBe('norm');
    expect(firstDepth({ height: 5, width: 5, channels: 1, count: 2 }, 1)).toBe(0);
  });
});

describe('weights', () => {
  // [height 1, width 2, channels 2, count 3]: value = 100 x + 10 channel + unit.
  const shape = { height: 1, width: 2, channels: 2, count: 3 };
  const values = Float32Array.from({ length: 12 }, (_, at) => {
    const position = Math.floor(at / 6);
    return 100 * position + 10 * (Math.floor(at / 3) % 2) + (at % 3);
  });
  const weights = { shape: [1, 2, 2, 3], values };

  test('a picture is one filter at one channel', () => {
    const tiles = weightTiles(weights, shape, 1);
    expect([tiles.valueAt(2, 0, 0, 0), tiles.valueAt(2, 0, 1, 0)]).toEqual([12, 112]);
    expect(tiles.maxOf(0)).toBe(112);
  });

  test('the norm is over channels', () => {
    const tiles = weightTiles(weights, shape, 'norm');
    expect(tiles.valueAt(1, 0, 1, 0)).toBeCloseTo(Math.hypot(101, 111), 6);
    expect(tiles.maxOf(0)).toBeCloseTo(Math.hypot(102, 112), 6);
  });

  test('a matrix has a row per unit, cut into blocks that cover it once', () => {
    const dense = { shape: [4, 3], values: Float32Array.from({ length: 12 }, (_, at) => at) };
    const blocks = matrixBlocks(dense.shape, { units: 2, inputs: 3 });
    expect(blocks).toHaveLength(4);
    const covered = blocks.flatMap((block) => {
      const { rows, columns, valueAt } = weightMatrix(dense, block);
      return Array.from({ length: rows * columns }, (_, at) =>
        valueAt(Math.floor(at / columns), at % columns),
      );
    });
    expect(covered.sort((a = 0, b = 0) => a - b)).toEqual([...dense.values]);
    const [first] = blocks;
    // Unit 1, input 2.
    expect(first && weightMatrix(dense, first).valueAt(1, 2)).toBe(7);
  });
});

describe('activationTiles', () => {
  const maps = { shape: [1, 1, 2, 2], values: Float32Array.of(1, -8, 2, 4) };

  test('take the channel of every position, with one range or their own', () => {
    const shared = activationTiles(maps, false);
    expect([shared?.valueAt(0, 0, 1, 0), shared?.valueAt(1, 0, 0, 0)]).toEqual([2, -8]);
    expect([shared?.maxOf(0), shared?.maxOf(1)]).toEqual([8, 8]);
    const own = activationTiles(maps, true);
    expect([own?.maxOf(0), own?.maxOf(1)]).toEqual([2, 8]);
  });

  test('vectors are no maps', () => {
    expect(activationTiles({ shape: [1, 3], values: new Float32Array(3) }, false)).toBeNull();
  });
});
