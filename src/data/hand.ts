/**
 * The writer's hand: everything that makes two drawings of the same digit differ.
 * Points of the path wander, then the whole trace is scaled, slanted, turned, bent elastically (a smooth displacement
 * field, after Simard, Steinkraus, Platt 2003) and placed on the paper. Size, width, slant and pen are drawn around a few
 * habits each: a classifier that is linear in the pixels sees only their average, a hidden layer can tell them apart.
 */
import type { Rng } from '../math/rng';
import type { DigitStyle } from './digit-skeletons';
import { type Pen, SIDE } from './ink-raster';
import { flattenStroke, type PenTrace } from './pen-curve';

/** A property of the hand: equally frequent habits, and the spread around each. */
interface Habit {
  readonly centres: readonly number[];
  readonly spread: number;
}

/** Lengths of the path are hundredths of the digit's height, others pixels, radians or factors. */
const HAND = {
  pointSpread: 1.5,
  strokeSpread: 0.9,
  heightPixels: { centres: [12.2, 22], spread: 0.4 },
  aspect: { centres: [0.64, 1.3], spread: 0.05 },
  slant: { centres: [-0.55, 0.1, 0.7], spread: 0.04 },
  turnSpread: 0.025,
  bendPixels: 0.14,
  placeSpread: 0.18,
  penRadius: { centres: [0.88, 1.88], spread: 0.1 },
} as const;

/** Paper left free beyond the ink at every edge, in pixels. */
const MARGIN = 0.2;
/** Length of a straight piece, in hundredths of the digit's height. */
const PIECE_LENGTH = 7;
/** The pen's radius is at most this share of the digit's mean extent: small digits stay readable. */
const BROADEST_PEN = 0.085;

/** How one picture is written. */
export interface Posture {
  readonly heightPixels: number;
  /** Width relative to the style's own. */
  readonly aspect: number;
  /** Shift to the right per pixel upwards. */
  readonly slant: number;
  readonly turnRadians: number;
  readonly pen: Pen;
}

function drawHabit(habit: Habit, rng: Rng): number {
  const centre = habit.centres[rng.integer(habit.centres.length)] as number;
  return centre + habit.spread * rng.normal();
}

/** Draws size, width, slant, turn and pen. */
export function drawPosture(rng: Rng): Posture {
  const heightPixels = drawHabit(HAND.heightPixels, rng);
  const aspect = drawHabit(HAND.aspect, rng);
  const slant = drawHabit(HAND.slant, rng);
  const turnRadians = HAND.turnSpread * rng.normal();
  const broadest = BROADEST_PEN * heightPixels * Math.min(1, Math.sqrt(aspect));
  const pen = {
    radius: Math.max(0.6, Math.min(broadest, drawHabit(HAND.penRadius, rng))),
    softness: 0.55 + 0.45 * rng.uniform(),
    pressureSwing: 0.2 * rng.uniform(),
    pressurePhase: 2 * Math.PI * rng.uniform(),
  };
  return { heightPixels, aspect, slant, turnRadians, pen };
}

function hold(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** The path with every point moved a little, and every stroke as a whole. */
function writePath(style: DigitStyle, rng: Rng, trace: PenTrace): void {
  trace.count = 0;
  for (const stroke of style.strokes) {
    const points = Float64Array.from(stroke.points);
    const shift = [HAND.strokeSpread * rng.normal(), HAND.strokeSpread * rng.normal()];
    for (let k = 0; k < points.length; k++) {
      points[k] = (points[k] as number) + (shift[k % 2] as number) + HAND.pointSpread * rng.normal();
    }
    flattenStroke(points, stroke.corners, PIECE_LENGTH, trace);
  }
}

/** x' = A x: size, aspect, slant and turn together, from hundredths to pixels. */
function transform(posture: Posture, trace: PenTrace): void {
  const height = posture.heightPixels / 100;
  const width = height * posture.aspect;
  const cosine = Math.cos(posture.turnRadians);
  const sine = Math.sin(posture.turnRadians);
  for (let point = 0; point < trace.count; point++) {
    const y = ((trace.y[point] as number) - 50) * height;
    const x = ((trace.x[point] as number) - 33) * width - posture.slant * y;
    trace.x[point] = cosine * x - sine * y;
    trace.y[point] = sine * x + cosine * y;
  }
}

/** Adds two waves of random direction, length and phase to each coordinate. */
function bend(rng: Rng, trace: PenTrace): void {
  for (const target of [trace.x, trace.y]) {
    for (let wave = 0; wave < 2; wave++) {
      const size = HAND.bendPixels * rng.normal();
      const direction = 2 * Math.PI * rng.uniform();
      const turnsPerPixel = (2 * Math.PI) / (12 + 14 * rng.uniform());
      const phase = 2 * Math.PI * rng.uniform();
      const fx = turnsPerPixel * Math.cos(direction);
      const fy = turnsPerPixel * Math.sin(direction);
      for (let point = 0; point < trace.count; point++) {
        const wavePhase = fx * (trace.x[point] as number) + fy * (trace.y[point] as number) + phase;
        target[point] = (target[point] as number) + size * Math.sin(wavePhase);
      }
    }
  }
}

/** Centres one coordinate, shifts it and squeezes it to stay within `room` of the middle. */
function place(values: Float64Array, count: number, shift: number, room: number): void {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let point = 0; point < count; point++) {
    least = Math.min(least, values[point] as number);
    most = Math.max(most, values[point] as number);
  }
  const half = (most - least) / 2;
  const scale = half > room ? room / half : 1;
  const space = room - half * scale;
  const centre = SIDE / 2 + hold(shift, -space, space);
  for (let point = 0; point < count; point++) {
    values[point] = ((values[point] as number) - (least + most) / 2) * scale + centre;
  }
}

/** Writes one digit in the given style into the trace, in pixels of the picture. */
export function writeDigit(style: DigitStyle, posture: Posture, rng: Rng, trace: PenTrace): void {
  writePath(style, rng, trace);
  transform(posture, trace);
  bend(rng, trace);
  const room =
    SIDE / 2 - MARGIN - posture.pen.radius * (1 + posture.pen.pressureSwing) - posture.pen.softness;
  place(trace.x, trace.count, HAND.placeSpread * rng.normal(), room);
  place(trace.y, trace.count, HAND.placeSpread * rng.normal(), room);
}
