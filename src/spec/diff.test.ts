import { describe, expect, it } from 'vitest';
import { changesBetween, changesNeedingReset } from './diff';
import { FIELD_KEYS, FIELDS, setField } from './fields';
import { createArm, DEFAULT_SPEC } from './presets';
import { ruleParams } from './rule-params';

describe('changes', () => {
  it('names each field that differs and nothing else', () => {
    for (const key of FIELD_KEYS) {
      const field = FIELDS[key];
      const other =
        field.kind === 'boolean'
          ? !field.default
          : field.kind === 'choice'
            ? (field.choices.find(({ id }) => id !== field.default)?.id ?? '')
            : field.min + (field.max - field.min) / 2;
      const edited = setField(DEFAULT_SPEC, key, other);
      const expected = field.applies(DEFAULT_SPEC) || field.applies(edited) ? [key] : [];
      expect(changesBetween(DEFAULT_SPEC, edited), key).toEqual(expected);
      expect(changesNeedingReset(DEFAULT_SPEC, edited), key).toEqual(field.isLive ? [] : expected);
    }
  });

  it('lets arms come, go and change their rule and what it is told while running, but not what counts at the start', () => {
    const added = { ...DEFAULT_SPEC, arms: [...DEFAULT_SPEC.arms, createArm(2, 'dfa')] };
    const switched = { ...DEFAULT_SPEC, arms: [createArm(0, 'bp'), createArm(1, 'dfa')] };
    const scaled = {
      ...DEFAULT_SPEC,
      arms: [createArm(0, 'bp'), { ...createArm(1, 'fa'), params: ruleParams({ feedbackScale: 0.03 }) }],
    };
    expect(changesBetween(DEFAULT_SPEC, added)).toEqual(['arms']);
    expect(changesNeedingReset(DEFAULT_SPEC, added)).toEqual([]);
    expect(changesNeedingReset(DEFAULT_SPEC, switched)).toEqual([]);
    expect(changesNeedingReset(DEFAULT_SPEC, scaled)).toEqual([]);
    const mirror = { ...createArm(1, 'wm'), params: ruleParams({ mirrorWarmup: 1 }) };
    const running = { ...DEFAULT_SPEC, arms: [createArm(0, 'bp'), createArm(1, 'wm')] };
    expect(changesNeedingReset(running, { ...running, arms: [createArm(0, 'bp'), mirror] })).toEqual([
      'arms',
    ]);
    expect(changesNeedingReset(added, DEFAULT_SPEC)).toEqual([]);
  });

  it('sees a changed layer', () => {
    const edited = {
      ...DEFAULT_SPEC,
      network: {
        ...DEFAULT_SPEC.network,
        hidden: [{ kind: 'dense' as const, units: 65, activation: 'tanh' as const }],
      },
    };
    expect(changesBetween(DEFAULT_SPEC, edited)).toEqual(['layers']);
    expect(changesNeedingReset(DEFAULT_SPEC, edited)).toEqual(['layers']);
  });
});
