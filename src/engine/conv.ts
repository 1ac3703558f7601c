/**
 * A convolution as a linear layer: W is `[kernel, kernel, channels in, filters]`, maps are `[rows, height, width, channels]`.
 *   apply             a[i, j] = Σ_{u,v} h[s i + u − p, s j + v − p] W[u, v]     p zeros at the top and left, s the stride
 *   transport         its adjoint: a convolution of δ, spread out by s, with the kernel turned by 180°
 *   gradient product  Σ_{i,j} h[s i + u − p, s j + v − p]ᵀ δ[i, j]: a convolution of h with δ as a kernel dilated by s
 * All three are the backend's forward convolution, which every backend has and does best; patches and a multiplication, or
 * the kernels for gradients, took 2 to 40 times as long on WebAssembly, which lacks one of the latter.
 */
import {
  conv2d,
  matMul,
  ones,
  pad,
  reshape,
  reverse,
  slice,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  transpose,
} from '@tensorflow/tfjs-core';
import { positionsAlong, type Shape } from '../spec/shapes';
import type { ConvLayerSpec } from '../spec/spec';
import { runOwn } from './kernels/own';
import { dense, type LinearOp } from './linear-op';

/** One side of a convolution: how it meets the map's edge, in pixels. */
interface Side {
  readonly length: number;
  readonly positions: number;
  /** Zeros before the first pixel. */
  readonly before: number;
  /** Zeros after the last pixel; negative where the last pixels are not reached. */
  readonly after: number;
}

function sideOf(length: number, spec: ConvLayerSpec): Side {
  const positions = positionsAlong(length, spec);
  const excess = (positions - 1) * spec.stride + spec.kernel - length;
  const before = spec.padding === 'same' ? Math.floor(Math.max(0, excess) / 2) : 0;
  return { length, positions, before, after: excess - before };
}

/** Adds zeros around a map, or cuts its last rows and columns where the numbers after are negative. */
function frame(map: Tensor4D, rows: readonly [number, number], columns: readonly [number, number]): Tensor4D {
  if ([...rows, ...columns].every((zeros) => zeros === 0)) return map;
  const [count, height, width, channels] = map.shape;
  const cut = slice(
    map,
    [0, 0, 0, 0],
    [count, height + Math.min(0, rows[1]), width + Math.min(0, columns[1]), channels],
  );
  return pad(cut, [
    [0, 0],
    [rows[0], Math.max(0, rows[1])],
    [columns[0], Math.max(0, columns[1])],
    [0, 0],
  ]);
}

/** stride − 1 zeros after every row and every column. `[rows, stride · height, stride · width, channels]` */
function spread(map: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return map;
  const [count, height, width, channels] = map.shape;
  const widened = pad(reshape(map, [count * height, width, 1, channels]), [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  const heightened = pad(reshape(widened, [count, height, 1, width * stride * channels]), [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  return reshape(heightened, [count, height * stride, width * stride, channels]);
}

/** The linear map of a convolution on maps `[height, width, channels]`. Its deltas are maps too. */
export function convolution(spec: ConvLayerSpec, [height = 0, width = 0]: Shape): LinearOp {
  const { kernel, stride } = spec;
  const [down, across] = [sideOf(height, spec), sideOf(width, spec)];
  /** Every pixel that the kernel reaches, zeros where there is none, and no other. */
  const framed = (h: Tensor): Tensor4D =>
    frame(h as Tensor4D, [down.before, down.after], [across.before, across.after]);
  /** Zeros that a turned kernel needs around a spread-out delta so that it meets every pixel of the map. */
  const around = ({ length, positions, before }: Side): readonly [number, number] => [
    kernel - 1 - before,
    length + before - positions * stride,
  ];
  /** A kernel that stands in one place only is a dense layer; its turned one would meet mostly zeros. */
  const isCovering = [down, across].every(({ positions, before }) => positions === 1 && before === 0);
  const transportToAll = (delta: Tensor, B: Tensor): Tensor => {
    const flat = reshape(B, [-1, spec.filters]); // [u · v · channels, filters]
    const reached = dense.transport(reshape(delta, [-1, spec.filters]), flat); // [rows, u · v · channels]
    const map = reshape(reached, [-1, kernel, kernel, B.shape[2] ?? 1]) as Tensor4D;
    return frame(map, [0, height - kernel], [0, width - kernel]); // [rows, height, width, channels]
  };
  const window = {
    stride,
    top: down.before,
    left: across.before,
    height,
    width,
    down: down.positions,
    across: across.positions,
  };
  return {
    layerKernel: { name: 'LabConv', attributes: { window } },
    // Framed here: WebAssembly's own `same` is wrong where the kernel is smaller than the stride.
    apply: (h, W) => conv2d(framed(h), W as Tensor4D, stride, 'valid'), // [rows, i, j, filters]
    transport(delta, B) {
      if (isCovering) return transportToAll(delta, B);
      const own = runOwn('LabConvTransport', { delta, B }, { window });
      if (own) return own[0];
      const spreadOut = frame(spread(delta as Tensor4D, stride), around(down), around(across));
      const turned = transpose(reverse(B as Tensor4D, [0, 1]), [0, 1, 3, 2]); // [u, v, filters, channels]
      return conv2d(spreadOut, turned, 1, 'valid'); // [rows, height, width, channels]
    },
    gradientProduct(h, delta) {
      const own = runOwn('LabConvGradient', { h, delta }, { window, kernel });
      if (own) return own[0];
      const channelsFirst = transpose(framed(h), [3, 1, 2, 0]); // [channels, height, width, rows]
      const asKernel = transpose(delta as Tensor4D, [1, 2, 0, 3]); // [i, j, rows, filters]
      const product = conv2d(channelsFirst, asKernel, 1, 'valid', 'NHWC', stride); // [channels, u, v, filters]
      return transpose(product, [1, 2, 0, 3]); // [u, v, channels, filters]
    },
    // Σ over rows and positions of δ, as 1ᵀ δ: columns of a tall matrix are added ten times faster so
    biasSum(delta) {
      const own = runOwn('LabBiasSum', { delta });
      if (own) return own[0];
      const flat = reshape(delta, [-1, spec.filters]) as Tensor2D; // [rows · i · j, filters]
      return reshape(matMul(ones([1, flat.shape[0]]), flat), [spec.filters]); // [filters]
    },
  };
}
