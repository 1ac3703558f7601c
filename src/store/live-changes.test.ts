import { describe, expect, it } from 'vitest';
import { changesNeedingReset } from '../spec/diff';
import { setField } from '../spec/fields';
import { readLayers } from '../spec/layer-codec';
import { createArm, DEFAULT_SPEC } from '../spec/presets';
import { RULE_CATALOGUE } from '../spec/rule-catalogue';
import type { RuleLimits } from '../spec/rule-entry';
import { ruleParams } from '../spec/rule-params';
import type { ArmSpec, ExperimentSpec } from '../spec/spec';
import { mergeLiveChanges } from './live-changes';

describe('live changes', () => {
  it('take over the learning rate but not the batch', () => {
    const edited = setField(setField(DEFAULT_SPEC, 'learningRate', 0.5), 'batch', 64);
    const merged = mergeLiveChanges(DEFAULT_SPEC, edited);
    expect(merged.optimiser.learningRate).toBe(0.5);
    expect(merged.training.batch).toBe(32);
    expect(changesNeedingReset(merged, edited)).toEqual(['batch']);
  });

  it('take over what an arm is told', () => {
    const told: ArmSpec = {
      ...createArm(1, 'fa'),
      params: ruleParams({ feedbackScale: 0.03, activationDerivative: 0 }),
      layerRules: [{ layer: 1, rule: 'kp' }],
      painted: [{ layer: 2, at: 0, value: 1 }],
    };
    const edited = { ...DEFAULT_SPEC, arms: [createArm(0, 'dfa'), told] };
    const merged = mergeLiveChanges(DEFAULT_SPEC, edited);
    expect(merged.arms).toEqual(edited.arms);
    expect(changesNeedingReset(merged, edited)).toEqual([]);
    expect(changesNeedingReset(DEFAULT_SPEC, edited)).toEqual([]);
  });

  it('wait for a reset with what counts before the first step only', () => {
    const mirror = (epochs: number): ArmSpec => ({
      ...createArm(1, 'wm'),
      params: ruleParams({ mirrorWarmup: epochs, mirrorRate: 0.01 * (epochs + 1) }),
    });
    const running = { ...DEFAULT_SPEC, arms: [createArm(0, 'bp'), mirror(0)] };
    const edited = { ...DEFAULT_SPEC, arms: [createArm(0, 'bp'), mirror(2)] };
    const merged = mergeLiveChanges(running, edited);
    expect(merged.arms[1]?.params).toMatchObject({ mirrorWarmup: 0, mirrorRate: 0.03 });
    expect(changesNeedingReset(merged, edited)).toEqual(['arms']);
    expect(mergeLiveChanges(DEFAULT_SPEC, edited).arms).toEqual(edited.arms);
  });

  it('keep what is told about layers while other layers wait for a reset', () => {
    const hidden = (text: string): ExperimentSpec['network'] => ({
      ...DEFAULT_SPEC.network,
      hidden: readLayers(text) ?? [],
    });
    const told: ArmSpec = { ...createArm(1, 'fa'), layerRules: [{ layer: 2, rule: 'bp' }] };
    const running = { ...DEFAULT_SPEC, network: hidden('32t.16t'), arms: [told] };
    const edited = {
      ...DEFAULT_SPEC,
      network: hidden('32t'),
      arms: [{ ...createArm(1, 'fa'), params: ruleParams({ rank: 10 }) }],
    };
    const merged = mergeLiveChanges(running, edited);
    expect(merged.network).toEqual(running.network);
    expect(merged.arms[0]?.layerRules).toEqual(told.layerRules);
    expect(merged.arms[0]?.params.rank).toBe(10);
    const narrow = { ...running, network: hidden('32t.4t'), arms: [createArm(1, 'fa')] };
    expect(mergeLiveChanges(narrow, edited).arms[0]?.params.rank).toBe(4);
  });

  it('wait with a rule that the running experiment is nothing for', () => {
    const entry: { limits?: RuleLimits } = RULE_CATALOGUE.dfa;
    entry.limits = { losses: { allowed: ['mse'], why: 'Squared errors only.' } };
    const arms = [{ ...createArm(0, 'dfa'), learningRate: 0.3 }, createArm(1, 'fa'), createArm(2, 'dfa')];
    const edited = setField({ ...DEFAULT_SPEC, arms }, 'loss', 'mse');
    const merged = mergeLiveChanges(DEFAULT_SPEC, edited);
    expect(merged.arms.map(({ rule }) => rule)).toEqual(['bp', 'fa', 'bp']);
    expect(merged.arms[0]?.learningRate).toBe(0.3);
    expect(changesNeedingReset(merged, edited)).toEqual(['loss']);
    delete entry.limits;
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
