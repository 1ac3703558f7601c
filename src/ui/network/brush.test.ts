import { expect, test } from 'vitest';
import { PAINT_LIMITS } from '../../spec/arm-check';
import type { PaintedEntry } from '../../spec/spec';
import {
  brushValue,
  countPainted,
  countWords,
  drawnSize,
  learningWords,
  paintEntry,
  paintedOf,
} from './brush';

test('a brush writes in units of the weights’ own size, with few digits', () => {
  expect(brushValue({ kind: 'plus', size: 2 }, 0.12345)).toBe(0.247);
  expect(brushValue({ kind: 'minus', size: 3 }, 0.1)).toBe(-0.3);
  expect(brushValue({ kind: 'zero', size: 2 }, 0.1)).toBe(0);
  expect(brushValue({ kind: 'off', size: 2 }, 0.1)).toBeNull();
  expect(brushValue({ kind: 'plus', size: 2 }, 0)).toBe(2);
  expect(brushValue({ kind: 'minus', size: 10 }, 5000)).toBe(-PAINT_LIMITS.maxValue);
});

test('painting an entry again replaces it; taking the paint off leaves nothing', () => {
  const once = paintEntry([], { layer: 2, at: 5 }, 0.3);
  const again = paintEntry(paintEntry(once, { layer: 3, at: 5 }, 1), { layer: 2, at: 5 }, -0.3);
  expect(again).toEqual([
    { layer: 3, at: 5, value: 1 },
    { layer: 2, at: 5, value: -0.3 },
  ]);
  expect(paintEntry(again, { layer: 2, at: 5 }, -0.3)).toBe(again);
  expect(paintEntry(again, { layer: 2, at: 5 }, null)).toEqual([{ layer: 3, at: 5, value: 1 }]);
  expect(paintEntry(again, { layer: 2, at: 9 }, null)).toBe(again);
  expect([...paintedOf(again, 2)]).toEqual([[5, -0.3]]);
});

test('no more entries than a link carries, but a full page can still be changed', () => {
  const full: readonly PaintedEntry[] = Array.from({ length: PAINT_LIMITS.maxEntries }, (_, at) => ({
    layer: 2,
    at,
    value: 1,
  }));
  expect(paintEntry(full, { layer: 2, at: 1000 }, 1)).toBe(full);
  expect(paintEntry(full, { layer: 2, at: 3 }, -1)).toHaveLength(full.length);
  expect(countPainted(full)).toBe(PAINT_LIMITS.maxEntries);
  expect(countWords(full.length)).toContain('Undo or clear');
  expect(countWords(1)).toBe('1 of 64 entries painted.');
});

test('the size of the weights leaves out what was painted', () => {
  expect(drawnSize(Float32Array.of(3, 100, -4), new Map([[1, 100]]))).toBeCloseTo(Math.sqrt(12.5));
});

test('painting feedback that learns says what it costs', () => {
  expect(learningWords('kp', 'KP a')).toContain('draws the feedback of KP a anew');
  expect(learningWords('fa', 'FA')).toBeNull();
});
