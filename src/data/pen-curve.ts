/**
 * A pen path as a smooth curve, flattened to short straight pieces.
 * Between two points the curve is a cubic Hermite: p(t) = h00 p + h10 m + h01 q + h11 n. The tangents m and n follow the chord
 * of the neighbouring points, as long as the interval itself; at corners and ends the curvature is zero.
 */

/** Points of all strokes of one picture, one stroke after another. */
export interface PenTrace {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** 1 where the pen comes down: no line leads to this point from the one before. */
  readonly isStart: Uint8Array;
  count: number;
}

/** Room for `capacity` points; made once and used again for every picture. */
export function createPenTrace(capacity: number): PenTrace {
  return {
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
    isStart: new Uint8Array(capacity),
    count: 0,
  };
}

function append(trace: PenTrace, x: number, y: number, isStart: boolean): void {
  if (trace.count === trace.x.length) throw new Error(`pen trace: more than ${trace.count} points`);
  trace.x[trace.count] = x;
  trace.y[trace.count] = y;
  trace.isStart[trace.count] = isStart ? 1 : 0;
  trace.count++;
}

/** Unit vector of the chord around point k, or null at ends and corners. */
function chordDirection(
  points: Float64Array,
  corners: readonly boolean[],
  k: number,
): readonly [number, number] | null {
  if (k === 0 || k === corners.length - 1 || corners[k]) return null;
  const dx = (points[2 * k + 2] as number) - (points[2 * k - 2] as number);
  const dy = (points[2 * k + 3] as number) - (points[2 * k - 1] as number);
  const length = Math.hypot(dx, dy);
  return length === 0 ? null : [dx / length, dy / length];
}

/** End tangents m, n for one axis of an interval; a missing direction gets zero curvature at that end. */
function endTangents(difference: number, m: number | null, n: number | null): readonly [number, number] {
  if (m !== null && n !== null) return [m, n];
  if (m !== null) return [m, 1.5 * difference - 0.5 * m];
  if (n !== null) return [1.5 * difference - 0.5 * n, n];
  return [difference, difference];
}

/**
 * Appends the curve through `points` (x, y, x, y …) to the trace, with pieces of about `pieceLength` in the points' unit.
 * Throws if the trace is full.
 */
export function flattenStroke(
  points: Float64Array,
  corners: readonly boolean[],
  pieceLength: number,
  trace: PenTrace,
): void {
  append(trace, points[0] as number, points[1] as number, true);
  for (let k = 0; k + 1 < corners.length; k++) {
    const x0 = points[2 * k] as number;
    const y0 = points[2 * k + 1] as number;
    const dx = (points[2 * k + 2] as number) - x0;
    const dy = (points[2 * k + 3] as number) - y0;
    const span = Math.hypot(dx, dy);
    const from = chordDirection(points, corners, k);
    const to = chordDirection(points, corners, k + 1);
    const [mx, nx] = endTangents(dx, from && from[0] * span, to && to[0] * span);
    const [my, ny] = endTangents(dy, from && from[1] * span, to && to[1] * span);
    const pieces = Math.max(1, Math.round(span / pieceLength));
    for (let piece = 1; piece <= pieces; piece++) {
      const t = piece / pieces;
      const s = 1 - t;
      const toQ = t * t * (3 - 2 * t);
      const byM = t * s * s;
      const byN = -t * t * s;
      append(trace, x0 + toQ * dx + byM * mx + byN * nx, y0 + toQ * dy + byM * my + byN * ny, false);
    }
  }
}
