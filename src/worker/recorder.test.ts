import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Frame } from './protocol';
import { createRecorder } from './recorder';

const state = {
  step: 3,
  status: { kind: 'running' } as const,
  stepsPerSecond: 5,
  learningRate: 0.1,
  warmUp: null,
  tensors: 7,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function record() {
  const frames: Frame[] = [];
  const times: number[] = [];
  const onFrame = (frame: Frame): void => {
    frames.push(frame);
    times.push(Date.now());
  };
  return {
    frames,
    times,
    recorder: createRecorder(
      9,
      () => state,
      onFrame,
      () => Date.now(),
    ),
  };
}

describe('recorder', () => {
  it('posts at most 30 frames a second and loses no sample in between', () => {
    const { frames, times, recorder } = record();
    for (let step = 0; step < 1000; step++) {
      recorder.sample('trainLoss', step, step);
      recorder.post();
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(100);
    expect(frames.length).toBeGreaterThan(25);
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000 / 30);
    const steps = frames.flatMap((frame) => [...(frame.series.trainLoss?.step ?? [])]);
    expect(steps).toEqual(Array.from({ length: 1000 }, (_, step) => step));
    expect(frames[0]).toMatchObject({ runId: 9, ...state });
  });

  it('leaves gaps where a value is not a number', () => {
    const { frames, recorder } = record();
    recorder.sample('testLoss', 1, Number.NaN);
    recorder.sample('testLoss', 2, Number.POSITIVE_INFINITY);
    recorder.sample('testLoss', 3, 0.5);
    recorder.post();
    expect([...(frames[0]?.series.testLoss?.step ?? [])]).toEqual([3]);
  });

  it('leaves nothing behind where it has to end', () => {
    const { frames, recorder } = record();
    recorder.sample('testLoss', 1, 0.5);
    recorder.post();
    recorder.sample('testLoss', 2, 0.4);
    recorder.post();
    expect(frames).toHaveLength(1);
    recorder.flush();
    recorder.flush();
    expect(frames).toHaveLength(2);
    expect([...(frames[1]?.series.testLoss?.step ?? [])]).toEqual([2]);
    recorder.close();
    vi.advanceTimersByTime(1000);
    expect(frames).toHaveLength(2);
  });

  it('says nothing more once closed', () => {
    const { frames, recorder } = record();
    recorder.post();
    recorder.post();
    recorder.close();
    vi.advanceTimersByTime(1000);
    expect(frames.length).toBe(1);
  });
});
