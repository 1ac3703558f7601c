import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAINT_LIMITS } from './arm-check';
import { ACTIVATIONS, DATASET_CATALOGUE, RULE_IDS } from './catalogue';
import { repair } from './check';
import { decodeSpec, encodeSpec } from './codec';
import { FIELD_KEYS, FIELDS, limitsOf, setField } from './fields';
import { readLayers } from './layer-codec';
import { createArm, DEFAULT_SPEC, PRESET_IDS, PRESETS } from './presets';
import { RULE_PARAM_IDS, RULE_PARAMS, ruleParams } from './rule-params';
import { type ArmSpec, type ExperimentSpec, SLOTS, type Slot } from './spec';

const roundTrip = (spec: ExperimentSpec, presetId = PRESET_IDS[0] ?? 'digits') =>
  decodeSpec(new URLSearchParams(new URLSearchParams(encodeSpec(spec, presetId)).toString()));

const fraction = fc.double({ min: 0, max: 1, noNaN: true });

/** Numbers of every kind within their limits, rules of layers and painted entries that may or may not fit. */
const arbitraryArm = (slot: Slot): fc.Arbitrary<ArmSpec> =>
  fc
    .record({
      rule: fc.constantFrom(...RULE_IDS),
      draws: fc.array(fc.option(fraction), {
        minLength: RULE_PARAM_IDS.length,
        maxLength: RULE_PARAM_IDS.length,
      }),
      layerRules: fc.array(
        fc.record({ layer: fc.integer({ min: 0, max: 7 }), rule: fc.constantFrom(...RULE_IDS) }),
        { maxLength: 3 },
      ),
      painted: fc.array(
        fc.record({
          layer: fc.integer({ min: 0, max: 7 }),
          at: fc.nat(200),
          value: fc.double({ min: -1000, max: 1000, noNaN: true }),
        }),
        { maxLength: 80 },
      ),
      learningRate: fc.option(fc.double({ min: 0.00001, max: 1000, noNaN: true })),
    })
    .map(({ draws, ...arm }) => {
      const params = RULE_PARAM_IDS.map((id, index) => {
        const { min, max, kind, default: standard } = RULE_PARAMS[id];
        const draw = draws[index] ?? null;
        const value = draw === null ? standard : min + draw * (max - min);
        return [id, kind === 'number' ? value : Math.round(value)];
      });
      return { ...arm, slot, params: ruleParams(Object.fromEntries(params)) };
    });

const arbitraryArms: fc.Arbitrary<ArmSpec[]> = fc
  .subarray([...SLOTS], { minLength: 1 })
  .chain((slots) => fc.tuple(...slots.map(arbitraryArm)));

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

  it('stay readable with as many painted entries as an arm can have', () => {
    const painted = Array.from({ length: PAINT_LIMITS.maxEntries }, (_, index) => ({
      layer: 2,
      at: 576 + index,
      value: -0.123,
    }));
    const spec = { ...DEFAULT_SPEC, arms: [{ ...createArm(0, 'fa'), painted }] };
    expect(new URLSearchParams(encodeSpec(spec, 'digits')).toString().length).toBeLessThan(1200);
    expect(roundTrip(spec)).toMatchObject({ spec, issues: [] });
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

  it.each([
    ...[
      'bp_fa~c1',
      'xx',
      '',
      'bp_bp_bp_bp_bp',
      'fa~r',
      'fa~c9',
      'fa~s',
      'fa~1',
      'fa~',
      'fa~zz1',
      'fa~sx1',
      'fa~s1e999',
    ],
    ...['fa~y', 'fa~y1', 'fa~ydfa', 'fa~y1xx', 'fa~y1.5dfa', 'fa~y-1dfa', 'fa~y111dfa', 'fa~y1toString'],
    ...[
      'fa~e',
      'fa~e2',
      'fa~e2.1',
      'fa~e2.1.',
      'fa~e2.1.x',
      'fa~e2.-1.1',
      'fa~e2.1.NaN',
      'fa~e.1.1',
      'fa~e2.1.2.3.4',
    ],
    `fa${'~e2.1.1'.repeat(65)}`,
  ])('have no arms to read in %j', (text) => {
    const decoded = decodeSpec([['a', text]]);
    expect(decoded.spec.arms).toEqual(DEFAULT_SPEC.arms);
    expect(decoded.issues).toEqual([{ label: 'Rules', why: 'cannot be read' }]);
  });

  it('refuse by name what an arm cannot have, and keep the rest of it', () => {
    for (const [text, params, issue] of [
      ['fa~s0', { feedbackScale: 0.001 }, ['Feedback scale of FA', 'was out of range']],
      ['fa~s1000', { feedbackScale: 100 }, ['Feedback scale of FA', 'was out of range']],
      ['kp~l-0.1', { feedbackDecay: 0 }, ['Decay of KP', 'was out of range']],
      ['fa~z1', { sparsity: 0.99 }, ['Sparsity of FA', 'was out of range']],
      [
        'fa~k11~s2',
        { rank: 10, feedbackScale: 2 },
        ['Rank of FA', 'was above the size of the feedback weights'],
      ],
      ['fa~k1.5', { rank: 2 }, ['Rank of FA', 'is not a whole number']],
      ['bp~p1.1', { blockProbability: 1 }, ['Backward pass missing of BP', 'was out of range']],
      ['dfa~b2', { channelBroadcast: 1 }, ['One error per channel of DFA', 'was out of range']],
      ['fa~b1', {}, ['One error per channel of FA', 'is nothing that this rule has']],
      ['bp~s2', {}, ['Feedback scale of BP', 'is nothing that this rule has']],
      ['bp~v2', {}, ['Weight norm of BP', 'needs feedback weights']],
      ['readout~d0', {}, ['Slope φ′ in the error of Readout', 'is nothing that this rule has']],
      ['fa~y2bp', {}, ['Rules of layers of FA', 'name the output layer']],
      ['fa~y3bp', {}, ['Rules of layers of FA', 'name a layer that does not exist']],
      ['fa~e2.640.1', {}, ['Painted entries of FA', 'lie outside the feedback weights']],
      ['fa~e2.3.1e9', {}, ['Painted entries of FA', 'were out of range']],
      ['bp~e2.3.1', {}, ['Painted entries of BP', 'need feedback weights']],
      ['fa~r5000', {}, ['Learning rate of FA', 'was out of range']],
    ] as const) {
      const { spec, issues } = decodeSpec([['a', text]]);
      const [label, why] = issue;
      expect(issues, text).toEqual([{ label, why }]);
      expect(spec.arms[0], text).toMatchObject({ params: ruleParams(params), layerRules: [], painted: [] });
    }
  });

  it('read arms with their options', () => {
    const { spec, issues } = decodeSpec([
      ['a', 'bp_fa~s0.03~r0.2~e2.17.-0.5~e2.0.1e-3_bp~y1dfa~s2_wm~c4~n1~h0.01'],
    ]);
    expect(issues).toEqual([]);
    expect(spec.arms).toEqual([
      createArm(0, 'bp'),
      {
        ...createArm(1, 'fa'),
        params: ruleParams({ feedbackScale: 0.03 }),
        painted: [
          { layer: 2, at: 17, value: -0.5 },
          { layer: 2, at: 0, value: 0.001 },
        ],
        learningRate: 0.2,
      },
      {
        ...createArm(2, 'bp'),
        params: ruleParams({ feedbackScale: 2 }),
        layerRules: [{ layer: 1, rule: 'dfa' }],
      },
      { ...createArm(3, 'wm'), params: ruleParams({ mirrorNoise: 1, mirrorRate: 0.01 }) },
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
    const letters = RULE_PARAM_IDS.map((id) => RULE_PARAMS[id].urlKey).concat('c', 'r', 'y', 'e');
    expect(new Set(letters).size).toBe(letters.length);
    for (const param of Object.values(RULE_PARAMS)) {
      expect(param.urlKey).toMatch(/^[a-z]+$/);
      expect(param.default).toBeGreaterThanOrEqual(param.min);
      expect(param.default).toBeLessThanOrEqual(param.max);
    }
    expect(Object.values(DATASET_CATALOGUE).every(({ minImages, maxImages }) => minImages < maxImages)).toBe(
      true,
    );
  });
});
