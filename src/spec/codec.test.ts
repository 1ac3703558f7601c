import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVATIONS, DATASET_CATALOGUE, RULE_CATALOGUE, RULE_IDS, RULE_PARAMS } from './catalogue';
import { repair } from './check';
import { decodeSpec, encodeSpec } from './codec';
import { FIELD_KEYS, FIELDS, limitsOf, setField } from './fields';
import { readLayers } from './layer-codec';
import { createArm, DEFAULT_SPEC, PRESET_IDS, PRESETS } from './presets';
import { ruleParams } from './rule-params';
import { type ArmSpec, type ExperimentSpec, SLOTS } from './spec';

const roundTrip = (spec: ExperimentSpec, presetId = PRESET_IDS[0] ?? 'digits') =>
  decodeSpec(new URLSearchParams(new URLSearchParams(encodeSpec(spec, presetId)).toString()));

const arbitraryArms: fc.Arbitrary<ArmSpec[]> = fc
  .tuple(
    fc.subarray([...SLOTS], { minLength: 1 }),
    fc.array(fc.constantFrom(...RULE_IDS), { minLength: 4, maxLength: 4 }),
  )
  .chain(([slots, rules]) =>
    fc.tuple(
      ...slots.map((slot, index) =>
        fc
          .record({
            scale: fc.double({ min: 0.001, max: 100, noNaN: true }),
            rate: fc.option(fc.double({ min: 0.00001, max: 1000, noNaN: true })),
          })
          .map(({ scale, rate }) => {
            const arm = createArm(slot, rules[index] ?? 'bp');
            const hasScale = RULE_CATALOGUE[arm.rule].params.includes('feedbackScale');
            return {
              ...arm,
              params: ruleParams({
                feedbackScale: hasScale ? scale : 1,
                channelBroadcast: arm.rule === 'dfa' && scale > 1 ? 1 : 0,
              }),
              learningRate: rate,
            };
          }),
      ),
    ),
  );

/** What may stand before dense layers; how each layer is written has its own test. */
const STACKS = ['0', 'c6k5r.m2.c16k5vr.m2', 'n', 'c8k3s2t.n.g2.o20', 'c4k11vs.f.o50'] as const;

/** Experiments with every field drawn from its limits. */
const arbitrarySpec: fc.Arbitrary<ExperimentSpec> = fc
  .record({
    layers: fc.constantFrom(...STACKS),
    units: fc.array(
      fc.tuple(fc.integer({ min: 1, max: 1024 }), fc.constantFrom(...ACTIVATIONS.map(({ id }) => id))),
      { maxLength: 3 },
    ),
    arms: arbitraryArms,
    draws: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: FIELD_KEYS.length,
      maxLength: FIELD_KEYS.length,
    }),
  })
  .map(({ layers, units, arms, draws }) => {
    let spec: ExperimentSpec = { ...DEFAULT_SPEC, arms };
    for (const [index, key] of FIELD_KEYS.entries()) {
      const field = FIELDS[key];
      const draw = draws[index] ?? 0;
      if (field.kind === 'boolean') spec = setField(spec, key, draw > 0.5);
      else if (field.kind === 'choice') {
        const choice =
          field.choices[Math.min(field.choices.length - 1, Math.floor(draw * field.choices.length))];
        spec = setField(spec, key, choice?.id ?? field.default);
      } else {
        const { min, max } = limitsOf(field, spec);
        const value = min + draw * (max - min);
        spec = setField(spec, key, field.kind === 'integer' ? Math.round(value) : value);
      }
    }
    const dense = units.map(([count, activation]) => ({ kind: 'dense' as const, units: count, activation }));
    const hidden = [...(readLayers(layers) ?? []), ...dense];
    return repair({ ...spec, network: { ...spec.network, hidden } }).spec;
  });

describe('links', () => {
  it('carry any experiment exactly', () => {
    fc.assert(
      fc.property(arbitrarySpec, fc.constantFrom(...PRESET_IDS), (spec, presetId) => {
        const decoded = roundTrip(spec, presetId);
        expect(decoded.issues).toEqual([]);
        expect(decoded.spec).toEqual(spec);
        expect(decoded.presetId).toBe(presetId);
      }),
      { numRuns: 300 },
    );
  });

  it('hold nothing but the version for the default, and stay short for presets', () => {
    expect(encodeSpec(DEFAULT_SPEC, 'digits')).toEqual([['v', '1']]);
    for (const id of PRESET_IDS) {
      const text = new URLSearchParams(encodeSpec(PRESETS[id].spec, 'digits')).toString();
      expect(text.length).toBeLessThan(300);
      expect(decodeSpec(new URLSearchParams(text)).spec).toEqual(PRESETS[id].spec);
    }
  });

  it('never throw and always give an experiment within limits, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webQueryParameters(), fc.string({ minLength: 500, maxLength: 10_000 })),
        (text) => {
          const { spec } = decodeSpec(new URLSearchParams(text));
          expect(repair(spec)).toEqual({ spec, issues: [] });
        },
      ),
      { numRuns: 500 },
    );
  });

  const keys = FIELD_KEYS.map((key) => FIELDS[key].urlKey).concat('v', 'p', 'h', 'a');
  const rubbish = [
    '__proto__',
    'constructor',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e309',
    '-1',
    '',
    '0x10',
    '1_000',
    '∞',
    ' 5',
  ];
  it.each(rubbish)('fall back and name the field for the value %j', (value) => {
    for (const key of keys) {
      const decoded = decodeSpec([[key, value]]);
      expect(decoded.spec, key).toEqual(DEFAULT_SPEC);
      expect(decoded.issues.length, key).toBe(1);
    }
  });

  it('ignore keys that look like object members', () => {
    const decoded = decodeSpec(new URLSearchParams('__proto__=1&constructor=2&toString=3&lr=0.2'));
    expect(decoded.spec.optimiser.learningRate).toBe(0.2);
    expect(decoded.rest.map(([key]) => key)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });

  it('clamp nothing silently: a value outside its limits is refused by name', () => {
    const decoded = decodeSpec(new URLSearchParams('lr=5000&n=999999&z=0.5'));
    expect(decoded.issues).toEqual([
      { label: 'Images', why: 'was out of range' },
      { label: 'Learning rate', why: 'was out of range' },
    ]);
    expect(decoded.spec.dataset.images).toBe(FIELDS.images.default);
    expect(decoded.spec.dataset.noise).toBe(0.5);
  });

  it('refuse arms that share a slot, unknown rules, bad parameters and more than four', () => {
    for (const text of [
      'bp_fa~c1',
      'xx',
      'fa~s0',
      'fa~s1000',
      'bp~s2',
      'bp_bp_bp_bp_bp',
      'fa~q1',
      'fa~r',
      'fa~c9',
      'fa~b1',
      'dfa~b0.5',
      'dfa~b2',
    ]) {
      const decoded = decodeSpec([['a', text]]);
      expect(decoded.spec.arms, text).toEqual(DEFAULT_SPEC.arms);
      expect(decoded.issues, text).toEqual([{ label: 'Rules', why: 'cannot be read' }]);
    }
  });

  it('read arms with their options', () => {
    const { spec, issues } = decodeSpec([['a', 'bp_fa~s0.03~r0.2_dfa~c4']]);
    expect(issues).toEqual([]);
    expect(spec.arms).toEqual([
      createArm(0, 'bp'),
      { slot: 1, rule: 'fa', params: ruleParams({ feedbackScale: 0.03 }), learningRate: 0.2 },
      createArm(3, 'dfa'),
    ]);
  });

  it('turn a loss that the data cannot have into one that it can', () => {
    const decoded = decodeSpec(new URLSearchParams('d=linear-map'));
    expect(decoded.spec.loss).toBe('mse');
    expect(decoded.issues).toEqual([{ label: 'Loss', why: 'needs classes' }]);
  });
});

describe('tables', () => {
  it('have unique link keys and defaults within their limits', () => {
    expect(new Set(FIELD_KEYS.map((key) => FIELDS[key].urlKey)).size).toBe(FIELD_KEYS.length);
    for (const id of PRESET_IDS)
      expect(repair(PRESETS[id].spec)).toEqual({ spec: PRESETS[id].spec, issues: [] });
    for (const param of Object.values(RULE_PARAMS)) {
      expect(param.default).toBeGreaterThanOrEqual(param.min);
      expect(param.default).toBeLessThanOrEqual(param.max);
    }
    expect(Object.values(DATASET_CATALOGUE).every(({ minImages, maxImages }) => minImages < maxImages)).toBe(
      true,
    );
  });
});
