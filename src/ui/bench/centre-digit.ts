/**
 * A hand drawing made to look like a test image: its ink is cut out, scaled so that the longer side is 20 pixels,
 * and placed with its centre of mass in the middle of 28 × 28, as the digits of MNIST are.
 * LeCun, Bottou, Bengio, Haffner (1998), Gradient-based learning applied to document recognition, Proc. IEEE 86.
 */

const EDGE = 28;
const LONGER_SIDE = 20;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** The smallest square around the ink, centred on its bounding box; null without ink. */
function inkBox(ink: Float32Array, size: number): Box | null {
  let left = size;
  let right = -1;
  let top = size;
  let bottom = -1;
  ink.forEach((value, index) => {
    if (value < 0.1) return;
    const x = index % size;
    const y = Math.floor(index / size);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  if (right < 0) return null;
  const width = right - left + 1;
  const height = bottom - top + 1;
  const side = Math.max(width, height);
  return { left: left - (side - width) / 2, top: top - (side - height) / 2, side };
}

/** Mean ink of the drawing over a rectangle, 0 outside. */
function meanOver(
  ink: Float32Array,
  size: number,
  [x0, y0, edge]: readonly [number, number, number],
): number {
  let sum = 0;
  const samples = 4;
  for (let a = 0; a < samples; a++) {
    for (let b = 0; b < samples; b++) {
      const x = Math.floor(x0 + ((a + 0.5) / samples) * edge);
      const y = Math.floor(y0 + ((b + 0.5) / samples) * edge);
      if (x >= 0 && y >= 0 && x < size && y < size) sum += ink[y * size + x] ?? 0;
    }
  }
  return sum / samples ** 2;
}

/** Ink 0–1 on a square of `size` pixels to `[28, 28]` row-major, 0–1; null for an empty drawing. */
export function centreDigit(ink: Float32Array, size: number): Float32Array | null {
  const box = inkBox(ink, size);
  if (!box) return null;
  const pixel = box.side / LONGER_SIDE;
  const sample = (offsetX: number, offsetY: number): Float32Array => {
    const out = new Float32Array(EDGE * EDGE);
    for (let y = 0; y < EDGE; y++)
      for (let x = 0; x < EDGE; x++)
        out[y * EDGE + x] = meanOver(ink, size, [
          box.left + (x + offsetX) * pixel,
          box.top + (y + offsetY) * pixel,
          pixel,
        ]);
    return out;
  };
  const margin = (EDGE - LONGER_SIDE) / 2;
  const boxed = sample(-margin, -margin);
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  boxed.forEach((value, index) => {
    sum += value;
    sumX += value * ((index % EDGE) + 0.5);
    sumY += value * (Math.floor(index / EDGE) + 0.5);
  });
  if (sum === 0) return boxed;
  const limit = (shift: number): number => Math.max(-margin, Math.min(margin, shift));
  return sample(limit(sumX / sum - EDGE / 2) - margin, limit(sumY / sum - EDGE / 2) - margin);
}
