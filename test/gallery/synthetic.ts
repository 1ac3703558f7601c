/** Made-up curves, RDMs and pictures with the shapes of real ones, the same at every load. */

import type { Slot } from '../../src/charts/arm-style';
import type { ChartLine } from '../../src/charts/line-chart-model';
import { createRng } from '../../src/math/rng';

export const EPOCHS = 10;
export const STEPS_PER_EPOCH = 125;

export interface CurveOptions {
  readonly slot: Slot;
  readonly arm: string;
  readonly part?: string;
  readonly kind?: 'test' | 'train';
  readonly until?: number;
  readonly every?: number;
  readonly noise?: number;
  readonly smoothSteps?: number;
}

/** Samples of a function of the epoch, with relative noise. */
export function curve(options: CurveOptions, value: (epoch: number) => number): ChartLine {
  const {
    slot,
    arm,
    part = '',
    kind = 'test',
    until = 800,
    every = 5,
    noise = 0.01,
    smoothSteps = 0,
  } = options;
  const rng = createRng(slot * 31 + every, 'noise', kind === 'test' ? 0 : 1);
  const length = Math.floor(until / every) + 1;
  const step = Uint32Array.from({ length: length + 8 }, (_, index) => index * every);
  const values = Float32Array.from(step, (s) => value(s / STEPS_PER_EPOCH) * (1 + noise * rng.normal()));
  return { slot, arm, part, kind, step, value: values, length, smoothSteps };
}

/** A loss that falls from 2.3 with the given rate. */
export function fallingLoss(rate: number): (epoch: number) => number {
  return (epoch) => 2.2 * Math.exp(-rate * 2.2 * epoch) + 0.4 / (1 + rate * 1.6 * epoch);
}

/** Upper triangle of a class-structured RDM; `clarity` 0 (untrained) to 1. */
export function syntheticRdm(count: number, classes: number, clarity: number, seed: number): Float32Array {
  const rng = createRng(seed, 'probe');
  const between = Float32Array.from({ length: classes * classes }, () => 0.8 + 0.35 * rng.normal());
  const triangle = new Float32Array((count * (count - 1)) / 2);
  let at = 0;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const a = Math.floor((i * classes) / count);
      const b = Math.floor((j * classes) / count);
      const target = a === b ? 0.12 + 0.05 * (i % 3) : (between[a * classes + b] ?? 1);
      triangle[at++] = Math.max(0, clarity * target + (1 - clarity) * 0.5 + 0.12 * rng.normal());
    }
  }
  return triangle;
}

/** A 28 × 28 stroke picture that looks a little like a 4 or a ring. */
export function syntheticPicture(shape: 'four' | 'ring'): Uint8Array {
  const row = new Uint8Array(28 * 28);
  const draw = (x: number, y: number): void => {
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const at = Math.round(y + dy) * 28 + Math.round(x + dx);
        row[at] = Math.min(255, (row[at] ?? 0) + (dx === 0 && dy === 0 ? 180 : 60));
      }
  };
  for (let t = 0; t <= 1; t += 0.02) {
    if (shape === 'ring') draw(14 + 6 * Math.cos(t * 6.28), 14 + 8 * Math.sin(t * 6.28));
    else {
      draw(8 + t * 2 - 1, 5 + 10 * t);
      draw(8 + 12 * t, 15);
      draw(17 + t, 5 + 18 * t);
    }
  }
  return row;
}

/** Two or more spiral arms in [−1, 1]² with their labels, and the region that each point of a raster belongs to. */
export function spirals(classes: number): { xy: Float32Array; labels: Uint8Array; raster: Uint8Array } {
  const rng = createRng(7, 'data');
  const perClass = 60;
  const xy = new Float32Array(classes * perClass * 2);
  const labels = new Uint8Array(classes * perClass);
  const turn = (radius: number): number => radius * 5;
  for (let index = 0; index < labels.length; index++) {
    const label = index % classes;
    const radius = 0.1 + (0.85 * Math.floor(index / classes)) / perClass;
    const angle = turn(radius) + (label * 2 * Math.PI) / classes + 0.12 * rng.normal();
    labels[index] = label;
    xy[2 * index] = radius * Math.cos(angle);
    xy[2 * index + 1] = radius * Math.sin(angle);
  }
  const raster = new Uint8Array(64 * 64);
  for (let at = 0; at < raster.length; at++) {
    const x = ((at % 64) + 0.5) / 32 - 1;
    const y = 1 - (Math.floor(at / 64) + 0.5) / 32;
    const angle = Math.atan2(y, x) - turn(Math.hypot(x, y)) + Math.PI / classes + 20 * Math.PI;
    raster[at] = Math.floor(((angle % (2 * Math.PI)) / (2 * Math.PI)) * classes) % classes;
  }
  return { xy, labels, raster };
}
