/**
 * Convolutions and pooling of maps [rows, height, width, channels], one picture at a time, without patches: a run of
 * `kernel · channels` numbers of a map's row is a run of a patch, so the products of products.ts read the map itself.
 */
import { getSome, putSome } from './lanes';
import { applyLine, gradientLines } from './products';

/** Writes pixels of `bytes` bytes into a frame, `stride` pixels apart, from (top, left) on; what falls outside is left out. */
function place(
  map: usize,
  height: i32,
  width: i32,
  bytes: usize,
  stride: i32,
  top: i32,
  left: i32,
  frame: usize,
  frameHeight: i32,
  frameWidth: i32,
): void {
  for (let i = 0; i < height; i++) {
    const row = top + i * stride;
    if (row < 0 || row >= frameHeight) continue;
    const source = map + <usize>(i * width) * bytes;
    const target = frame + <usize>(row * frameWidth) * bytes;
    if (stride === 1) {
      const skip = max(0, -left),
        reach = min(width, frameWidth - left);
      if (reach > skip)
        memory.copy(
          target + <usize>(left + skip) * bytes,
          source + <usize>skip * bytes,
          <usize>(reach - skip) * bytes,
        );
    } else {
      for (let j = 0; j < width; j++) {
        const column = left + j * stride;
        if (column >= 0 && column < frameWidth)
          memory.copy(target + <usize>column * bytes, source + <usize>j * bytes, bytes);
      }
    }
  }
}

/** a = h ∗ W. W [kernel, kernel, channels, filters], out [rows, down, across, filters]; scratch: one framed picture. */
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
  for (let row = 0; row < rows; row++, h += picture) {
    if (!isFramed) place(h, height, width, pixel, 1, top, left, scratch, frameHeight, frameWidth);
    let a = isFramed ? h : scratch;
    for (let i = 0; i < down; i++, a += <usize>stride * line, out += <usize>across * place4) {
      applyLine(
        a,
        across,
        <usize>stride * pixel,
        kernel,
        <usize>kernel * pixel,
        line,
        W,
        place4,
        filters,
        out,
        place4,
      );
    }
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
    if (!isFramed) place(h, height, width, pixel, 1, top, left, scratch, frameHeight, frameWidth);
    const a = isFramed ? h : scratch;
    for (let u = 0; u < kernel; u++) {
      gradientLines(
        a + <usize>u * line,
        kernel * channels,
        <usize>stride * pixel,
        down,
        across,
        <usize>stride * line,
        delta,
        filters,
        out + <usize>(u * kernel * channels) * place4,
        row > 0,
      );
    }
  }
}

/**
 * The adjoint of `convolve`: out [rows, height, width, channels] = δ, spread out by the stride, ∗ B turned by 180°.
 * Scratch: the turned B, then one spread-out picture of (height + kernel − 1)(width + kernel − 1) filters.
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
  scratch: usize,
): void {
  const pixel = (<usize>channels) << 2,
    place4 = (<usize>filters) << 2;
  const places = kernel * kernel;
  for (let at = 0; at < places; at++) {
    const from = B + <usize>at * pixel * <usize>filters,
      to = scratch + <usize>(places - 1 - at) * pixel * <usize>filters;
    for (let c = 0; c < channels; c++) {
      for (let f = 0; f < filters; f++)
        store<f32>(
          to + ((<usize>(f * channels + c)) << 2),
          load<f32>(from + ((<usize>(c * filters + f)) << 2)),
        );
    }
  }
  const frame = scratch + <usize>places * pixel * <usize>filters;
  const frameHeight = height + kernel - 1,
    frameWidth = width + kernel - 1;
  const line = <usize>frameWidth * place4;
  memory.fill(frame, 0, <usize>frameHeight * line);
  for (let row = 0; row < rows; row++, delta += <usize>(down * across) * place4) {
    place(
      delta,
      down,
      across,
      place4,
      stride,
      kernel - 1 - top,
      kernel - 1 - left,
      frame,
      frameHeight,
      frameWidth,
    );
    for (let i = 0; i < height; i++, out += <usize>width * pixel) {
      applyLine(
        frame + <usize>i * line,
        width,
        place4,
        kernel,
        <usize>kernel * place4,
        line,
        scratch,
        pixel,
        channels,
        out,
        pixel,
      );
    }
  }
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
          let value = getSome(corner + at, left);
          for (let place = 1; place < size * size; place++) {
            const next = getSome(
              corner + at + <usize>(place / size) * line + <usize>(place % size) * pixel,
              left,
            );
            value = isMax ? f32x4.max(value, next) : f32x4.add(value, next);
          }
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
  if (down * size !== height || across * size !== width) memory.fill(out, 0, <usize>(rows * height) * line);
  for (let row = 0; row < rows; row++, h += <usize>height * line, out += <usize>height * line) {
    for (let i = 0; i < down; i++) {
      for (let j = 0; j < across; j++, error += pixel) {
        const corner = <usize>(i * size) * line + <usize>(j * size) * pixel;
        for (let at: usize = 0; at < pixel; at += 16) {
          const left = pixel - at;
          const given = getSome(error + at, left);
          if (!isMax) {
            const each = f32x4.mul(given, share);
            for (let place = 0; place < size * size; place++)
              putSome(
                out + corner + at + <usize>(place / size) * line + <usize>(place % size) * pixel,
                each,
                left,
              );
            continue;
          }
          let top = getSome(h + corner + at, left);
          for (let place = 1; place < size * size; place++)
            top = f32x4.max(
              top,
              getSome(h + corner + at + <usize>(place / size) * line + <usize>(place % size) * pixel, left),
            );
          let open = i32x4.splat(-1);
          for (let place = 0; place < size * size; place++) {
            const offset = corner + at + <usize>(place / size) * line + <usize>(place % size) * pixel;
            const isFirst = v128.and(f32x4.eq(getSome(h + offset, left), top), open);
            putSome(out + offset, v128.and(given, isFirst), left);
            open = v128.andnot(open, isFirst);
          }
        }
      }
    }
  }
}
