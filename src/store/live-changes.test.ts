import { describe, expect, it } from 'vitest';
import { changesNeedingReset } from '../spec/diff';
import { setField } from '../spec/fields';
import { createArm, DEFAULT_SPEC } from '../spec/presets';
import { ruleParams } from '../spec/rule-params';
import { mergeLiveChanges } from './live-changes';

describe('live changes', () => {
  it('take over the learning rate but not the batch', () => {
    const edited = setField(setField(DEFAULT_SPEC, 'learningRate', 0.5), 'batch', 64);
    const merged = mergeLiveChanges(DEFAULT_SPEC, edited);
    expect(merged.optimiser.learningRate).toBe(0.5);
    expect(merged.training.batch).toBe(32);
    expect(changesNeedingReset(merged, edited)).toEqual(['batch']);
  });

  it('take over a new rule with its parameters, and keep those of an unchanged one', () => {
    const scaled = { ...createArm(1, 'fa'), params: ruleParams({ feedbackScale: 0.03 }) };
    const edited = { ...DEFAULT_SPEC, arms: [createArm(0, 'dfa'), scaled] };
    const merged = mergeLiveChanges(DEFAULT_SPEC, edited);
    expect(merged.arms).toEqual([createArm(0, 'dfa'), createArm(1, 'fa')]);
    expect(changesNeedingReset(merged, edited)).toEqual(['arms']);
    const switched = { ...DEFAULT_SPEC, arms: [createArm(0, 'bp'), { ...scaled, rule: 'dfa' as const }] };
    expect(mergeLiveChanges(DEFAULT_SPEC, switched).arms[1]?.params.feedbackScale).toBe(0.03);
  });

  it('wait for a reset with layer rules and painted entries', () => {
    const fa = {
      ...createArm(1, 'fa'),
      layerRules: [{ layer: 1, rule: 'kp' as const }],
      painted: [{ layer: 2, at: 0, value: 1 }],
    };
    const edited = { ...DEFAULT_SPEC, arms: [createArm(0, 'bp'), fa] };
    const merged = mergeLiveChanges(DEFAULT_SPEC, edited);
    expect(merged).toEqual(DEFAULT_SPEC);
    expect(changesNeedingReset(merged, edited)).toEqual(['arms']);
  });

  it('take over arms that came or went', () => {
    const edited = { ...DEFAULT_SPEC, arms: [createArm(1, 'fa'), createArm(2, 'dfa')] };
    expect(mergeLiveChanges(DEFAULT_SPEC, edited).arms).toEqual(edited.arms);
  });

  it('leave nothing to reset when every difference was live', () => {
    let edited = setField(DEFAULT_SPEC, 'epochs', 20);
    edited = setField(edited, 'rateMode', 'perRule');
    edited = setField(edited, 'probeRdms', false);
    expect(mergeLiveChanges(DEFAULT_SPEC, edited)).toEqual(edited);
  });
});
