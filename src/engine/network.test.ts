import { expect, test } from 'vitest';
import type { LayerSpec } from '../spec/spec';
import { buildNetwork, ofLayer } from './network';

const dense = (units: number): LayerSpec => ({ kind: 'dense', units, activation: 'relu' });

test('shapes and fans follow from layer to layer; pictures are flattened', () => {
  const network = buildNetwork({ input: [4, 3, 2], layers: [dense(7), dense(5)] });
  expect([network.inputs, network.outputs]).toEqual([24, 5]);
  expect(
    network.layers.map(({ index, weightShape, fanIn, fanOut }) => ({ index, weightShape, fanIn, fanOut })),
  ).toEqual([
    { index: 1, weightShape: [24, 7], fanIn: 24, fanOut: 7 },
    { index: 2, weightShape: [7, 5], fanIn: 7, fanOut: 5 },
  ]);
});

test('stages stand before the layer that they lead to, and do not count', () => {
  const network = buildNetwork({
    input: [9, 8, 2],
    layers: [
      { kind: 'dropout', rate: 0.1 },
      { kind: 'conv2d', filters: 3, kernel: 3, stride: 2, padding: 'same', activation: 'relu' },
      { kind: 'batchnorm' },
      { kind: 'maxpool2d', size: 2 },
      dense(7),
      { kind: 'batchnorm' },
      dense(5),
    ],
  });
  expect(network.layers.map(({ stages }) => stages.map(({ kind }) => kind))).toEqual([
    ['picture', 'dropout'],
    ['batchnorm', 'maxpool2d', 'flatten'],
    ['batchnorm'],
  ]);
  expect(network.layers.map(({ shape }) => shape)).toEqual([[5, 4, 3], [7], [5]]);
  // 3 × 3 × 2 and 3 × 3 × 3: the kernel's area counts on both sides.
  expect(network.layers[0]).toMatchObject({
    weightShape: [3, 3, 2, 3],
    biasShape: [3],
    fanIn: 18,
    fanOut: 27,
  });
  expect(network.layers[1]).toMatchObject({ weightShape: [12, 7], fanIn: 12, fanOut: 7 });
  expect([network.norms, network.dropouts]).toEqual([[3, 7], [[9, 8, 2]]]);
});

test('what it cannot build is refused by name', () => {
  const attention = { kind: 'attention', units: 3 } as unknown as LayerSpec;
  expect(() => buildNetwork({ input: [8], layers: [dense(3), attention] })).toThrow(
    'layer 2 is of an unknown kind: attention',
  );
  const pool = { kind: 'maxpool2d', size: 2 } as const;
  expect(() => buildNetwork({ input: [8], layers: [pool, dense(3)] })).toThrow(
    'layer 1: pooling needs pictures',
  );
  expect(() => buildNetwork({ input: [8], layers: [dense(3), { kind: 'flatten' }] })).toThrow(
    'nothing comes after flatten',
  );
  expect(() => buildNetwork({ input: [8], layers: [{ kind: 'batchnorm' }, dense(3)] })).toThrow(
    'batchnorm comes after a layer',
  );
  expect(() => buildNetwork({ input: [8], layers: [] })).toThrow('at least one layer');
  expect(() => buildNetwork({ input: [8], layers: [dense(0)] })).toThrow('0 units');
});

test('layers are counted from 1', () => {
  expect(ofLayer(['first', 'second'], 2)).toBe('second');
  expect(() => ofLayer(['first', 'second'], 0)).toThrow('layer 0 of a network of 2');
  expect(() => ofLayer(['first', 'second'], 3)).toThrow('layer 3');
});
