import { describe, expect, it } from 'vitest';
import { DEFAULT_SPEC } from '../../spec/presets';
import type { LayerSpec } from '../../spec/spec';
import { additionsAt, isFlattened, newLayer, shapesOf, whyNotLayers } from './layer-edits';

const GREY = { inputShape: [28, 28, 1], outputs: 10 };
const PLANE = { inputShape: [2], outputs: 3 };
const conv: LayerSpec = {
  kind: 'conv2d',
  filters: 6,
  kernel: 5,
  stride: 1,
  padding: 'same',
  activation: 'relu',
};
const dense: LayerSpec = { kind: 'dense', units: 8, activation: 'relu' };
const withLayers = (hidden: readonly LayerSpec[]) => ({
  ...DEFAULT_SPEC,
  network: { ...DEFAULT_SPEC.network, hidden },
});
const refused = (hidden: readonly LayerSpec[], data: typeof GREY, index: number): string[] =>
  additionsAt(withLayers(hidden), data, index)
    .filter(({ whyNot }) => whyNot !== null)
    .map(({ kind }) => kind);

describe('additionsAt', () => {
  it('offers everything on a map, and no map layers on a vector', () => {
    expect(refused([conv], GREY, 1)).toEqual([]);
    expect(refused([conv, dense], GREY, 2)).toEqual(['conv2d', 'maxpool2d', 'avgpool2d', 'flatten']);
    expect(refused([dense], PLANE, 1)).toEqual(['conv2d', 'maxpool2d', 'avgpool2d', 'flatten']);
  });

  it('refuses what would take the map away from a layer behind it', () => {
    expect(refused([conv], GREY, 0)).toEqual(['dense', 'flatten', 'batchnorm']);
    const [first] = additionsAt(withLayers([conv]), GREY, 0);
    expect(first?.whyNot).toBe('“6 @ 5×5” cannot stand there: a convolution needs pictures.');
    const onVector = additionsAt(withLayers([]), PLANE, 0);
    expect(onVector.find(({ kind }) => kind === 'maxpool2d')?.whyNot).toBe('Pooling needs pictures.');
  });

  it('refuses a layer with weights beyond the sixth, but not a stage', () => {
    const six = Array.from({ length: 6 }, () => dense);
    expect(refused(six, PLANE, 6)).toContain('dense');
    expect(refused(six, PLANE, 6)).not.toContain('dropout');
  });
});

describe('newLayer', () => {
  it('is like the nearest of its kind', () => {
    expect(newLayer('dense', [dense], 1)).toEqual(dense);
    expect(newLayer('conv2d', [conv, dense], 2)).toEqual(conv);
  });

  it('starts a first layer at 64 tanh units, and bends like its neighbour', () => {
    expect(newLayer('dense', [], 0)).toEqual({ kind: 'dense', units: 64, activation: 'tanh' });
    expect(newLayer('dense', [conv], 1)).toEqual({ kind: 'dense', units: 64, activation: 'relu' });
  });
});

describe('shapes', () => {
  it('follow the layers', () => {
    const stack: LayerSpec[] = [conv, { kind: 'maxpool2d', size: 2 }, dense];
    expect(shapesOf(stack, GREY)).toEqual([[28, 28, 1], [28, 28, 6], [14, 14, 6], [8]]);
  });

  it('say where a map becomes a vector by itself', () => {
    expect(isFlattened([14, 14, 6], dense)).toBe(true);
    expect(isFlattened([14, 14, 6], conv)).toBe(false);
    expect(isFlattened([8], 'output')).toBe(false);
  });
});

describe('whyNotLayers', () => {
  it('is silent about what can be built and names what cannot', () => {
    expect(whyNotLayers(DEFAULT_SPEC, GREY, [conv, dense])).toBeNull();
    expect(
      whyNotLayers(DEFAULT_SPEC, GREY, [
        { ...conv, filters: 256 },
        { ...dense, units: 1024 },
      ]),
    ).toBe('That makes 205.5 million parameters, more than 20.0 million.');
  });
});
