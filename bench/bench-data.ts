/**
 * Pictures to train on, the same bytes for every contestant, with something to learn in them: drawn digits, of which about as
 * many pixels are empty as of MNIST's (kernels may make use of that), or a random prototype per class under noise.
 */
import { generateDataset } from '../src/data/index';
import { createRng } from '../src/math/rng';
import { PRESETS } from '../src/spec/presets';
import { type BenchCase, featuresOf } from './cases';

/** Batches in the data; contestants go through them again and again. */
export const BATCHES = 20;
const SEED = 7;
const CLASSES = 10;
/** One row in so many is the generator's test split. */
const TEST_EVERY = 5;

/** Bytes 0–255 stand for byte / 255. */
export interface BenchData {
  /** `[count, features]` */
  readonly x: Uint8Array;
  /** Class of each row. `[count]` */
  readonly labels: Uint8Array;
  readonly count: number;
}

/** A pure function of the case. */
export function makeData(bench: BenchCase): BenchData {
  return bench.data === 'digits' ? drawDigits(bench) : drawNoise(bench);
}

function drawDigits(bench: BenchCase): BenchData {
  const count = BATCHES * bench.batch;
  const images = Math.ceil((count * TEST_EVERY) / (TEST_EVERY - 1));
  const spec = { ...PRESETS.digits.spec.dataset, images, noise: 0, testEvery: TEST_EVERY };
  const { x, labels } = generateDataset(spec, SEED).train;
  const features = featuresOf(bench);
  if (!(x instanceof Uint8Array) || labels === null || x.length < count * features)
    throw new Error(`bench: ${count} digits of ${features} pixels cannot be drawn`);
  return { x: x.subarray(0, count * features), labels: labels.subarray(0, count), count };
}

function drawNoise(bench: BenchCase): BenchData {
  const count = BATCHES * bench.batch;
  const features = featuresOf(bench);
  const rng = createRng(SEED, 'data');
  const prototypes = Float32Array.from({ length: CLASSES * features }, () => rng.uniform());
  const x = new Uint8Array(count * features);
  const labels = Uint8Array.from({ length: count }, (_, row) => row % CLASSES);
  for (let row = 0; row < count; row++) {
    for (let at = 0; at < features; at++) {
      const prototype = prototypes[(row % CLASSES) * features + at] as number;
      x[row * features + at] = 255 * (0.5 * prototype + 0.5 * rng.uniform());
    }
  }
  return { x, labels, count };
}

/** Fraction of the inputs that are 0. */
export function zerosIn({ x }: BenchData): number {
  return x.reduce((zeros, byte) => zeros + (byte === 0 ? 1 : 0), 0) / x.length;
}
