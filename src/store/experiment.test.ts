import { beforeEach, describe, expect, it } from 'vitest';
import { readLayers, writeLayers } from '../spec/layer-codec';
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
