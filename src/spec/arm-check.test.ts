import { describe, expect, it } from 'vitest';
import { checkArm, limitsOfParam, PAINT_LIMITS, whyNotParam } from './arm-check';
import { feedbackSizesOf, layerSizesOf, maxRankOf } from './arm-layers';
import { repair } from './check';
import { readLayers } from './layer-codec';
import { createArm, DEFAULT_SPEC } from './presets';
import { ruleParams } from './rule-params';
import type { ArmSpec, ExperimentSpec, LayerRule, RuleId } from './spec';

/** 28 × 28 → 6 maps of 28 × 28 → pooled to 14 × 14 → 64 → 10. */
const spec: ExperimentSpec = {
  ...DEFAULT_SPEC,
  network: { ...DEFAULT_SPEC.network, hidden: readLayers('c6k5r.m2.64t') ?? [] },
};
const armOf = (rule: RuleId, rest: Partial<ArmSpec> = {}): ArmSpec => ({ ...createArm(0, rule), ...rest });
const only = (layer: number, rule: RuleId): readonly LayerRule[] => [{ layer, rule }];

describe('the sizes of feedback weights', () => {
  it('are those of the kernel as a matrix, and of the output for direct ones', () => {
    expect(layerSizesOf(spec)).toEqual([
      { kind: 'conv2d', rows: 25, columns: 6, units: 4704 },
      { kind: 'dense', rows: 1176, columns: 64, units: 64 },
      { kind: 'dense', rows: 64, columns: 10, units: 10 },
    ]);
    const sizes = (arm: ArmSpec) =>
      feedbackSizesOf(spec, arm).map((size) => size && [size.rows, size.columns]);
    expect(sizes(armOf('fa'))).toEqual([null, [1176, 64], [64, 10]]);
    expect(sizes(armOf('dfa'))).toEqual([[4704, 10], [64, 10], null]);
    expect(sizes(armOf('dfa', { params: ruleParams({ channelBroadcast: 1 }) }))).toEqual([
      [6, 10],
      [64, 10],
      null,
    ]);
    expect(sizes(armOf('bp'))).toEqual([null, null, null]);
    // What comes out of layer 2 is shown there, its direct weights only where nothing does.
    expect(sizes(armOf('fa', { layerRules: only(2, 'dfa') }))).toEqual([null, [1176, 64], null]);
    expect(sizes(armOf('bp', { layerRules: only(2, 'dfa') }))).toEqual([null, [64, 10], null]);
    expect(sizes(armOf('bp', { layerRules: only(1, 'usf') }))).toEqual([null, [1176, 64], null]);
  });

  it('bound the rank by the smallest that has one', () => {
    expect(maxRankOf(spec, armOf('fa'))).toBe(10);
    expect(maxRankOf(spec, armOf('bp', { layerRules: only(1, 'fa') }))).toBe(64);
    expect(maxRankOf(spec, armOf('fa', { layerRules: only(2, 'bp') }))).toBe(64);
    expect(maxRankOf(spec, armOf('usf'))).toBe(0);
    expect(maxRankOf(spec, armOf('dfa', { params: ruleParams({ channelBroadcast: 1 }) }))).toBe(6);
    const twoKernels = { ...spec, network: { ...spec.network, hidden: readLayers('c6k3r.c4k3r.m2') ?? [] } };
    expect(maxRankOf(twoKernels, armOf('kp'))).toBe(4);
    expect(limitsOfParam(spec, armOf('fa'), 'rank')).toEqual({ min: 0, max: 10 });
    expect(limitsOfParam(spec, armOf('fa'), 'sparsity')).toEqual({ min: 0, max: 0.99 });
  });
});

describe('an arm', () => {
  it('stays the very same object where it can be run', () => {
    const arm = armOf('bp', {
      layerRules: [...only(1, 'kp'), ...only(2, 'dfa')],
      painted: [{ layer: 2, at: 75263, value: 2 }],
      params: ruleParams({ feedbackDecay: 0, normConstraint: 2, channelBroadcast: 1 }),
    });
    const checked = checkArm(spec, arm);
    expect(checked.issues).toEqual([]);
    expect(checked.arm).toBe(arm);
    expect(repair({ ...spec, arms: [arm] }).spec.arms[0]).toBe(arm);
  });

  it('reads the numbers of the rules of its layers too', () => {
    const params = ruleParams({ dialAngle: 30 });
    expect(checkArm(spec, armOf('bp', { params })).arm.params).toEqual(ruleParams());
    expect(checkArm(spec, armOf('bp', { params, layerRules: only(1, 'dial') })).issues).toEqual([]);
    expect(whyNotParam(armOf('bp'), 'normConstraint', 2)).toBe('BP has no feedback weights.');
    expect(whyNotParam(armOf('bp', { layerRules: only(1, 'fa') }), 'normConstraint', 2)).toBeNull();
    expect(whyNotParam(armOf('bp'), 'normConstraint', 1)).toBeNull();
  });

  it('loses what its layers cannot have, and nothing else', () => {
    const { arm, issues } = checkArm(spec, {
      ...armOf('fa'),
      layerRules: [...only(3, 'bp'), ...only(2, 'kp'), ...only(1, 'bp')],
      params: ruleParams({ rank: 100, feedbackScale: 3 }),
    });
    expect(arm.layerRules).toEqual([...only(1, 'bp'), ...only(2, 'kp')]);
    expect(arm.params).toEqual(ruleParams({ rank: 10, feedbackScale: 3 }));
    expect(issues.map(({ where, why }) => [where, why])).toEqual([
      ['layerRules', 'name the output layer'],
      ['params.rank', 'was above the size of the feedback weights'],
    ]);
    expect(checkArm(spec, arm)).toEqual({ arm, issues: [] });
  });

  it('has numbers that are numbers', () => {
    const params = ruleParams({
      feedbackScale: Number.NaN,
      sparsity: Number.POSITIVE_INFINITY,
      blockMode: 1.4,
    });
    const { arm, issues } = checkArm(spec, armOf('fa', { params, learningRate: Number.NaN }));
    expect(arm).toEqual(armOf('fa', { params: ruleParams({ blockMode: 1 }) }));
    expect(issues.map(({ where }) => where)).toEqual([
      'params.feedbackScale',
      'params.sparsity',
      'params.blockMode',
      'learningRate',
    ]);
  });

  it('keeps of entries painted twice the last, and no more than fit in a link', () => {
    const entry = (at: number, value: number) => ({ layer: 2, at, value });
    const twice = checkArm(spec, armOf('fa', { painted: [entry(5, 1), entry(6, 2), entry(5, 3)] }));
    expect(twice).toMatchObject({ arm: { painted: [entry(6, 2), entry(5, 3)] }, issues: [] });
    const painted = Array.from({ length: 70 }, (_, at) => entry(at, 1));
    const many = checkArm(spec, armOf('fa', { painted }));
    expect(many.arm.painted).toEqual(painted.slice(0, PAINT_LIMITS.maxEntries));
    expect(many.issues.map(({ why }) => why)).toEqual(['were too many']);
  });
});
