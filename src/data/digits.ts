/**
 * Drawn digits: 28 × 28 grey pictures of the digits 0 to 9, written by a made-up hand, like MNIST and without a download.
 * Picture i of a seed is a pure function of (seed, i, noise): asking for fewer pictures gives a prefix of both splits.
 * `noise` is the standard deviation of the pixel noise as a fraction of full ink.
 */
import { createRng, type Rng } from '../math/rng';
import type { Dataset, Split } from '../spec/dataset';
import type { DatasetSpec } from '../spec/spec';
import { orderLabels } from './class-order';
import { DIGIT_STYLES, type DigitStyle } from './digit-skeletons';
import { drawPosture, writeDigit } from './hand';
import { PIXELS, rasterise, SIDE } from './ink-raster';
import { createPenTrace, type PenTrace } from './pen-curve';
import { drawNoise } from './pixel-noise';
import { isTestRow, splitCounts } from './split';

const CLASSES = 10;
const TRACE_CAPACITY = 400;
/** Ink to bytes, with noise of the given standard deviation (in full ink). */
function inkToBytes(ink: Float32Array, rng: Rng, noise: number, out: Uint8Array): void {
  const darkness = 255 * (1 - 0.18 * rng.uniform());
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    let value = darkness * (ink[pixel] as number);
    if (noise > 0) value += 255 * noise * drawNoise(rng);
    out[pixel] = Math.min(255, Math.max(0, Math.round(value)));
  }
}

interface Desk {
  readonly trace: PenTrace;
  readonly ink: Float32Array;
}

/** Draws one digit into the desk's ink. */
function drawDigit(label: number, rng: Rng, desk: Desk): void {
  const styles = DIGIT_STYLES[label] as readonly DigitStyle[];
  const style = styles[rng.integer(styles.length)] as DigitStyle;
  const posture = drawPosture(rng);
  writeDigit(style, posture, rng, desk.trace);
  rasterise(desk.trace, posture.pen, desk.ink);
}

interface PictureSplit extends Split {
  readonly x: Uint8Array;
  readonly labels: Uint8Array;
}

function emptySplit(count: number): PictureSplit {
  return { count, x: new Uint8Array(count * PIXELS), labels: new Uint8Array(count), targets: null };
}

/** Generates the data set; about 0.1 ms a picture. */
export function generateDigits(spec: DatasetSpec, seed: number): Dataset {
  const { images, testEvery } = spec;
  const counts = splitCounts(images, testEvery);
  const train = emptySplit(counts.train);
  const test = emptySplit(counts.test);
  const desk: Desk = { trace: createPenTrace(TRACE_CAPACITY), ink: new Float32Array(PIXELS) };
  let picture = 0;
  let trainRow = 0;
  let testRow = 0;
  for (const label of orderLabels({ seed, classes: CLASSES, testEvery }, images)) {
    const split = isTestRow(picture, testEvery) ? test : train;
    const row = split === test ? testRow++ : trainRow++;
    split.labels[row] = label;
    const out = split.x.subarray(row * PIXELS, (row + 1) * PIXELS);
    const rng = createRng(seed, 'data', picture++);
    drawDigit(label, rng, desk);
    inkToBytes(desk.ink, rng, spec.noise, out);
  }
  return {
    id: 'digits',
    name: 'Drawn digits',
    inputShape: [SIDE, SIDE, 1],
    outputs: CLASSES,
    classNames: DIGIT_STYLES.map((_, digit) => String(digit)),
    train,
    test,
  };
}
