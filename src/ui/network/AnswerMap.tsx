import { useMemo } from 'react';
import { largestMagnitude, wrapVector } from '../../charts/signed-map';
import { tileLayout } from '../../charts/tiles';
import type { ShapedValues } from '../../store/run-state';
import { activationTiles } from './layer-pictures';
import { MatrixMap } from './MatrixMap';
import { rangeWords } from './network-words';
import { TileMap } from './TileMap';
import type { MapRoom } from './weight-pages';

interface AnswerMapProps {
  readonly arm: string;
  readonly activations: ShapedValues;
  /** "test image 3, a 4" */
  readonly input: string;
  readonly room: MapRoom;
  readonly isEachOwn: boolean;
}

/** Design pixels: the largest cell of a strip of units, and its height. */
const LARGEST_CELL = 14;
const STRIP = 14;

/** What a layer makes of the chosen input: a picture per filter, or a strip of units. */
export function AnswerMap({ arm, activations, input, room, isEachOwn }: AnswerMapProps) {
  const tiles = useMemo(() => activationTiles(activations, isEachOwn), [activations, isEachOwn]);
  const { values, shape } = activations;
  const strip = useMemo(() => {
    const device = room.unit * room.devicePixelRatio;
    const wide = room.width * room.devicePixelRatio;
    const width = Math.max(
      Math.round(2 * device),
      Math.min(Math.floor(LARGEST_CELL * device), Math.floor(wide / values.length)),
    );
    const columns = Math.min(values.length, Math.floor(wide / width));
    const rows = Math.ceil(values.length / columns);
    const height = rows > 2 ? width : Math.floor(STRIP * device);
    return { matrix: wrapVector(values, columns, largestMagnitude(values)), cell: { width, height } };
  }, [values, room]);
  const range = rangeWords(
    largestMagnitude(values),
    values.some((value) => value < 0),
  );
  const count = shape.at(-1) ?? 0;
  const what = tiles ? (count === 1 ? 'Feature map' : 'Feature maps') : 'Activations';
  const said = tiles && isEachOwn ? 'each with its own range' : range;
  const label = `${arm}, ${what.toLowerCase()} of ${input}: ${said}`;
  const layout = useMemo(() => tiles && tileLayout({ ...room, tiles, room, page: 0 }), [tiles, room]);
  const left = layout ? count - layout.shown : 0;
  return (
    <div>
      <p className="wl">
        <b>{what}</b> of {input}, <span>{said}</span>
      </p>
      {tiles && layout ? (
        <TileMap tiles={tiles} layout={layout} label={label} noun="Map" />
      ) : (
        <MatrixMap matrix={strip.matrix} cell={strip.cell} label={label} />
      )}
      {left > 0 && <p className="wl">and {left} more</p>}
    </div>
  );
}
