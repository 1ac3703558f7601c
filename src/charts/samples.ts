/**
 * Reading recorded samples: the value that holds at a step, the sample nearest to a pointer, trailing means.
 * A sample holds from its step until the next one, so "the value at s" is the last sample at or before s.
 * Smoothing is the trailing mean m(s) = mean of the finite values with step in (s − window, s].
 */

import { bisector } from 'd3';
import type { Samples, YKind } from './line-chart-model';
import { degreeWords, tenthPercent } from './number-words';

const bisectSteps = bisector<number, number>((step) => step);

/** Index of the last sample at or before the step, or −1. */
export function indexAt(samples: Samples, step: number): number {
  return bisectSteps.right(samples.step, step, 0, samples.length) - 1;
}

/** The last sample at or before the step; null before the first sample and where it is not finite. */
export function valueAt(samples: Samples, step: number): number | null {
  const index = indexAt(samples, step);
  const value = index < 0 ? Number.NaN : (samples.value[index] ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

/** Step of the last sample, or −1 without samples. */
export function lastStep(samples: Samples): number {
  return samples.length === 0 ? -1 : (samples.step[samples.length - 1] ?? -1);
}

/** Index of the last finite sample, or −1. */
export function lastFiniteIndex(samples: Samples): number {
  let index = samples.length - 1;
  while (index >= 0 && !Number.isFinite(samples.value[index])) index--;
  return index;
}

/** The recorded step that is nearest to a step (that of a pointer) among all lines; null without samples. */
export function nearestStep(lines: readonly Samples[], step: number): number | null {
  let best: number | null = null;
  for (const line of lines) {
    const index = indexAt(line, step);
    for (const candidate of [index, index + 1]) {
      if (candidate < 0 || candidate >= line.length) continue;
      const found = line.step[candidate] ?? 0;
      if (best === null || Math.abs(found - step) < Math.abs(best - step)) best = found;
    }
  }
  return best;
}

/** Trailing mean over a window of steps; gaps (values that are not finite) stay gaps and do not count. */
export function smoothSamples(samples: Samples, windowSteps: number): Samples {
  const value = new Float32Array(samples.length);
  let first = 0;
  let sum = 0;
  let count = 0;
  for (let index = 0; index < samples.length; index++) {
    const added = samples.value[index] ?? Number.NaN;
    if (Number.isFinite(added)) {
      sum += added;
      count++;
    }
    const oldest = (samples.step[index] ?? 0) - windowSteps;
    while (first < index && (samples.step[first] ?? 0) <= oldest) {
      const dropped = samples.value[first++] ?? Number.NaN;
      if (Number.isFinite(dropped)) {
        sum -= dropped;
        count--;
      }
    }
    value[index] = Number.isFinite(added) && count > 0 ? sum / count : Number.NaN;
  }
  return { step: samples.step, value, length: samples.length };
}

/** A value as readouts print it: "0.101", "98.0 %", "35.3°"; "–" for null. Percent takes a fraction. */
export function formatReading(kind: YKind, value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (kind === 'percent') return tenthPercent(value);
  if (kind === 'angle') return degreeWords(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 100_000)) return value.toExponential(1).replace('e+', 'e');
  if (size >= 100) return value.toFixed(0);
  return value.toFixed(size >= 10 ? 2 : 3);
}
