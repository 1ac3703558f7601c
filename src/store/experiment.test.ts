import { beforeEach, describe, expect, it } from 'vitest';
import { readLayers, writeLayers } from '../spec/layer-codec';
import { ruleParams } from '../spec/rule-params';
import type { ArmSpec } from '../spec/spec';
import { useExperiment } from './experiment';

const layers = (): string => writeLayers(useExperiment.getState().spec.network.hidden);

describe('layers when the data changes', () => {
  beforeEach(() => {
    useExperiment.getState().loadPreset('digits');
    useExperiment.getState().setLayers(readLayers('c6k5t.m2.32t') ?? []);
  });

  it('are left out where they do not fit, and come back where they do', () => {
    const { setField } = useExperiment.getState();
    setField('dataset', 'spirals');
    expect(layers()).toBe('32t');
    expect(useExperiment.getState().layersBefore).not.toBeNull();
    setField('learningRate', 0.3);
    setField('dataset', 'linear-map');
    expect(layers()).toBe('32t');
    setField('dataset', 'digits');
    expect(layers()).toBe('c6k5t.m2.32t');
    expect(useExperiment.getState().layersBefore).toBeNull();
    expect(useExperiment.getState().spec.optimiser.learningRate).toBe(0.3);
  });

  it('are forgotten once other layers have been chosen', () => {
    const { setField, setLayers } = useExperiment.getState();
    setField('dataset', 'spirals');
    setLayers(readLayers('8r') ?? []);
    setField('dataset', 'digits');
    expect(layers()).toBe('8r');
  });
});

describe('an arm', () => {
  const actions = useExperiment.getState();
  const fa = (): ArmSpec | undefined => useExperiment.getState().spec.arms.find(({ slot }) => slot === 1);
  beforeEach(() => actions.loadPreset('digits'));

  it('keeps what it was told when its rule goes and comes back', () => {
    actions.setArmParam(1, 'feedbackScale', 0.03);
    actions.setPainted(1, [{ layer: 2, at: 5, value: 1 }]);
    actions.setRule(1, 'bp');
    expect(fa()?.params).toEqual(ruleParams());
    expect(fa()?.painted).toEqual([]);
    actions.setRule(1, 'kp');
    expect(fa()?.params).toEqual(ruleParams({ feedbackScale: 0.03 }));
    actions.setArmParam(1, 'feedbackDecay', 0.01);
    actions.setArmParam(1, 'feedbackScale', 2);
    actions.setRule(1, 'fa');
    expect(fa()?.params).toEqual(ruleParams({ feedbackScale: 2 }));
    expect(fa()?.painted).toEqual([{ layer: 2, at: 5, value: 1 }]);
    actions.setRule(1, 'kp');
    expect(fa()?.params).toEqual(ruleParams({ feedbackScale: 2, feedbackDecay: 0.01 }));
  });

  it('does not take painted entries into feedback weights of another shape', () => {
    actions.setPainted(1, [{ layer: 2, at: 5, value: 1 }]);
    actions.setRule(1, 'frsf');
    expect(fa()?.painted).toHaveLength(1);
    actions.setLayers(readLayers('16t.16t') ?? []);
    actions.setRule(1, 'dfa');
    expect(fa()?.painted).toEqual([]);
  });

  it('is its rule as it comes once everything is put back', () => {
    actions.setArmParam(1, 'sparsity', 0.5);
    actions.setRule(1, 'bp');
    actions.setLayerRule(1, 1, 'fa');
    actions.restoreArm(1);
    expect(fa()?.layerRules).toEqual([]);
    actions.setRule(1, 'fa');
    expect(fa()?.params.sparsity).toBe(0);
  });

  it('takes another rule for a layer, in order, and gives it back', () => {
    actions.setLayers(readLayers('16t.16t.16t') ?? []);
    actions.setLayerRule(1, 3, 'bp');
    actions.setLayerRule(1, 1, 'usf');
    expect(fa()?.layerRules).toEqual([
      { layer: 1, rule: 'usf' },
      { layer: 3, rule: 'bp' },
    ]);
    actions.setLayerRule(1, 1, 'readout');
    actions.setLayerRule(1, 3, null);
    expect(fa()?.layerRules).toEqual([{ layer: 1, rule: 'readout' }]);
    actions.setLayers([]);
    expect(fa()?.layerRules).toEqual([]);
  });
});
