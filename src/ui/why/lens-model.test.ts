import { expect, test } from 'vitest';
import { readLayers } from '../../spec/layer-codec';
import { localityOf } from '../../spec/locality-of';
import { createArm, DEFAULT_SPEC } from '../../spec/presets';
import type { ExperimentSpec } from '../../spec/spec';
import { chipsOf, lensModel, remoteOf, unitsOf } from './lens-model';

const spec: ExperimentSpec = {
  ...DEFAULT_SPEC,
  network: { ...DEFAULT_SPEC.network, hidden: readLayers('c6k5r.m2.64t.32t') ?? [] },
};
const data = { inputShape: [28, 28, 1], outputs: 10, classNames: ['0'] };

test('the drawn network is the experiment’s own', () => {
  expect(unitsOf(spec, data)).toEqual([784, 6, 64, 32, 10]);
});

test('the way of the error is that of the layer’s rule', () => {
  const pathAt = (layer: number, rule: Parameters<typeof createArm>[1], frozen = 0) =>
    lensModel(
      [784, 6, 64, 32, 10],
      { ...createArm(0, rule), layerRules: frozen ? [{ layer: frozen, rule: 'readout' }] : [] },
      { slot: 0, layer },
    ).path;
  expect(pathAt(1, 'bp')).toBe('forward');
  expect(pathAt(1, 'usf')).toBe('feedback');
  expect(pathAt(2, 'dfa')).toBe('direct');
  expect(pathAt(4, 'dfa')).toBe('none');
  expect(pathAt(2, 'fa', 2)).toBe('none');
});

test('every quantity has its place in the picture, one symbol per place', () => {
  const quantities = localityOf(spec, createArm(0, 'dial'), 2);
  const chips = chipsOf(quantities);
  expect(new Set(chips.map(({ home }) => home)).size).toBe(chips.length);
  for (const { home, tex } of quantities)
    expect(chips.find((chip) => chip.home === home)?.tex.split(',\\;')).toContain(tex);
  expect(remoteOf(quantities).map(({ tex }) => tex)).toEqual(['W_{3}', '\\|W_{3}\\|']);
  expect(chips.filter(({ isLocal }) => !isLocal).map(({ home }) => home)).toEqual([
    'forwardAbove',
    'otherSynapses',
  ]);
});
