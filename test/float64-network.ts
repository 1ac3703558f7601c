/**
 * A network in double precision with plain loops, straight from the equations: nothing of the engine is used here.
 * Rows are flat arrays; a map's numbers stand row by row, the channels of a position together.
 */

export type Rows = readonly Float64Array[];

export type FlatLayer =
  | { kind: 'dense'; units: number; activation: Phi }
  | {
      kind: 'conv2d';
      filters: number;
      kernel: number;
      stride: number;
      padding: 'same' | 'valid';
      activation: Phi;
    }
  | { kind: 'maxpool2d' | 'avgpool2d'; size: number }
  | { kind: 'flatten' };

export type Phi = 'linear' | 'relu' | 'tanh' | 'sigmoid';

const PHI: Record<Phi, [(a: number) => number, (a: number) => number]> = {
  linear: [(a) => a, () => 1],
  relu: [(a) => (a > 0 ? a : 0), (a) => (a > 0 ? 1 : 0)],
  tanh: [Math.tanh, (a) => 1 - Math.tanh(a) ** 2],
  sigmoid: [(a) => 1 / (1 + Math.exp(-a)), (a) => Math.exp(-a) / (1 + Math.exp(-a)) ** 2],
};

export const phi = (id: Phi, a: number): number => PHI[id][0](a);
export const slope = (id: Phi, a: number): number => PHI[id][1](a);

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

/** One pixel of the input and one entry of the kernel that meet in one output: places in the flat arrays. */
type Meeting = (input: number, weight: number, output: number) => void;

/** Every pair of input and weight that a linear layer multiplies, and the output that the product is added to. */
export function eachProduct(layer: FlatLayer, input: readonly number[], visit: Meeting): void {
  if (layer.kind === 'dense') {
    const inputs = sizeOf(input);
    for (let i = 0; i < inputs; i++) for (let j = 0; j < layer.units; j++) visit(i, i * layer.units + j, j);
    return;
  }
  if (layer.kind !== 'conv2d') throw new Error(`${layer.kind} multiplies nothing`);
  const [height = 0, width = 0, channels = 0] = input;
  const { kernel, stride, filters } = layer;
  const [rows = 0, columns = 0] = shapeAfter(layer, input);
  const top = zerosBefore(layer, height, rows);
  const left = zerosBefore(layer, width, columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let u = 0; u < kernel; u++)
        for (let v = 0; v < kernel; v++) {
          const [y, x] = [i * stride + u - top, j * stride + v - left];
          if (y < 0 || y >= height || x < 0 || x >= width) continue;
          for (let c = 0; c < channels; c++)
            for (let f = 0; f < filters; f++)
              visit(
                (y * width + x) * channels + c,
                ((u * kernel + v) * channels + c) * filters + f,
                (i * columns + j) * filters + f,
              );
        }
}

function zerosBefore(
  { padding, kernel, stride }: Extract<FlatLayer, { kind: 'conv2d' }>,
  length: number,
  positions: number,
): number {
  if (padding === 'valid') return 0;
  return Math.floor(Math.max(0, (positions - 1) * stride + kernel - length) / 2);
}

export function shapeAfter(layer: FlatLayer, input: readonly number[]): number[] {
  const [height = 0, width = 0, channels = 0] = input;
  switch (layer.kind) {
    case 'dense':
      return [layer.units];
    case 'flatten':
      return [sizeOf(input)];
    case 'conv2d': {
      const along = (length: number): number =>
        layer.padding === 'same'
          ? Math.ceil(length / layer.stride)
          : Math.floor((length - layer.kernel) / layer.stride) + 1;
      return [along(height), along(width), layer.filters];
    }
    default:
      return [Math.floor(height / layer.size), Math.floor(width / layer.size), channels];
  }
}

/** For each output of a pooling layer, the inputs that it gives its error to and the share of each. */
export function poolShares(
  layer: Extract<FlatLayer, { size: number }>,
  input: readonly number[],
  row: Float64Array,
): { value: number; shares: [number, number][] }[] {
  const [, width = 0] = input;
  const [rows = 0, columns = 0, channels = 0] = shapeAfter(layer, input);
  const { size } = layer;
  const outputs: { value: number; shares: [number, number][] }[] = [];
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let c = 0; c < channels; c++) {
        const places: number[] = [];
        for (let u = 0; u < size; u++)
          for (let v = 0; v < size; v++) places.push(((i * size + u) * width + j * size + v) * channels + c);
        const values = places.map((place) => row[place] ?? Number.NaN);
        if (layer.kind === 'avgpool2d') {
          const share = 1 / size ** 2;
          outputs.push({
            value: values.reduce((sum, value) => sum + value, 0) * share,
            shares: places.map((place) => [place, share]),
          });
        } else {
          const value = Math.max(...values);
          outputs.push({ value, shares: [[places[values.indexOf(value)] ?? 0, 1]] });
        }
      }
  return outputs;
}
