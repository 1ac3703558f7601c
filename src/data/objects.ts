/**
 * Drawn objects: 32 × 32 colour pictures with a hierarchy, superclass → class → subclass → exemplar, like CIFAR-10 and
 * without a download. The superclass is a field of coloured stripes in the background (warm and rising, cool and falling), the
 * class one of five outlines on it, the subclass one of two signs on the outline; the label is the class. Place, size, tilt,
 * brightness and colour cast differ from exemplar to exemplar.
 * `coarse`, `mid`, `fine` (0 to 1) mix each level with what says nothing: grey level stripes, the mean outline, no sign.
 * `noise` is the standard deviation of the pixel noise as a fraction of full brightness. After the hierarchies of
 * Saxe, McClelland, Ganguli (2019), PNAS 116.
 */
import { createRng, type Rng } from '../math/rng';
import type { Dataset, Split } from '../spec/dataset';
import type { DatasetSpec } from '../spec/spec';
import { orderLabels } from './class-order';
import {
  DIRECTIONS,
  GROUP_NAMES,
  MEAN_OUTLINE,
  OBJECT_CLASSES,
  type ObjectClass,
  SIGN_SIDE,
  SIGNS,
} from './object-shapes';
import { drawNoise } from './pixel-noise';
import { isTestRow, splitCounts } from './split';

const SIDE = 32;
const FEATURES = SIDE * SIDE * 3;
const CENTRE = (SIDE - 1) / 2;

type Rgb = readonly [number, number, number];

/** Dark and bright stripe of each superclass; the neutral pair has their mean brightness. */
const STRIPES: readonly (readonly [Rgb, Rgb])[] = [
  [
    [0.62, 0.27, 0.1],
    [0.9, 0.56, 0.24],
  ],
  [
    [0.1, 0.34, 0.58],
    [0.3, 0.62, 0.84],
  ],
];
const NEUTRAL: readonly [Rgb, Rgb] = [
  [0.36, 0.36, 0.36],
  [0.6, 0.6, 0.6],
];
/** Tilt of the stripes by superclass, in turns; the neutral field lies level. */
const STRIPE_TILT = [-0.125, 0.125] as const;

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;
const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** One exemplar's chances: everything about it that its classes do not decide. */
interface Pose {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly tilt: number;
  readonly phase: number;
  readonly wavelength: number;
  readonly light: number;
  readonly paint: Rgb;
  readonly ink: number;
}

function drawPose(rng: Rng): Pose {
  const around = (middle: number, width: number): number => middle + width * (rng.uniform() - 0.5);
  return {
    x: CENTRE + around(0, 6),
    y: CENTRE + around(0, 6),
    radius: around(9.6, 2.6),
    tilt: around(0, 0.5),
    phase: 2 * Math.PI * rng.uniform(),
    wavelength: around(8, 3),
    light: around(1, 0.24),
    paint: [around(0.92, 0.14), around(0.9, 0.14), around(0.86, 0.2)],
    ink: around(0.16, 0.12),
  };
}

interface Levels {
  readonly coarse: number;
  readonly mid: number;
  readonly fine: number;
}

/** The background: stripes between two colours, both mixed with neutral ones. */
function paintField(group: 0 | 1, pose: Pose, coarse: number, out: Float64Array): void {
  const [dark, bright] = STRIPES[group] ?? NEUTRAL;
  const from = dark.map((value, channel) => pose.light * mix(NEUTRAL[0][channel] ?? 0, value, coarse));
  const to = bright.map((value, channel) => pose.light * mix(NEUTRAL[1][channel] ?? 0, value, coarse));
  const tilt = 2 * Math.PI * STRIPE_TILT[group] * coarse;
  const down = (2 * Math.PI * Math.cos(tilt)) / pose.wavelength;
  const right = (2 * Math.PI * Math.sin(tilt)) / pose.wavelength;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const wave = 0.5 + 0.5 * Math.sin(down * row + right * column + pose.phase);
      const place = 3 * (row * SIDE + column);
      for (let channel = 0; channel < 3; channel++) {
        out[place + channel] = mix(from[channel] as number, to[channel] as number, wave);
      }
    }
  }
}

/** Distance from centre to outline in a direction, between the mean outline and the class's own. */
function outlineAt(outline: Float64Array, mid: number, theta: number): number {
  const turns = theta / (2 * Math.PI);
  const place = (turns - Math.floor(turns)) * DIRECTIONS;
  const before = Math.floor(place) % DIRECTIONS;
  const after = (before + 1) % DIRECTIONS;
  const share = place - Math.floor(place);
  const own = mix(outline[before] as number, outline[after] as number, share);
  const mean = mix(MEAN_OUTLINE[before] as number, MEAN_OUTLINE[after] as number, share);
  return mix(mean, own, mid);
}

/** Ink of the sign at a point, 0 to 1; x and y in cells from its middle. */
function signAt(sign: Uint8Array, x: number, y: number): number {
  const column = x + (SIGN_SIDE - 1) / 2;
  const row = y + (SIGN_SIDE - 1) / 2;
  const left = Math.floor(column);
  const top = Math.floor(row);
  const cell = (r: number, c: number): number =>
    r < 0 || c < 0 || r >= SIGN_SIDE || c >= SIGN_SIDE ? 0 : (sign[r * SIGN_SIDE + c] as number);
  const upper = mix(cell(top, left), cell(top, left + 1), column - left);
  const lower = mix(cell(top + 1, left), cell(top + 1, left + 1), column - left);
  return mix(upper, lower, row - top);
}

/** An object to draw: its class, its sign, its chances. */
interface Exemplar {
  readonly shape: ObjectClass;
  readonly sign: Uint8Array;
  readonly pose: Pose;
}

/** Lays the object with its sign over the background. */
function paintObject({ shape, sign, pose }: Exemplar, { mid, fine }: Levels, out: Float64Array): void {
  const cos = Math.cos(pose.tilt);
  const sin = Math.sin(pose.tilt);
  const cellSize = pose.radius * 0.21;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const dx = column - pose.x;
      const dy = row - pose.y;
      const x = cos * dx + sin * dy;
      const y = cos * dy - sin * dx;
      const distance = Math.sqrt(x * x + y * y);
      if (distance > 2 * pose.radius) continue;
      const edge = pose.radius * outlineAt(shape.outline, mid, Math.atan2(y, x));
      const cover = clamp(edge - distance + 0.5);
      if (cover === 0) continue;
      const inked = fine * signAt(sign, x / cellSize, y / cellSize);
      const place = 3 * (row * SIDE + column);
      for (let channel = 0; channel < 3; channel++) {
        const paint = pose.light * mix(pose.paint[channel] as number, pose.ink, inked);
        out[place + channel] = mix(out[place + channel] as number, paint, cover);
      }
    }
  }
}

function toBytes(values: Float64Array, rng: Rng, noise: number, out: Uint8Array): void {
  for (let index = 0; index < FEATURES; index++) {
    const value = (values[index] as number) + (noise > 0 ? noise * drawNoise(rng) : 0);
    out[index] = Math.round(255 * clamp(value));
  }
}

interface PictureSplit extends Split {
  readonly x: Uint8Array;
  readonly labels: Uint8Array;
}

function emptySplit(count: number): PictureSplit {
  return { count, x: new Uint8Array(count * FEATURES), labels: new Uint8Array(count), targets: null };
}

/** Generates the data set; picture i of a seed does not depend on how many are asked for. */
export function generateObjects(spec: DatasetSpec, seed: number): Dataset {
  const { images, testEvery } = spec;
  const counts = splitCounts(images, testEvery);
  const train = emptySplit(counts.train);
  const test = emptySplit(counts.test);
  const values = new Float64Array(FEATURES);
  let picture = 0;
  let trainRow = 0;
  let testRow = 0;
  for (const label of orderLabels({ seed, classes: OBJECT_CLASSES.length, testEvery }, images)) {
    const split = isTestRow(picture, testEvery) ? test : train;
    const row = split === test ? testRow++ : trainRow++;
    const rng = createRng(seed, 'data', picture++);
    const shape = OBJECT_CLASSES[label] as ObjectClass;
    const sign = SIGNS[2 * label + rng.integer(2)] as Uint8Array;
    const pose = drawPose(rng);
    paintField(shape.group, pose, spec.coarse, values);
    paintObject({ shape, sign, pose }, spec, values);
    toBytes(values, rng, spec.noise, split.x.subarray(row * FEATURES, (row + 1) * FEATURES));
    split.labels[row] = label;
  }
  return {
    id: 'objects',
    name: 'Drawn objects',
    inputShape: [SIDE, SIDE, 3],
    outputs: OBJECT_CLASSES.length,
    classNames: OBJECT_CLASSES.map(({ name }) => name),
    classGroups: OBJECT_CLASSES.map(({ group }) => GROUP_NAMES[group]),
    train,
    test,
  };
}
