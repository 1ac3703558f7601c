import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_KEYS, FIELDS } from '../spec/fields';
import { CHART_IDS } from '../spec/presets';
import { SLOTS } from '../spec/spec';
import { SHARED_VIEW_DEFAULTS, type SharedView } from './view';
import { decodeView, encodeView } from './view-codec';

const arbitraryView: fc.Arbitrary<SharedView> = fc.record({
  focus: fc.constantFrom(...SLOTS),
  layers: fc.option(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1, maxLength: 2 })),
  filmLayer: fc.option(fc.integer({ min: 1, max: 7 })),
  emphasis: fc.option(fc.constantFrom(...CHART_IDS)),
  timeView: fc.constantFrom(null, 'curves' as const, 'confidence' as const, 'inside' as const),
  logLoss: fc.boolean(),
  logTime: fc.boolean(),
  smoothing: fc.boolean(),
  rdmScale: fc.constantFrom('shared' as const, 'panel' as const, 'percentile' as const),
  backendWish: fc.constantFrom('auto' as const, 'wasm' as const, 'webgpu' as const),
});

describe('view in links', () => {
  it('comes back exactly', () => {
    fc.assert(
      fc.property(arbitraryView, (view) => {
        expect(decodeView(encodeView(view))).toEqual({ view, issues: [] });
      }),
    );
  });

  it('is empty for the default and never collides with the experiment', () => {
    expect(encodeView(SHARED_VIEW_DEFAULTS)).toEqual([]);
    const keys = new Set([...FIELD_KEYS.map((key) => FIELDS[key].urlKey), 'v', 'p', 'h', 'a']);
    for (const key of ['f', 'y', 'fl', 'x', 'rs', 'be', 'll', 'lt', 'sm'])
      expect(keys.has(key), key).toBe(false);
  });

  it('never throws, falls back and lists what it could not read', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
        const { view, issues } = decodeView(pairs);
        expect(Object.keys(view).sort()).toEqual(Object.keys(SHARED_VIEW_DEFAULTS).sort());
        expect(issues.length).toBeLessThanOrEqual(pairs.length);
      }),
    );
    const { view, issues } = decodeView([
      ['f', '9'],
      ['y', '1.1'],
      ['x', '__proto__'],
      ['whatever', '1'],
    ]);
    expect(view).toEqual(SHARED_VIEW_DEFAULTS);
    expect(issues.map(({ label }) => label)).toEqual([
      'Focused rule',
      'Layers shown',
      'Emphasised chart',
      '“whatever”',
    ]);
  });
});
