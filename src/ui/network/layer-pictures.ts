/**
 * What the numbers of a layer look like: kernels and receptive fields as small pictures, everything else as a matrix.
 */
import { largestMagnitude, type SignedMatrix } from '../../charts/signed-map';
import type { TileSet } from '../../charts/tiles';
import type { DatasetShape } from '../../spec/dataset';
import { isParametric } from '../../spec/layers';
import { isMap, type Shape, shapesAlong } from '../../spec/shapes';
import { type ExperimentSpec, networkOf } from '../../spec/spec';
import type { ShapedValues } from '../../store/run-state';

/** The pictures that a layer's weights consist of. */
export interface PictureShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Filters of a convolution, units of a dense layer. */
  readonly count: number;
}

/** What is shown of the channels: one of them (from 0), the norm over all, or all three as red, green and blue. */
export type Depth = number | 'norm' | 'colour';

/**
 * The pictures of layer l (from 1): kernels of a convolution, receptive fields of a dense layer whose input is a picture or
 * a flattened map. Null where weights have no such order.
 */
export function pictureShape(spec: ExperimentSpec, data: DatasetShape, layer: number): PictureShape | null {
  const network = networkOf(spec, data);
  const places = network.layers.flatMap((each, place) => (isParametric(each) ? [place] : []));
  const place = places[layer - 1];
  const given = place === undefined ? undefined : network.layers[place];
  if (place === undefined || !given || !isParametric(given)) return null;
  const shapes = shapesAlong(network);
  const at = network.layers[place - 1]?.kind === 'flatten' ? place - 1 : place;
  const [height = 0, width = 0, channels = 0] = isMap(shapes[at] ?? []) ? (shapes[at] ?? []) : [];
  if (height === 0) return null;
  if (given.kind === 'conv2d')
    return { height: given.kernel, width: given.kernel, channels, count: given.filters };
  return height * width > 1 ? { height, width, channels, count: given.units } : null;
}

/**
 * The pictures that direct feedback `[n_l, n_L]` into a layer of maps consists of: the layer's own map, once for every output.
 * Null for vectors, and where the numbers are not one per unit.
 */
export function directShape(
  spec: ExperimentSpec,
  data: DatasetShape,
  { layer, rows }: { readonly layer: number; readonly rows: number },
): PictureShape | null {
  const network = networkOf(spec, data);
  const places = network.layers.flatMap((each, place) => (isParametric(each) ? [place] : []));
  const shapes = shapesAlong(network);
  const map = shapes[(places[layer - 1] ?? -2) + 1] ?? [];
  if (!isMap(map)) return null;
  const [height = 0, width = 0, channels = 0] = map;
  return height * width * channels === rows
    ? { height, width, channels, count: shapes.at(-1)?.[0] ?? 0 }
    : null;
}

/** How the channels of layer l are shown at first. */
export function firstDepth({ channels }: PictureShape, layer: number): Depth {
  if (channels === 1) return 0;
  return layer === 1 && channels === 3 ? 'colour' : 'norm';
}

/**
 * Weights `[height, width, channels, count]`, or the same flattened to `[inputs, count]`, as pictures with one range.
 * Painted entries are marked where the channel that they belong to is shown.
 */
export function weightTiles(
  { values }: ShapedValues,
  shape: PictureShape,
  depth: Depth,
  painted?: ReadonlyMap<number, number>,
): TileSet {
  const { height, width, channels, count } = shape;
  const placeOf = (tile: number, position: number, channel: number): number =>
    (position * channels + channel) * count + tile;
  const weight = (tile: number, position: number, channel: number): number =>
    values[placeOf(tile, position, channel)] ?? Number.NaN;
  const seen = typeof depth === 'number' ? [depth] : Array.from({ length: channels }, (_, each) => each);
  const norm = (tile: number, position: number): number => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += weight(tile, position, channel) ** 2;
    return Math.sqrt(sum);
  };
  const shown = (tile: number, position: number, channel: number): number => {
    if (depth === 'norm') return norm(tile, position);
    return weight(tile, position, depth === 'colour' ? channel : depth);
  };
  let max = 0;
  for (let position = 0; position < height * width; position++)
    for (let channel = 0; channel < (depth === 'colour' ? 3 : 1); channel++)
      for (let tile = 0; tile < count; tile++) {
        const size = Math.abs(shown(tile, position, channel));
        if (size > max && Number.isFinite(size)) max = size;
      }
  return {
    count,
    height,
    width,
    channels: depth === 'colour' ? 3 : 1,
    valueAt: (tile, y, x, channel) => shown(tile, y * width + x, channel),
    maxOf: () => max,
    ...(painted &&
      painted.size > 0 && {
        isMarked: (tile, y, x) => seen.some((each) => painted.has(placeOf(tile, y * width + x, each))),
      }),
  };
}

/** A part of a matrix: units and inputs from … to, exclusive. */
export interface MatrixBlock {
  readonly units: readonly [number, number];
  readonly inputs: readonly [number, number];
}

/** Blocks of at most `most` units and inputs, so that no cell is smaller than a pixel. */
export function matrixBlocks(
  [inputs = 0, units = 0]: Shape,
  most: { readonly units: number; readonly inputs: number },
): MatrixBlock[] {
  const parts = (length: number, step: number): (readonly [number, number])[] =>
    Array.from({ length: Math.ceil(length / step) }, (_, part) => [
      part * step,
      Math.min(length, (part + 1) * step),
    ]);
  return parts(units, most.units).flatMap((rows) =>
    parts(inputs, most.inputs).map((columns) => ({ units: rows, inputs: columns })),
  );
}

/** A block of weights `[inputs, units]` with a row per unit; the range is that of all weights. Painted entries are marked. */
export function weightMatrix(
  { shape, values }: ShapedValues,
  block: MatrixBlock,
  painted?: ReadonlyMap<number, number>,
): SignedMatrix {
  const count = shape.at(-1) ?? 1;
  const [firstUnit, lastUnit] = block.units;
  const [firstInput, lastInput] = block.inputs;
  const placeOf = (row: number, column: number): number => (firstInput + column) * count + firstUnit + row;
  return {
    rows: lastUnit - firstUnit,
    columns: lastInput - firstInput,
    valueAt: (row, column) => values[placeOf(row, column)],
    max: largestMagnitude(values),
    ...(painted && { isMarked: (row, column) => painted.has(placeOf(row, column)) }),
  };
}

/** Feature maps `[1, height, width, count]` as pictures, with one range or each with its own; null for vectors. */
export function activationTiles({ shape, values }: ShapedValues, isEachOwn: boolean): TileSet | null {
  const [, height = 0, width = 0, count = 0] = shape;
  if (shape.length !== 4 || height * width === 1) return null;
  const value = (tile: number, position: number): number => values[position * count + tile] ?? Number.NaN;
  const all = largestMagnitude(values);
  const own = Array.from({ length: count }, (_, tile) =>
    largestMagnitude(Array.from({ length: height * width }, (_each, position) => value(tile, position))),
  );
  return {
    count,
    height,
    width,
    channels: 1,
    valueAt: (tile, y, x) => value(tile, y * width + x),
    maxOf: (tile) => (isEachOwn ? (own[tile] ?? 0) : all),
  };
}
