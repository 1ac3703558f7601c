import { describe, expect, it } from 'vitest';
import { curve } from '../../test/gallery/synthetic';
import { fitDomain, growDomain, restDomain, roundLog, unitSuffix } from './domains';
import { plotFrame, stepAtPointer, timeScale, valueScale } from './frame';
import type { ChartLine, Domain, YKind } from './line-chart-model';
import { LIGHT } from './theme';
import { epochStep, epochTicks, formatEpoch, formatTick, yTicks } from './ticks';

const x = { epochs: 10, stepsPerEpoch: 125, scale: 'linear' } as const;

function line(values: number[], every = 125): ChartLine {
  const step = Uint32Array.from(values, (_, index) => index * every);
  return {
    slot: 0,
    arm: 'BP',
    part: '',
    kind: 'test',
    step,
    value: Float32Array.from(values),
    length: values.length,
  };
}

function limits(kind: YKind, values: number[], previous: Domain | null = null, cutFrom = 0): Domain | null {
  return fitDomain({ x, y: { kind, cutFrom }, lines: [line(values)] }, previous);
}

describe('growDomain', () => {
  it('only moves outwards and keeps the very array when nothing grew', () => {
    const before: Domain = [0.02, 3];
    expect(growDomain(before, [0.5, 1])).toBe(before);
    expect(growDomain(before, [0.01, 1])).toEqual([0.01, 3]);
    expect(growDomain(null, [0.5, 1])).toEqual([0.5, 1]);
  });
});

describe('fitDomain', () => {
  it('starts a loss at the limits of the empty chart, so that the first sample moves nothing', () => {
    expect(limits('log', [2.4])).toEqual(restDomain({ kind: 'log' }));
    expect(limits('log', [])).toBeNull();
  });
  it('takes a lone last value for an outlier, unless curves have no noise', () => {
    const values = [0.4, 0.3, 1.6];
    const fitted = (isExact: boolean) =>
      fitDomain({ x, y: { kind: 'linear', isExact }, lines: [line(values)] }, null);
    expect(fitted(false)).toEqual([0, 0.5]);
    expect(fitted(true)).toEqual([0, 2]);
  });
  it('never shrinks over a run and reaches the lowest value', () => {
    const run = curve({ slot: 0, arm: 'BP', until: 1250, noise: 0 }, (epoch) => 2.3 * Math.exp(-epoch));
    let domain: Domain | null = null;
    let changes = 0;
    for (let length = 1; length <= run.length; length++) {
      const next: Domain | null = fitDomain({ x, y: { kind: 'log' }, lines: [{ ...run, length }] }, domain);
      if (domain !== null && next !== null) {
        expect(next[0]).toBeLessThanOrEqual(domain[0]);
        expect(next[1]).toBeGreaterThanOrEqual(domain[1]);
        if (next !== domain) changes++;
      }
      domain = next;
    }
    expect(domain?.[0]).toBeLessThanOrEqual(2.3 * Math.exp(-10) * 1.05);
    expect(changes).toBeLessThan(15);
  });
  it('does not move for a single outlier, but for two in a row', () => {
    expect(limits('angle', [90, 80, 170, 70, 60])).toEqual([0, 120]);
    expect(limits('angle', [90, 80, 170, 168, 60])).toEqual([0, 180]);
    expect(limits('linear', [1, 2, 40, 2, 2])).toEqual([0, 2]);
  });
  it('caps what a diverging loss may do to a log axis', () => {
    expect(limits('log', [2, 1, 1e3, 1e9, 1e30, Number.POSITIVE_INFINITY])?.[1]).toBe(200);
  });
  it('opens a cut accuracy axis downwards once an arm stays below after an epoch', () => {
    expect(limits('percent', [0.1, 0.9, 0.95], null, 80)).toEqual([80, 100]);
    expect(limits('percent', [0.1, 0.6, 0.65], [80, 100], 80)).toEqual([50, 100]);
    expect(limits('percent', [0.1, 0.6, 0.95], null)).toEqual([0, 100]);
  });
  it('keeps zero on linear axes and follows negative values', () => {
    expect(limits('linear', [4, 4.2, 4.4])).toEqual([0, 5]);
    expect(limits('linear', [-0.4, -0.3, 1.2, 1.2])).toEqual([-0.5, 2]);
  });
  it('ignores values that are not finite', () => {
    expect(limits('linear', [1, Number.NaN, 2.5, Number.POSITIVE_INFINITY])).toEqual([0, 3]);
    expect(limits('linear', [Number.NaN])).toBeNull();
  });
});

describe('an axis for zeros alone', () => {
  it('has a height, also after growing', () => {
    expect(limits('linear', [0, 0])).toEqual([0, 1]);
    expect(limits('linear', [-3, -2, 0])).toEqual([-3, 0]);
  });
});

describe('ticks', () => {
  it('gives decades and thirds on log axes, fewer when there is no room', () => {
    expect(yTicks('log', [0.02, 3], 87, 1)).toEqual([0.03, 0.1, 0.3, 1, 3]);
    expect(yTicks('log', [1e-6, 3], 87, 1)).toHaveLength(4);
    expect(yTicks('log', [0.02, 3], 30, 1)).toEqual([0.1, 1]);
  });
  it('always keeps 90° on angle axes', () => {
    expect(yTicks('angle', [0, 120], 87, 1)).toEqual([0, 30, 60, 90, 120]);
    for (const height of [10, 40, 90, 200])
      for (const top of [120, 180]) expect(yTicks('angle', [0, top], height, 1)).toContain(90);
  });
  it('cuts accuracy at round numbers', () => {
    expect(yTicks('percent', [80, 100], 87, 1)).toEqual([80, 85, 90, 95, 100]);
    expect(unitSuffix({ y: { kind: 'percent', domain: [80, 100] } })).toBe(', from 80');
    expect(unitSuffix({ y: { kind: 'percent', domain: [0, 100] } })).toBe('');
  });
  it('thins epochs to the room there is', () => {
    expect(epochStep(30, 26)).toBe(1);
    expect(epochStep(3, 26)).toBe(10);
    expect(epochStep(300, 26, false)).toBe(0.1);
    expect(epochTicks(1, 0.2)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect([4, 3.25, 0].map(formatEpoch)).toEqual(['4', '3.3', '0']);
    expect([0.03, 250, 20_000, 1e-6].map(formatTick)).toEqual(['0.03', '250', '20k', '1e-6']);
  });
  it('rounds to 1, 2, 3, 5 in every decade', () => {
    expect([0.024, 0.4, 7, 1000].map((value) => roundLog(value, true))).toEqual([0.02, 0.3, 5, 1000]);
    expect([0.024, 0.4, 7, 1000].map((value) => roundLog(value, false))).toEqual([0.03, 0.5, 10, 1000]);
  });
});

describe('frame', () => {
  it('has gutters of 38 and 62 and turns pointers into steps', () => {
    const scale = timeScale(x, 500, 1);
    expect([scale.x(0), scale.x(1250)]).toEqual([38, 438]);
    expect(stepAtPointer(x, 238, 500, 1)).toBe(625);
    expect(stepAtPointer(x, -20, 500, 1)).toBe(0);
    expect(stepAtPointer(x, 499, 500, 1)).toBe(1250);
    expect(timeScale(x, 500, 1.25).left).toBe(47.5);
  });
  it('goes there and back on a log axis', () => {
    for (const step of [1, 10, 640, 1250]) {
      const px = timeScale({ ...x, scale: 'log' }, 500, 1).x(step);
      expect(stepAtPointer({ ...x, scale: 'log' }, px, 500, 1)).toBe(step);
    }
    expect(timeScale({ ...x, scale: 'log' }, 500, 1).x(0)).toBe(38);
  });
  it('maps fractions on percent axes and sends a zero loss through the floor', () => {
    const frame = plotFrame(x, { width: 500, height: 97 }, LIGHT);
    expect(valueScale('percent', [80, 100], frame)(0.9)).toBeCloseTo((frame.top + frame.bottom) / 2);
    expect(valueScale('log', [0.02, 3], frame)(0)).toBeGreaterThan(frame.bottom);
  });
});
