/**
 * Convolutions and pooling of maps [rows, height, width, channels], one picture at a time, without patches: a run of
 * `kernel · channels` numbers of a map's row is a run of a patch, so the products of products.ts read the map itself.
 */
import { getSome, putSome } from './lanes';
import { finishLayer } from './layer';
import { applyRows, gradientLines } from './products';

/** Writes a map into a frame from (top, left) on; what falls outside is left out. */
function place(
  map: usize,
  height: i32,
  width: i32,
  pixel: usize,
  top: i32,
  left: i32,
  frame: usize,
  frameHeight: i32,
  frameWidth: i32,
): void {
  const reach = min(width, frameWidth - left);
  for (let i = 0; i < min(height, frameHeight - top); i++) {
    const target = frame + <usize>((i + top) * frameWidth + left) * pixel;
    memory.copy(target, map + <usize>(i * width) * pixel, <usize>reach * pixel);
  }
}

/**
 * a = h ∗ W + b and φ(a), unless φ is the identity: W [kernel, kernel, channels, filters], both [rows, down, across, filters].
 * Every picture is finished while it is near. Scratch: one framed picture.
 */
export function convolve(
  h: usize,
  rows: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  stride: i32,
  top: i32,
  left: i32,
  W: usize,
  b: usize,
  filters: i32,
  a: usize,
  activated: usize,
  activation: i32,
  down: i32,
  across: i32,
  scratch: usize,
): void {
  const pixel = (<usize>channels) << 2,
    place4 = (<usize>filters) << 2;
  const frameHeight = (down - 1) * stride + kernel,
    frameWidth = (across - 1) * stride + kernel;
  const line = <usize>frameWidth * pixel,
    picture = <usize>(height * width) * pixel;
  const isFramed = frameHeight === height && frameWidth === width;
  if (!isFramed) memory.fill(scratch, 0, <usize>frameHeight * line);
  const places = down * across;
  const made = <usize>places * place4;
  for (let row = 0; row < rows; row++, h += picture, a += made, activated += made) {
    if (!isFramed) place(h, height, width, pixel, top, left, scratch, frameHeight, frameWidth);
    applyRows(
      isFramed ? h : scratch,
      places,
      across,
      <usize>stride * pixel,
      <usize>stride * line,
      kernel,
      <usize>kernel * pixel,
      line,
      W,
      place4,
      filters,
      a,
      place4,
    );
    finishLayer(a, b, activated, places, filters, activation);
  }
}

/** out of W's shape: Σ over rows and positions of the patch of h times δ [rows, down, across, filters]. */
export function convolveGradient(
  h: usize,
  rows: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  stride: i32,
  top: i32,
  left: i32,
  delta: usize,
  filters: i32,
  out: usize,
  down: i32,
  across: i32,
  scratch: usize,
): void {
  const pixel = (<usize>channels) << 2,
    place4 = (<usize>filters) << 2;
  const frameHeight = (down - 1) * stride + kernel,
    frameWidth = (across - 1) * stride + kernel;
  const line = <usize>frameWidth * pixel,
    picture = <usize>(height * width) * pixel;
  const isFramed = frameHeight === height && frameWidth === width;
  if (!isFramed) memory.fill(scratch, 0, <usize>frameHeight * line);
  for (let row = 0; row < rows; row++, h += picture, delta += <usize>(down * across) * place4) {
    if (!isFramed) place(h, height, width, pixel, top, left, scratch, frameHeight, frameWidth);
    const a = isFramed ? h : scratch;
    gradientLines(
      a,
      kernel * kernel * channels,
      kernel * channels,
      line,
      <usize>stride * pixel,
      down,
      across,
      <usize>stride * line,
      delta,
      filters,
      out,
      row > 0,
    );
  }
}

/** target += source, `bytes` of them. */
function addTo(target: usize, source: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at;
    putSome(target + at, f32x4.add(getSome(target + at, left), getSome(source + at, left)), left);
  }
}

/**
 * The adjoint of `convolve`: every position's δ brings δ Bᵀ to its patch; out [rows, height, width, channels] is their sum.
 * Scratch: Bᵀ, the patches of `lines` lines, one framed picture.
 */
export function convolveBack(
  delta: usize,
  rows: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernel: i32,
  stride: i32,
  top: i32,
  left: i32,
  B: usize,
  filters: i32,
  out: usize,
  down: i32,
  across: i32,
  lines: i32,
  scratch: usize,
): void {
  const pixel = (<usize>channels) << 2,
    place4 = (<usize>filters) << 2;
  const patch = kernel * kernel * channels,
    run = <usize>kernel * pixel,
    patchBytes = (<usize>patch) << 2;
  for (let at = 0; at < patch; at++) {
    for (let f = 0; f < filters; f++) {
      store<f32>(
        scratch + ((<usize>(f * patch + at)) << 2),
        load<f32>(B + ((<usize>(at * filters + f)) << 2)),
      );
    }
  }
  const patches = scratch + patchBytes * <usize>filters;
  const frame = patches + patchBytes * <usize>(lines * across);
  const frameHeight = (down - 1) * stride + kernel,
    frameWidth = (across - 1) * stride + kernel;
  const line = <usize>frameWidth * pixel,
    picture = <usize>(height * width) * pixel;
  const isFramed = frameHeight === height && frameWidth === width;
  for (let row = 0; row < rows; row++, out += picture) {
    const map = isFramed ? out : frame;
    memory.fill(map, 0, <usize>frameHeight * line);
    for (let i = 0; i < down; i += lines) {
      const count = min(lines, down - i) * across;
      applyRows(
        delta,
        count,
        count,
        place4,
        0,
        1,
        place4,
        0,
        scratch,
        patchBytes,
        patch,
        patches,
        patchBytes,
      );
      delta += <usize>count * place4;
      let source = patches;
      for (let at = 0; at < count; at++) {
        let target =
          map + <usize>((i + at / across) * stride) * line + <usize>((at % across) * stride) * pixel;
        for (let u = 0; u < kernel; u++, target += line, source += run) addTo(target, source, run);
      }
    }
    if (!isFramed) unframe(frame, frameHeight, frameWidth, pixel, top, left, out, height, width);
  }
}

/** The part of a frame that is the map, from (top, left) on; zeros where the frame ends before it. */
function unframe(
  frame: usize,
  frameHeight: i32,
  frameWidth: i32,
  pixel: usize,
  top: i32,
  left: i32,
  map: usize,
  height: i32,
  width: i32,
): void {
  const reach = min(width, frameWidth - left);
  if (reach < width || frameHeight - top < height) memory.fill(map, 0, <usize>(height * width) * pixel);
  for (let i = 0; i < min(height, frameHeight - top); i++) {
    const source = frame + <usize>((i + top) * frameWidth + left) * pixel;
    memory.copy(map + <usize>(i * width) * pixel, source, <usize>reach * pixel);
  }
}

/** Largest of four numbers at a time, or their sum, over a square of size² pixels, lines `line` bytes apart. */
function gather(corner: usize, size: i32, pixel: usize, line: usize, left: usize, isMax: bool): v128 {
  let value = getSome(corner, left);
  for (let v = 1; v < size; v++) value = merge(value, getSome(corner + <usize>v * pixel, left), isMax);
  for (let u = 1; u < size; u++) {
    const start = corner + <usize>u * line;
    for (let v = 0; v < size; v++) value = merge(value, getSome(start + <usize>v * pixel, left), isMax);
  }
  return value;
}

function merge(value: v128, next: v128, isMax: bool): v128 {
  return isMax ? f32x4.max(value, next) : f32x4.add(value, next);
}

/** Largest or mean of every square of size² pixels; left-over rows and columns are dropped. */
export function pool(
  h: usize,
  rows: i32,
  height: i32,
  width: i32,
  channels: i32,
  size: i32,
  isMax: bool,
  out: usize,
): void {
  const pixel = (<usize>channels) << 2,
    line = <usize>width * pixel;
  const down = height / size,
    across = width / size;
  const share = f32x4.splat(1 / <f32>(size * size));
  for (let row = 0; row < rows; row++, h += <usize>height * line) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++, out += pixel) {
        const corner = h + <usize>(i * size) * line + <usize>(j * size) * pixel;
        for (let at: usize = 0; at < pixel; at += 16) {
          const left = pixel - at;
          const value = gather(corner + at, size, pixel, line, left, isMax);
          putSome(out + at, isMax ? value : f32x4.mul(value, share), left);
        }
      }
    }
  }
}

/** The adjoint at h: the mean's error to all alike, the maximum's to the first largest in row-major order. */
export function poolBack(
  error: usize,
  h: usize,
  rows: i32,
  height: i32,
  width: i32,
  channels: i32,
  size: i32,
  isMax: bool,
  out: usize,
): void {
  const pixel = (<usize>channels) << 2,
    line = <usize>width * pixel;
  const down = height / size,
    across = width / size;
  const share = f32x4.splat(1 / <f32>(size * size));
  if (down * size !== height || across * size !== width) {
    memory.fill(out, 0, <usize>(rows * height) * line);
  }
  for (let row = 0; row < rows; row++, h += <usize>height * line, out += <usize>height * line) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++, error += pixel) {
        const corner = <usize>(i * size) * line + <usize>(j * size) * pixel;
        for (let at: usize = 0; at < pixel; at += 16) {
          const left = pixel - at;
          const given = getSome(error + at, left);
          const top = isMax ? gather(h + corner + at, size, pixel, line, left, true) : given;
          let open = i32x4.splat(-1);
          for (let u = 0; u < size; u++) {
            const start = corner + at + <usize>u * line;
            for (let v = 0; v < size; v++) {
              const offset = start + <usize>v * pixel;
              if (isMax) {
                const isFirst = v128.and(f32x4.eq(getSome(h + offset, left), top), open);
                putSome(out + offset, v128.and(given, isFirst), left);
                open = v128.andnot(open, isFirst);
              } else {
                putSome(out + offset, f32x4.mul(given, share), left);
              }
            }
          }
        }
      }
    }
  }
}
