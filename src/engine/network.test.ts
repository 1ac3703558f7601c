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

test('what it cannot build is refused by name', () => {
  const attention = { kind: 'attention', units: 3 } as unknown as LayerSpec;
  expect(() => buildNetwork({ input: [8], layers: [dense(3), attention] })).toThrow(
    'layer 2 is of an unknown kind: attention',
  );
  expect(() => buildNetwork({ input: [8], layers: [] })).toThrow('at least one layer');
  expect(() => buildNetwork({ input: [8], layers: [dense(0)] })).toThrow('0 units');
});

test('layers are counted from 1', () => {
  expect(ofLayer(['first', 'second'], 2)).toBe('second');
  expect(() => ofLayer(['first', 'second'], 0)).toThrow('layer 0 of a network of 2');
  expect(() => ofLayer(['first', 'second'], 3)).toThrow('layer 3');
});
