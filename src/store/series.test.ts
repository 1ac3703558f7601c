import { beforeEach, describe, expect, it } from 'vitest';
import type { Frame, Snapshot } from '../worker/protocol';
import {
  appendFrame,
  clearSeries,
  columnOf,
  curvesOf,
  snapshotNear,
  snapshotsOf,
  subscribeSeries,
  valueNear,
} from './series';

const snapshot = (step: number): Snapshot => ({
  step,
  rdms: [],
  rdmOfMaps: 'flattened',
  tryOutputs: new Float32Array(0),
  tryCode: null,
  grid: null,
});
const frame = (steps: number[], snapshots: Snapshot[] = []): Frame => ({
  runId: 1,
  step: steps.at(-1) ?? 0,
  status: { kind: 'running' },
  stepsPerSecond: 0,
  learningRate: 0.1,
  warmUp: null,
  tensors: 0,
  series: {
    testLoss: { step: Uint32Array.from(steps), value: Float32Array.from(steps, (step) => step / 2) },
  },
  snapshots,
  curves: null,
});

beforeEach(() => clearSeries());

describe('series', () => {
  it('keep the newest curves of a rule until newer ones come', () => {
    const reading = (step: number) => ({ step, curves: [{ name: 'energy', values: Float32Array.of(3, 2) }] });
    expect(curvesOf(0)).toBeNull();
    appendFrame(0, { ...frame([1]), curves: reading(1) }, 125);
    appendFrame(0, frame([2]), 125);
    expect(curvesOf(0)).toEqual(reading(1));
    appendFrame(0, { ...frame([3]), curves: reading(3) }, 125);
    expect(curvesOf(0)?.step).toBe(3);
    clearSeries(0);
    expect(curvesOf(0)).toBeNull();
  });

  it('keep every sample of every frame in order, far beyond the first capacity', () => {
    for (let at = 0; at < 1000; at += 2) appendFrame(0, frame([at, at + 1]), 125);
    const column = columnOf(0, 'testLoss');
    expect(column?.length).toBe(1000);
    expect([...(column?.step.subarray(0, 1000) ?? [])]).toEqual(Array.from({ length: 1000 }, (_, at) => at));
    expect(column?.value[999]).toBe(499.5);
  });

  it('answer with the last value at or before a step', () => {
    appendFrame(0, frame([10, 20, 30]), 125);
    expect(valueNear(0, 'testLoss', 9)).toBeNaN();
    expect(valueNear(0, 'testLoss', 10)).toBe(5);
    expect(valueNear(0, 'testLoss', 29)).toBe(10);
    expect(valueNear(0, 'testLoss', 9999)).toBe(15);
    expect(valueNear(1, 'testLoss', 10)).toBeNaN();
  });

  it('answer with the nearest snapshot', () => {
    appendFrame(2, frame([], [snapshot(0), snapshot(25), snapshot(50)]), 125);
    expect(snapshotNear(2, 0)?.step).toBe(0);
    expect(snapshotNear(2, 12)?.step).toBe(0);
    expect(snapshotNear(2, 13)?.step).toBe(25);
    expect(snapshotNear(2, 1000)?.step).toBe(50);
    expect(snapshotNear(3, 0)).toBeUndefined();
  });

  it('keep only the latest of two snapshots of one step', () => {
    appendFrame(2, frame([], [snapshot(0), snapshot(25)]), 125);
    appendFrame(2, frame([], [{ ...snapshot(25), rdmOfMaps: 'mean' }]), 125);
    expect(snapshotsOf(2).map(({ step, rdmOfMaps }) => `${step} ${rdmOfMaps}`)).toEqual([
      '0 flattened',
      '25 mean',
    ]);
  });

  it('thin out snapshots of long runs but keep whole epochs', () => {
    for (let step = 0; step <= 2000; step += 5) appendFrame(0, frame([], [snapshot(step)]), 25);
    const steps = snapshotsOf(0).map((kept) => kept.step);
    expect(steps.length).toBeLessThanOrEqual(320);
    for (let step = 0; step <= 2000; step += 25) expect(steps).toContain(step);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  it('stay few over thousands of epochs, evenly spread, the newest among them', () => {
    for (let epoch = 0; epoch <= 5000; epoch++) {
      for (const part of [0, 5, 10, 15, 20]) appendFrame(0, frame([], [snapshot(epoch * 25 + part)]), 25);
    }
    const steps = snapshotsOf(0).map((kept) => kept.step);
    expect(steps.length).toBeLessThanOrEqual(320);
    expect(steps.length).toBeGreaterThan(60);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(5000 * 25 + 20);
    const gaps = steps.slice(1).map((step, at) => step - (steps[at] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(128 * 25);
  });

  it('tell whoever listens, and forget one arm at a time', () => {
    let calls = 0;
    const stop = subscribeSeries(() => calls++);
    appendFrame(0, frame([1]), 125);
    appendFrame(1, frame([1]), 125);
    clearSeries(0);
    stop();
    appendFrame(1, frame([2]), 125);
    expect(calls).toBe(3);
    expect(columnOf(0, 'testLoss')).toBeUndefined();
    expect(columnOf(1, 'testLoss')?.length).toBe(2);
  });
});
