/**
 * Which part of a layer's weights is on the page shown, and how large its cells are.
 */
import type { CellSize } from '../../charts/signed-map';
import { type TileLayout, tileLayout } from '../../charts/tiles';
import type { Shape } from '../../spec/shapes';
import { type MatrixBlock, matrixBlocks, type PictureShape } from './layer-pictures';

/** CSS pixels, and CSS pixels per design pixel. */
export interface MapRoom {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly devicePixelRatio: number;
}

export type WeightPage =
  | { readonly kind: 'pictures'; readonly layout: TileLayout; readonly pages: number; readonly words: string }
  | {
      readonly kind: 'matrix';
      readonly block: MatrixBlock;
      readonly cell: CellSize;
      readonly pages: number;
      readonly words: string;
    };

/** Design pixels: the largest cell of a matrix. */
const LARGEST_CELL = 12;

const span = (noun: string, [first, last]: readonly [number, number], of: number): string =>
  `${noun} ${first + 1}–${last} of ${of}`;

/** Pictures of a layer on a page (from 0). */
export function picturePage(tiles: PictureShape, room: MapRoom, page: number, noun: string): WeightPage {
  const layout = tileLayout({ ...room, tiles, room, page });
  const { pages, first, shown } = layout;
  return { kind: 'pictures', layout, pages, words: span(noun, [first, first + shown], tiles.count) };
}

/** A matrix `[inputs, units]`, or as much of it as there are pixels for. */
export function matrixPage(shape: Shape, room: MapRoom, page: number): WeightPage {
  const [inputs = 1, units = 1] = shape;
  const wide = Math.floor(room.width * room.devicePixelRatio);
  const high = Math.floor(room.height * room.devicePixelRatio);
  const most = Math.floor(LARGEST_CELL * room.unit * room.devicePixelRatio);
  const side = Math.max(1, Math.min(most, Math.floor(wide / inputs)));
  // Few inputs would make tall cells needlessly large; many units get low ones.
  const height = Math.max(1, Math.min(side, Math.floor(high / units)));
  const blocks = matrixBlocks(shape, {
    units: Math.max(1, Math.floor(high / height)),
    inputs: Math.max(1, Math.floor(wide / side)),
  });
  const block = blocks[Math.min(page, blocks.length - 1)] ?? { units: [0, units], inputs: [0, inputs] };
  const parts = [span('Units', block.units, units), span('inputs', block.inputs, inputs)];
  return {
    kind: 'matrix',
    block,
    cell: { width: side, height },
    pages: blocks.length,
    words: parts.join(', '),
  };
}
