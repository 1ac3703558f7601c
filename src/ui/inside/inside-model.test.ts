import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SPEC } from '../../spec/default-spec';
import { appendFrame, clearSeries } from '../../store/series';
import type { BenchContext } from '../bench/line-sources';
import type { ArmView } from '../bench/use-arms';
import { innerSources, insideFigures, measuredIn, pickLayers, withinModel } from './inside-model';

const arm = (slot: 0 | 1, rule: ArmView['rule'], name: string): ArmView => ({
  slot,
  rule,
  name,
  layerRules: [],
  marks: [],
  stoppedAt: null,
});
const ff = arm(0, 'forwardForward', 'FF');
const ep = arm(1, 'ep', 'EP');
const contextOf = (
  arms: readonly ArmView[],
  chosenLayers: readonly number[] | null = null,
): BenchContext => ({
  spec: DEFAULT_SPEC,
  arms,
  layerCount: 4,
  chosenLayers,
  isRegression: false,
});

const sample = { step: Uint32Array.of(0), value: Float32Array.of(0.5) };
const frame = {
  runId: 1,
  step: 0,
  status: { kind: 'ready' },
  stepsPerSecond: 0,
  learningRate: 0.1,
  warmUp: null,
  snapshots: [],
  tensors: 0,
} as const;

beforeEach(() => {
  const layers = [1, 2, 3].flatMap((layer) => [
    [`inner/goodnessPositive/${layer}`, sample],
    [`inner/goodnessNegative/${layer}`, sample],
  ]);
  appendFrame(0, { ...frame, series: Object.fromEntries(layers), curves: null }, 10);
  const curves = { step: 7, curves: [{ name: 'movement', values: Float32Array.of(0.5, 0.25, 0.125) }] };
  appendFrame(1, { ...frame, series: { 'inner/phaseDifference/1': sample }, curves }, 10);
});
afterEach(() => clearSeries());

describe('which charts there are', () => {
  test('those of the rules, without what their options leave out', () => {
    // No goodness loss was told, and no energy.
    expect(insideFigures([ff, ep])).toEqual(['phaseDifference', 'movement', 'goodness']);
  });

  test('all of them before anything was told', () => {
    clearSeries();
    expect(insideFigures([ff])).toEqual(['goodness', 'goodnessLoss']);
    expect(insideFigures([arm(0, 'bp', 'BP')])).toEqual([]);
  });

  test('a rule that was there before a switch still counts', () => {
    const switched: ArmView = {
      ...ff,
      rule: 'bp',
      marks: [{ step: 5, from: 'forwardForward', to: 'bp', fromLayers: [], toLayers: [] }],
    };
    expect(insideFigures([switched])).toEqual(['goodness']);
  });
});

describe('the lines of a chart', () => {
  test('at most two layers, the first and the last unless others are chosen', () => {
    expect(pickLayers([1, 2, 3], null)).toEqual([1, 3]);
    expect(pickLayers([1, 2, 3], [2])).toEqual([2]);
    expect(pickLayers([1, 2, 3], [4])).toEqual([1, 3]);
  });

  test('what is told beside it is thin, and says what it is', () => {
    const lines = innerSources('goodness', contextOf([ff, ep], [2]));
    expect(lines.map(({ key, part, kind }) => [key, part, kind])).toEqual([
      ['inner/goodnessPositive/2', 'layer 2', 'test'],
      ['inner/goodnessNegative/2', 'layer 2 false', 'train'],
    ]);
  });

  test('components are named in place of the layer', () => {
    const hpca = arm(0, 'hpca', 'HPCA');
    const told = Object.fromEntries([1, 2, 3].map((place) => [`inner/componentAngle${place}/1`, sample]));
    appendFrame(0, { ...frame, series: told, curves: null }, 10);
    const lines = innerSources('componentAngle', contextOf([hpca]));
    expect(lines.map(({ key, part }) => [key, part])).toEqual([
      ['inner/componentAngle1/1', 'PC 1'],
      ['inner/componentAngle2/1', 'PC 2'],
      ['inner/componentAngle3/1', 'PC 3'],
    ]);
  });

  test('curves within a step count its own steps', () => {
    const { lines, x } = withinModel('movement', contextOf([ff, ep]), null);
    expect(x).toMatchObject({ epochs: 2, stepsPerEpoch: 1, unitWord: 'steps' });
    expect(lines.map(({ arm: name, step, value }) => [name, [...step], [...value]])).toEqual([
      ['EP', [0, 1, 2], [0.5, 0.25, 0.125]],
    ]);
    expect(measuredIn([ff, ep])).toBe('the last measured, step 7');
    expect(measuredIn([ff])).toBe('');
  });
});
