/**
 * Grey values of a pen trace without supersampling.
 * Ink of a pixel = S((r − d + s) / 2s), with d its distance to the nearest piece of line, r the pen's radius there, s the half
 * width of the soft edge (this is the blur) and S the smooth step 3u² − 2u³ on [0, 1].
 */
import type { PenTrace } from './pen-curve';

/** Height and width of a picture in pixels. */
export const SIDE = 28;
/** Numbers per picture. */
export const PIXELS = SIDE * SIDE;

/** How the pen meets the paper; lengths in pixels. */
export interface Pen {
  readonly radius: number;
  /** Half width of the soft edge. */
  readonly softness: number;
  /** Relative swing of the radius along the path, 0 to 1, and its phase at the first point in radians. */
  readonly pressureSwing: number;
  readonly pressurePhase: number;
}

/** Turns of the pressure swing per point of the trace, in radians. */
const PRESSURE_TURN = 0.11;

/** Lowers `depth` (d − r, in pixels) around one piece of line. */
function coverPiece(trace: PenTrace, point: number, pen: Pen, depth: Float32Array): void {
  const x1 = trace.x[point] as number;
  const y1 = trace.y[point] as number;
  const isDot = trace.isStart[point] === 1;
  const x0 = isDot ? x1 : (trace.x[point - 1] as number);
  const y0 = isDot ? y1 : (trace.y[point - 1] as number);
  const radius = pen.radius * (1 + pen.pressureSwing * Math.sin(pen.pressurePhase + PRESSURE_TURN * point));
  const reach = radius + pen.softness;
  const left = Math.max(0, Math.ceil(Math.min(x0, x1) - reach - 0.5));
  const right = Math.min(SIDE - 1, Math.floor(Math.max(x0, x1) + reach - 0.5));
  const top = Math.max(0, Math.ceil(Math.min(y0, y1) - reach - 0.5));
  const bottom = Math.min(SIDE - 1, Math.floor(Math.max(y0, y1) + reach - 0.5));
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squared = dx * dx + dy * dy;
  for (let row = top; row <= bottom; row++) {
    const py = row + 0.5 - y0;
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - x0;
      // nearest point of the piece: t = (p · d) / |d|², held in [0, 1]
      const t = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
      const ex = px - t * dx;
      const ey = py - t * dy;
      const value = Math.sqrt(ex * ex + ey * ey) - radius;
      const pixel = row * SIDE + column;
      if (value < (depth[pixel] as number)) depth[pixel] = value;
    }
  }
}

/** Draws a trace (coordinates in pixels, (0, 0) the upper left corner) into `ink`: 0 is paper, 1 full ink. `[784]` */
export function rasterise(trace: PenTrace, pen: Pen, ink: Float32Array): void {
  ink.fill(pen.softness);
  for (let point = 0; point < trace.count; point++) coverPiece(trace, point, pen, ink);
  const scale = 1 / (2 * pen.softness);
  for (let pixel = 0; pixel < ink.length; pixel++) {
    const u = Math.min(1, Math.max(0, (pen.softness - (ink[pixel] as number)) * scale));
    ink[pixel] = u * u * (3 - 2 * u);
  }
}
