/**
 * Where a plot lies: gutters of 38 left (ticks) and 62 right (names at line ends), and one time scale
 * for ruler, charts and film strip, so that one playhead runs through all of them.
 */
import { scaleLog } from 'd3';
import type { Domain, XAxis, YKind } from './line-chart-model';
import type { Size } from './svg';
import type { Theme } from './theme';

/** Gutters in design pixels. */
export const GUTTER = { left: 38, right: 62, top: 5, bottom: 5, bottomWithNumbers: 20 } as const;

/** Steps to CSS pixels and back. */
export interface TimeScale {
  readonly left: number;
  readonly right: number;
  readonly endStep: number;
  readonly x: (step: number) => number;
  /** Fractional step at a position, clamped to the axis. */
  readonly stepAt: (px: number) => number;
}

/** The time scale of anything `width` CSS pixels wide. */
export function timeScale(x: XAxis, width: number, unit: number): TimeScale {
  const left = GUTTER.left * unit;
  const right = Math.max(left + 1, width - GUTTER.right * unit);
  const endStep = Math.max(1, x.epochs * x.stepsPerEpoch);
  if (x.scale === 'log') {
    const scale = scaleLog([1, Math.max(2, endStep)], [left, right]).clamp(true);
    return { left, right, endStep, x: (step) => scale(Math.max(1, step)), stepAt: (px) => scale.invert(px) };
  }
  // Called for every sample of every frame: plain arithmetic, where d3's general scale is ten times slower.
  const pxPerStep = (right - left) / endStep;
  return {
    left,
    right,
    endStep,
    x: (step) => left + step * pxPerStep,
    stepAt: (px) => Math.min(Math.max((px - left) / pxPerStep, 0), endStep),
  };
}

/** The step under a pointer, `pointerX` CSS pixels from the left edge of the chart, ruler or strip; a whole number. */
export function stepAtPointer(x: XAxis, pointerX: number, width: number, unit: number): number {
  return Math.round(timeScale(x, width, unit).stepAt(pointerX));
}

export interface PlotFrame extends TimeScale {
  readonly top: number;
  readonly bottom: number;
  readonly size: Size;
}

/** The frame of a line chart. */
export function plotFrame(x: XAxis, size: Size, theme: Theme, hasXNumbers = false): PlotFrame {
  const { unit } = theme;
  const bottom = (hasXNumbers ? GUTTER.bottomWithNumbers : GUTTER.bottom) * unit;
  return {
    ...timeScale(x, size.width, unit),
    top: GUTTER.top * unit,
    bottom: size.height - bottom,
    size,
  };
}

/** Value (as recorded: percent takes a fraction) to CSS pixels; NaN for what the axis cannot show. */
export function valueScale(kind: YKind, domain: Domain, frame: PlotFrame): (value: number) => number {
  const { top, bottom } = frame;
  const [low, high] = domain;
  if (kind === 'log') {
    const pxPerFold = (bottom - top) / Math.log(high / low);
    // A loss of exactly zero is drawn far below the plot, so that the line leaves through the floor.
    const floor = low * 1e-3;
    return (value) => bottom - Math.log(Math.max(value, floor) / low) * pxPerFold;
  }
  const pxPerUnit = (bottom - top) / (high - low);
  return kind === 'percent'
    ? (value) => bottom - (value * 100 - low) * pxPerUnit
    : (value) => bottom - (value - low) * pxPerUnit;
}

/** A frame with its y axis: what every part of a line chart draws with. */
export interface Plot {
  readonly frame: PlotFrame;
  readonly domain: Domain;
  readonly y: (value: number) => number;
}
