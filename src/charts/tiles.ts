/**
 * Many small pictures in a grid: learned filters, receptive fields, feature maps. Every number is a square of whole device
 * pixels; pictures of one channel use the signed map, pictures of three are red, green and blue around mid-grey:
 *   byte = 127.5 (1 + w / max)
 * What does not fit is on further pages, so that a cell never shrinks below what can be read.
 */
import { colourBytes } from './colour';
import { blankImage, fillRect, hatch, type PixelImage, type Rgb } from './pixels';
import { frameCell, signedColour } from './signed-map';
import type { Theme } from './theme';

export interface TileSet {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly valueAt: (tile: number, y: number, x: number, channel: number) => number;
  /** The end of a tile's colours. */
  readonly maxOf: (tile: number) => number;
  /** Squares with a frame around them. */
  readonly isMarked?: (tile: number, y: number, x: number) => boolean;
}

export interface TileRequest {
  readonly tiles: Pick<TileSet, 'count' | 'height' | 'width'>;
  /** CSS pixels. */
  readonly room: { readonly width: number; readonly height: number };
  /** Page wished for, from 0; the last one if there are fewer. */
  readonly page: number;
  readonly unit: number;
  readonly devicePixelRatio: number;
}

/** Lengths in device pixels. */
export interface TileLayout {
  readonly cell: number;
  readonly gap: number;
  readonly columns: number;
  readonly pages: number;
  readonly page: number;
  /** The tiles of the page: `first` … `first + shown − 1`. */
  readonly first: number;
  readonly shown: number;
  readonly width: number;
  readonly height: number;
}

/** Design pixels: the largest cell and tile, the smallest tile that can be read, the gap between tiles. */
const LARGEST_CELL = 8;
const LARGEST_TILE = 60;
const SMALLEST_TILE = 18;
const GAP = 4;

/** The largest cells with which all tiles fit on one page, else the smallest that can be read and several pages. */
export function tileLayout({ tiles, room, page, unit, devicePixelRatio }: TileRequest): TileLayout {
  const device = unit * devicePixelRatio;
  const gap = Math.max(1, Math.round(GAP * device));
  const side = Math.max(tiles.height, tiles.width);
  const most = Math.max(1, Math.floor(Math.min(LARGEST_CELL * device, (LARGEST_TILE * device) / side)));
  const least = Math.min(most, Math.max(1, Math.ceil((SMALLEST_TILE * device) / side)));
  const placesIn = (pixels: number, length: number, cell: number): number =>
    Math.max(1, Math.floor((pixels * devicePixelRatio + gap) / (length * cell + gap)));
  const perPage = (cell: number): number =>
    placesIn(room.width, tiles.width, cell) * placesIn(room.height, tiles.height, cell);
  let cell = most;
  while (cell > least && perPage(cell) < tiles.count) cell--;
  const columns = Math.min(tiles.count, placesIn(room.width, tiles.width, cell));
  const onPage = Math.min(tiles.count, perPage(cell));
  const pages = Math.max(1, Math.ceil(tiles.count / Math.max(1, onPage)));
  const shownPage = Math.min(Math.max(0, page), pages - 1);
  const first = shownPage * onPage;
  const rows = Math.ceil(onPage / Math.max(1, columns));
  return {
    cell,
    gap,
    columns,
    pages,
    page: shownPage,
    first,
    shown: Math.min(onPage, tiles.count - first),
    width: columns * (tiles.width * cell + gap) - gap,
    height: rows * (tiles.height * cell + gap) - gap,
  };
}

/** The tile under a point in device pixels from the top left, or null in a gap and outside. */
export function tileAt(
  layout: TileLayout,
  tiles: Pick<TileSet, 'height' | 'width'>,
  [x, y]: readonly [number, number],
): number | null {
  const { cell, gap, columns, first, shown } = layout;
  const pitch = { x: tiles.width * cell + gap, y: tiles.height * cell + gap };
  const column = Math.floor(x / pitch.x);
  const place = Math.floor(y / pitch.y) * columns + column;
  const isOnTile = x - column * pitch.x < tiles.width * cell && y % pitch.y < tiles.height * cell;
  return x >= 0 && y >= 0 && column < columns && place < shown && isOnTile ? first + place : null;
}

/** The tiles of a page. */
export function tilePixels(tiles: TileSet, layout: TileLayout, theme: Theme): PixelImage {
  const { cell, gap, columns, first, shown } = layout;
  const [ink, page] = [colourBytes(theme.ink), colourBytes(theme.bg)];
  const missing = hatch(colourBytes(theme.axis), page, 3);
  const image = blankImage(layout.width, layout.height, page);
  for (let place = 0; place < shown; place++) {
    const tile = first + place;
    const max = tiles.maxOf(tile);
    const signed = signedColour(theme, max);
    const byte = (value: number): number => (max > 0 ? 127.5 * (1 + value / max) : 127.5);
    const colourOf = (y: number, x: number): Rgb | null => {
      const value = (channel: number): number => tiles.valueAt(tile, y, x, channel);
      if (tiles.channels === 1) return signed(value(0));
      const colour: Rgb = [byte(value(0)), byte(value(1)), byte(value(2))];
      return colour.every(Number.isFinite) ? colour : null;
    };
    const left = (place % columns) * (tiles.width * cell + gap);
    const top = Math.floor(place / columns) * (tiles.height * cell + gap);
    for (let y = 0; y < tiles.height; y++) {
      for (let x = 0; x < tiles.width; x++) {
        const colour = colourOf(y, x);
        const rect = { x: left + x * cell, y: top + y * cell, width: cell, height: cell };
        fillRect(image, rect, colour ? () => colour : missing);
        if (tiles.isMarked?.(tile, y, x)) frameCell(image, rect, [ink, page]);
      }
    }
  }
  return image;
}
