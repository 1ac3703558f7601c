/**
 * The narrowest layer of an autoencoder, and its activity as a small block.
 */
import type { CellSize, SignedMatrix } from '../../charts/signed-map';
import { wrapVector } from '../../charts/signed-map';
import type { DatasetShape } from '../../spec/dataset';
import { isParametric } from '../../spec/layers';
import { shapesAlong, sizeOf } from '../../spec/shapes';
import { type ExperimentSpec, networkOf } from '../../spec/spec';

/** The first of the narrowest layers below the output (from 1), or null without hidden layers. */
export function bottleneckLayer(spec: ExperimentSpec, data: DatasetShape): number | null {
  const network = networkOf(spec, data);
  const shapes = shapesAlong(network);
  const sizes = network.layers
    .flatMap((layer, place) => (isParametric(layer) ? [sizeOf(shapes[place + 1] ?? [])] : []))
    .slice(0, -1);
  const at = sizes.indexOf(Math.min(...sizes));
  return at < 0 ? null : at + 1;
}

/** A code as a block twice as wide as high. */
export function codeMatrix(code: Float32Array, max: number): SignedMatrix {
  return wrapVector(code, Math.max(1, Math.ceil(Math.sqrt(2 * code.length))), max);
}

/** The cell with which a block of `columns` fits `widthPx` CSS pixels; device pixels. */
export function codeCell(columns: number, widthPx: number, devicePixelRatio: number): CellSize {
  const side = Math.max(1, Math.floor((widthPx * devicePixelRatio) / columns));
  return { width: side, height: side };
}
