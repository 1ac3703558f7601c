/**
 * What a layer makes of the shape of its input: the arithmetic that page and engine share.
 * A shape is `[n]` for vectors, `[height, width, channels]` for maps.
 */
import type { ConvLayerSpec, LayerSpec, NetworkSpec } from './spec';

export type Shape = readonly number[];

/** Numbers in a row of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function isMap(shape: Shape): boolean {
  return shape.length === 3;
}

/** Positions of a kernel along a side of `length` pixels: ⌈length / stride⌉ or ⌊(length − kernel) / stride⌋ + 1. */
export function positionsAlong(
  length: number,
  { kernel, stride, padding }: Pick<ConvLayerSpec, 'kernel' | 'stride' | 'padding'>,
): number {
  return padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - kernel) / stride) + 1;
}

/** The shape after a layer, or a sentence on why it cannot stand there. */
export function shapeAfter(
  layer: LayerSpec,
  input: Shape,
): { readonly shape: Shape } | { readonly why: string } {
  const [height = 0, width = 0, channels = 0] = input;
  switch (layer.kind) {
    case 'dense':
      return { shape: [layer.units] };
    case 'flatten':
      return { shape: [sizeOf(input)] };
    case 'batchnorm':
    case 'dropout':
      return { shape: input };
    case 'conv2d': {
      if (!isMap(input)) return { why: 'a convolution needs pictures' };
      const shape = [positionsAlong(height, layer), positionsAlong(width, layer), layer.filters];
      if (shape.some((length) => length < 1)) {
        return { why: `a ${layer.kernel} × ${layer.kernel} kernel does not fit into ${height} × ${width}` };
      }
      return { shape };
    }
    case 'maxpool2d':
    case 'avgpool2d': {
      if (!isMap(input)) return { why: 'pooling needs pictures' };
      const { size } = layer;
      if (size > Math.min(height, width)) {
        return { why: `squares of ${size} × ${size} do not fit into ${height} × ${width}` };
      }
      return { shape: [Math.floor(height / size), Math.floor(width / size), channels] };
    }
  }
}

/** The shape before each layer and after the last one; shorter where a layer cannot stand. `[layers + 1]` */
export function shapesAlong({ input, layers }: NetworkSpec): readonly Shape[] {
  const shapes: Shape[] = [input];
  for (const layer of layers) {
    const after = shapeAfter(layer, shapes.at(-1) ?? input);
    if ('why' in after) break;
    shapes.push(after.shape);
  }
  return shapes;
}

/** Number of trained parameters of a layer on an input of this shape: weights and biases, or scales and shifts. */
export function parametersOf(layer: LayerSpec, input: Shape): number {
  if (layer.kind === 'dense') return (sizeOf(input) + 1) * layer.units;
  if (layer.kind === 'conv2d') return (layer.kernel ** 2 * (input.at(-1) ?? 0) + 1) * layer.filters;
  return layer.kind === 'batchnorm' ? 2 * (input.at(-1) ?? 0) : 0;
}

/** Number of trained parameters of a network. */
export function countParameters(network: NetworkSpec): number {
  const shapes = shapesAlong(network);
  return network.layers.reduce((count, layer, position) => {
    const input = shapes[position];
    return input === undefined ? count : count + parametersOf(layer, input);
  }, 0);
}
