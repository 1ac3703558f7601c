import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repair } from './check';
import { decodeSpec } from './codec';
import { readLayers, writeLayers } from './layer-codec';
import { fitStack, LAYER_LIMITS, whyNoStack } from './layers';
import { DEFAULT_SPEC } from './presets';
import type { LayerSpec } from './spec';

const whole = (min: number, max: number) => fc.integer({ min, max });
const activation = fc.constantFrom('tanh' as const, 'relu' as const, 'sigmoid' as const, 'linear' as const);

/** Layers of every kind with every number within its limits. */
const arbitraryLayer: fc.Arbitrary<LayerSpec> = fc.oneof(
  fc.record({ kind: fc.constant('dense' as const), units: whole(1, 1024), activation }),
  fc.record({
    kind: fc.constant('conv2d' as const),
    filters: whole(1, 256),
    kernel: whole(1, 11),
    stride: whole(1, 4),
    padding: fc.constantFrom('same' as const, 'valid' as const),
    activation,
  }),
  fc.record({
    kind: fc.constantFrom('maxpool2d' as const, 'avgpool2d' as const),
    size: whole(2, 4),
  }),
  fc.record({ kind: fc.constantFrom('flatten' as const, 'batchnorm' as const) }),
  fc.record({ kind: fc.constant('dropout' as const), rate: whole(5, 90).map((percent) => percent / 100) }),
);
const arbitraryStack = fc.array(arbitraryLayer, { maxLength: LAYER_LIMITS.maxEntries });
const arbitraryData = fc.constantFrom(
  { inputShape: [28, 28, 1], outputs: 10 },
  { inputShape: [32, 32, 3], outputs: 10 },
  { inputShape: [2], outputs: 3 },
);

describe('layers in a link', () => {
  it('read back as they were, any of them', () => {
    fc.assert(
      fc.property(arbitraryStack, (stack) => {
        expect(readLayers(writeLayers(stack))).toEqual(stack);
      }),
      { numRuns: 300 },
    );
  });

  it('have the letters that links in the world use', () => {
    expect(readLayers('64t')).toEqual([{ kind: 'dense', units: 64, activation: 'tanh' }]);
    expect(readLayers('c16k5vr.m2.c32k3s2r.g4.f.n.o50')).toEqual([
      { kind: 'conv2d', filters: 16, kernel: 5, stride: 1, padding: 'valid', activation: 'relu' },
      { kind: 'maxpool2d', size: 2 },
      { kind: 'conv2d', filters: 32, kernel: 3, stride: 2, padding: 'same', activation: 'relu' },
      { kind: 'avgpool2d', size: 4 },
      { kind: 'flatten' },
      { kind: 'batchnorm' },
      { kind: 'dropout', rate: 0.5 },
    ]);
    expect(readLayers('0')).toEqual([]);
  });

  it.each([
    ...['', '0t', '1025t', '64', 'c6r', 'c0k5r', 'c257k5r', 'c6k12r', 'c6k0r', 'c6k5s5r', 'c6k5s0r'],
    ...['c6k5', 'm1', 'm5', 'g9', 'o4', 'o91', 'o5.5', 'x', '64t.', '.64t', 'f2', '__proto__', '-8t'],
    `${'8t.'.repeat(12)}8t`,
    'n.'.repeat(5000),
  ])('are refused as %j', (text) => {
    expect(readLayers(text)).toBeNull();
  });

  it('that cannot stand on the data are refused by name, and the preset’s stay', () => {
    const decoded = decodeSpec(new URLSearchParams('d=spirals&h=c6k5t'));
    expect(decoded.spec.network.hidden).toEqual(DEFAULT_SPEC.network.hidden);
    expect(decoded.issues).toEqual([{ label: 'Layers', why: 'a convolution needs pictures' }]);
    const small = decodeSpec(new URLSearchParams('h=m4.m4.m4'));
    expect(small.issues).toEqual([{ label: 'Layers', why: 'squares of 4 × 4 do not fit into 1 × 1' }]);
  });
});

describe('fitStack', () => {
  it('gives layers that can be built, and leaves alone what can be already', () => {
    fc.assert(
      fc.property(arbitraryStack, arbitraryData, (stack, data) => {
        const fitted = fitStack(stack, DEFAULT_SPEC, data);
        expect(whyNoStack(fitted, DEFAULT_SPEC, data)).toBeNull();
        expect(fitStack(fitted, DEFAULT_SPEC, data)).toBe(fitted);
        if (whyNoStack(stack, DEFAULT_SPEC, data) === null) expect(fitted).toBe(stack);
        expect(fitted.some(({ kind }) => kind === 'dense' || kind === 'conv2d')).toBe(
          stack.some(({ kind }) => kind === 'dense' || kind === 'conv2d'),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('wants a layer with weights before a normalisation', () => {
    const data = { inputShape: [28, 28, 1], outputs: 10 };
    const dense: LayerSpec = { kind: 'dense', units: 8, activation: 'tanh' };
    const stack: LayerSpec[] = [{ kind: 'dropout', rate: 0.2 }, { kind: 'batchnorm' }, dense];
    expect(whyNoStack(stack, DEFAULT_SPEC, data)).toEqual({
      index: 1,
      why: 'a normalisation needs a layer with weights before it',
    });
    expect(fitStack(stack, DEFAULT_SPEC, data)).toEqual([{ kind: 'dropout', rate: 0.2 }, dense]);
    expect(whyNoStack([dense, { kind: 'batchnorm' }], DEFAULT_SPEC, data)).toBeNull();
  });

  it('shrinks a pool that is too large, and leaves out what needs a map', () => {
    const read = (text: string): readonly LayerSpec[] => readLayers(text) ?? [];
    const fitText = (text: string, inputShape: number[]): string =>
      writeLayers(fitStack(read(text), DEFAULT_SPEC, { inputShape, outputs: 10 }));
    expect(fitText('c32k3vr.m2.c64k3vr.m2.c128k3vr.g4.256r', [28, 28, 1])).toBe(
      'c32k3vr.m2.c64k3vr.m2.c128k3vr.g3.256r',
    );
    expect(fitText('c6k5r.m2.n.84r', [2])).toBe('84r');
    expect(fitText('c6k5s', [2])).toBe('64s');
    expect(fitText('8t.c6k5s.m2', [28, 28, 1])).toBe('8t');
    expect(fitText('c256k3r.1024r', [28, 28, 1])).toBe('c64k3r.256r');
  });
});

describe('repair', () => {
  it('names the layers that had to change', () => {
    const hidden = readLayers('c6k5t.m2.32t') ?? [];
    const spec = {
      ...DEFAULT_SPEC,
      dataset: { ...DEFAULT_SPEC.dataset, id: 'spirals' as const },
      network: { ...DEFAULT_SPEC.network, hidden },
    };
    const repaired = repair(spec);
    expect(repaired.issues).toEqual([{ label: 'Layers', why: 'did not fit the data' }]);
    expect(writeLayers(repaired.spec.network.hidden)).toBe('32t');
    expect(repair(repaired.spec).issues).toEqual([]);
  });

  it('gives an autoencoder a loss that it can have', () => {
    const { spec, issues } = repair({ ...DEFAULT_SPEC, target: 'input' });
    expect(spec.loss).toBe('mse');
    expect(issues).toEqual([{ label: 'Loss', why: 'needs labels' }]);
    expect(repair({ ...DEFAULT_SPEC, target: 'input', loss: 'sigmoid-cross-entropy' }).issues).toEqual([]);
  });
});
