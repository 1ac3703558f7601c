/**
 * From what an arm told of principal components to pictures: components and units at length 1, one range for all of them.
 */
import { degreeWords, tenthPercent } from '../../charts/number-words';
import type { TileSet } from '../../charts/tiles';
import type { ComponentsView } from '../../store/run-state';
import { type Depth, type PictureShape, weightTiles } from '../network/layer-pictures';

/** A component above the unit closest to it. */
export interface ComponentPair {
  /** "PC 1" */
  readonly name: string;
  /** Part of the variance, 0 to 1. */
  readonly share: number;
  /** From 1; null where no unit has weights. */
  readonly unit: number | null;
  /** |cos|, 0 to 1; NaN where no unit has weights. */
  readonly cosine: number;
  readonly angleDeg: number;
  /** Units within 20°. */
  readonly near: number;
  /** Both, the component first. */
  readonly tiles: TileSet;
}

export interface ComponentPictures {
  readonly pairs: readonly ComponentPair[];
  /** All units of the layer. */
  readonly units: TileSet;
  /** The end of the colours of all of them. */
  readonly max: number;
}

/** Vectors that are no pictures are wrapped into squares. */
export function wrapped(size: number): PictureShape {
  const width = Math.ceil(Math.sqrt(size));
  return { height: Math.ceil(size / width), width, channels: 1, count: 1 };
}

/** Columns as tiles: `columns` each `[size]`, filled up with zeros where the last row of a square is not full. */
function tilesOf(columns: readonly ArrayLike<number>[], shape: PictureShape, depth: Depth): TileSet {
  const size = shape.height * shape.width * shape.channels;
  const count = columns.length;
  const values = new Float32Array(size * count);
  columns.forEach((column, tile) => {
    for (let k = 0; k < column.length; k++) values[k * count + tile] = column[k] ?? 0;
  });
  return weightTiles({ shape: [size, count], values }, { ...shape, count }, depth);
}

/** The weights of every unit at length 1; zeros stay. */
function unitColumns({ weights: { shape, values } }: ComponentsView): Float32Array[] {
  const count = shape.at(-1) ?? 1;
  return Array.from({ length: count }, (_, unit) => {
    const own = Float32Array.from(
      { length: values.length / count },
      (_each, k) => values[k * count + unit] ?? 0,
    );
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
    return length > 0 ? own.map((value) => value / length) : own;
  });
}

/** Everything that is drawn of an arm. `shape` is null for inputs that are no pictures. */
export function componentPictures(
  view: ComponentsView,
  shape: PictureShape | null,
  depth: Depth,
): ComponentPictures {
  const columns = unitColumns(view);
  const picture = shape ?? wrapped(columns[0]?.length ?? 1);
  const units = tilesOf(columns, picture, depth);
  const bare = view.components.map((component, place) => {
    const closest = view.closest[place];
    const cosine = closest?.cosine ?? Number.NaN;
    const isFound = Number.isFinite(cosine);
    const turned = cosine < 0 ? component.map((value) => -value) : component;
    const own = isFound ? columns[closest?.unit ?? 0] : undefined;
    return {
      name: `PC ${place + 1}`,
      share: view.shares[place] ?? Number.NaN,
      unit: isFound ? (closest?.unit ?? 0) + 1 : null,
      cosine: Math.abs(cosine),
      angleDeg: closest?.angleDeg ?? Number.NaN,
      near: closest?.near ?? 0,
      tiles: tilesOf([turned, own ?? new Float32Array(component.length)], picture, depth),
    };
  });
  const max = Math.max(units.maxOf(0), ...bare.map(({ tiles }) => tiles.maxOf(0)));
  const onOne = (tiles: TileSet): TileSet => ({ ...tiles, maxOf: () => max });
  return { pairs: bare.map((pair) => ({ ...pair, tiles: onOne(pair.tiles) })), units: onOne(units), max };
}

/** "0.997"; "–" where there is none. */
export const cosineWords = (cosine: number): string => (Number.isFinite(cosine) ? cosine.toFixed(3) : '–');

/** "PC 1, 9.6 % of the variance. Closest: unit 3, 4.1° away, |cos| 0.997." */
export function pairWords(
  { name, share, unit, angleDeg, cosine }: ComponentPair,
  isCentred: boolean,
): string {
  const closest =
    unit === null
      ? 'No unit has weights.'
      : `Closest: unit ${unit}, ${degreeWords(angleDeg)} away, |cos| ${cosineWords(cosine)}.`;
  return `${name}, ${tenthPercent(share)} of ${ofWhat(isCentred)}. ${closest}`;
}

/** What shares are parts of. */
export const ofWhat = (isCentred: boolean): string => (isCentred ? 'the variance' : 'all squares');

/** "6 components: 46.7 % of the variance. 64 of 64 units lie within 20° of PC 1; no unit is as near to another." */
export function summaryWords({ shares, closest, weights, isCentred }: ComponentsView): string {
  if (shares.length === 0) return 'What comes in does not vary: there are no components.';
  const units = weights.shape.at(-1) ?? 0;
  const all = shares.reduce((sum, share) => sum + share, 0);
  const what = shares.length === 1 ? 'One component' : `${shares.length} components`;
  const [first = 0, ...others] = closest.map(({ near }) => near);
  const met = others.filter((near) => near > 0).length;
  const ofFirst =
    first === 0
      ? 'No unit lies within 20° of PC 1'
      : `Within 20° of PC 1 ${first === 1 ? 'lies' : 'lie'} ${first} of ${units} units`;
  const ofOthers =
    met === 0
      ? 'no unit is as near to another'
      : `${met} of the other components ${met === 1 ? 'has' : 'have'} one as near`;
  const near = first === 0 && met === 0 ? 'No unit lies within 20° of any' : `${ofFirst}; ${ofOthers}`;
  const about = isCentred ? '' : ' The input is not centred: PC 1 is close to its mean.';
  return `${what}: ${tenthPercent(all)} of ${ofWhat(isCentred)}. ${others.length === 0 ? ofFirst : near}.${about}`;
}
