/**
 * What a line chart shows, as plain data: axes, lines over training steps, marks, playhead and hover.
 * A drawing is a function of this model, the theme and the size alone; the only memory is `y.domain`,
 * which the caller keeps from frame to frame with fitDomain (axis limits change only outwards).
 */
import type { Slot } from './arm-style';

/** Time: x is counted in epochs = step / stepsPerEpoch, and always reaches to the end of the experiment. */
export interface XAxis {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  /** On a log axis step 0 sits at step 1. */
  readonly scale: 'linear' | 'log';
  /** What x is counted in where its numbers are drawn; default "epochs". */
  readonly unitWord?: string;
}

/** `percent` takes fractions 0–1 and shows them × 100; `angle` takes degrees, fixed at 0–120 (0–180 if data exceed it). */
export type YKind = 'linear' | 'log' | 'angle' | 'percent';

/** Lowest and highest value on an axis, in the axis's shown unit (percent, not fraction). */
export type Domain = readonly [low: number, high: number];

export interface YAxis {
  readonly kind: YKind;
  /** From fitDomain; null before the first sample. */
  readonly domain: Domain | null;
  /** `percent` only: where the axis may be cut (80 gives "%, from 80"). Default 0. */
  readonly cutFrom?: number;
  /** `angle` only: number of weights n; draws the band of chance 90 ± 57.3/√n. */
  readonly chanceCount?: number;
  /** Every sample counts for the limits, lone ones too: curves without noise. */
  readonly isExact?: boolean;
  /** `angle` only: print "above 90°: uphill" (once on a page). */
  readonly hasUphillNote?: boolean;
}

/** Samples of one series: value[i] was measured at step[i], ascending; only the first `length` entries count. */
export interface Samples {
  readonly step: Uint32Array;
  readonly value: Float32Array;
  readonly length: number;
}

export interface ChartLine extends Samples {
  readonly slot: Slot;
  /** Name of the arm: "FA". */
  readonly arm: string;
  /** What of the arm: "layer 1", or empty. The label at the line's end is "FA layer 1". */
  readonly part: string;
  /** `test`: full style with markers and a label. `train`: thin, drawn first, without either. */
  readonly kind: 'test' | 'train';
  /** Window of the trailing mean in steps; absent or 0 draws the samples as they are. */
  readonly smoothSteps?: number;
  /** A test line without its label (several layers that coincide). */
  readonly isUnlabelled?: boolean;
}

/** The rule of an arm changed at a step, or an arm stopped there. */
export type ChartMark =
  | {
      readonly kind: 'switch';
      readonly slot: Slot;
      readonly step: number;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'divergence';
      readonly slot: Slot;
      readonly step: number;
      /** "FA stopped at step 412"; empty draws the cross alone. */
      readonly label: string;
    };

export interface LineChartModel {
  readonly x: XAxis;
  readonly y: YAxis;
  readonly lines: readonly ChartLine[];
  readonly marks: readonly ChartMark[];
  /** Step of the playhead, or null. */
  readonly playhead: number | null;
  /** Step under the pointer, or null. */
  readonly hover: number | null;
  /** Sentence in the middle of a chart without samples; default "Press Play to record.". */
  readonly empty?: string;
  /** Draw numbers under the x axis (exports, and charts without a ruler above them). */
  readonly hasXNumbers?: boolean;
}
