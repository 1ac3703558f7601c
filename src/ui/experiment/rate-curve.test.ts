import { describe, expect, it } from 'vitest';
import { DEFAULT_SPEC } from '../../spec/presets';
import type { ExperimentSpec, ScheduleSpec } from '../../spec/spec';
import { isFlat, rateCurve, ratePath, rateWords } from './rate-curve';

const LENGTH = { stepsPerEpoch: 100, totalSteps: 1000 };
const schedule = (change: Partial<ScheduleSpec>): ScheduleSpec => ({ ...DEFAULT_SPEC.schedule, ...change });
const spec = (change: Partial<ScheduleSpec>): ExperimentSpec => ({
  ...DEFAULT_SPEC,
  schedule: schedule(change),
});

describe('the curve of the learning rate', () => {
  it('runs from the first step to the last', () => {
    const points = rateCurve(schedule({ id: 'steps', every: 4, factor: 0.1 }), LENGTH);
    expect(points[0]).toEqual({ part: 0, factor: 1 });
    expect(points.at(-1)?.part).toBe(1);
    expect(points.at(-1)?.factor).toBeCloseTo(0.01, 12);
    expect(points.find(({ part }) => part > 0.45)?.factor).toBeCloseTo(0.1, 12);
  });

  it('has a place for each step of a very short run', () => {
    expect(rateCurve(schedule({ id: 'cosine' }), { stepsPerEpoch: 1, totalSteps: 1 })).toHaveLength(2);
    expect(rateCurve(schedule({ id: 'cosine' }), { stepsPerEpoch: 2, totalSteps: 6 })).toHaveLength(6);
  });

  it('is drawn with its highest point at the top', () => {
    const points = [
      { part: 0, factor: 0 },
      { part: 0.5, factor: 1 },
      { part: 1, factor: 0.5 },
    ];
    expect(ratePath(points, 200, 40)).toBe('M0.0 40.0L100.0 0.0L200.0 20.0');
    expect(
      ratePath(
        [
          { part: 0, factor: 4 },
          { part: 1, factor: 1 },
        ],
        200,
        40,
      ),
    ).toBe('M0.0 0.0L200.0 30.0');
  });

  it('is flat only without a schedule and without warm-up', () => {
    expect(isFlat(schedule({}))).toBe(true);
    expect(isFlat(schedule({ warmup: 1 }))).toBe(false);
    expect(isFlat(schedule({ id: 'cosine' }))).toBe(false);
  });
});

describe('the curve in words', () => {
  it('is learning rates', () => {
    expect(rateWords(spec({ id: 'steps', every: 5, factor: 0.1 }), LENGTH)).toBe('0.1 to 0.01');
    expect(rateWords(spec({ id: 'cosine' }), LENGTH)).toBe('0.1 to 0');
    expect(rateWords(spec({ warmup: 2 }), LENGTH)).toBe('0 to 0.1');
    expect(rateWords(spec({ warmup: 1, id: 'steps', every: 5, factor: 0.1 }), LENGTH)).toBe(
      '0 to 0.1 to 0.01',
    );
  });

  it('is factors where every arm has a rate of its own', () => {
    const own = { ...spec({ id: 'steps', every: 5, factor: 0.5 }), rateMode: 'perRule' as const };
    expect(rateWords(own, LENGTH)).toBe('×1 to ×0.5');
  });
});
