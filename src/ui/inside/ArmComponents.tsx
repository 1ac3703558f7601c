import { useMemo, useState } from 'react';
import { shortNumber } from '../../charts/number-words';
import { tileLayout } from '../../charts/tiles';
import { COMPONENTS_OF } from '../../spec/inner-components';
import type { ComponentsView } from '../../store/run-state';
import type { ArmView } from '../bench/use-arms';
import type { Room } from '../bench/use-room';
import { LineSample } from '../LineSample';
import type { Depth, PictureShape } from '../network/layer-pictures';
import { Pager } from '../network/Pager';
import { TileMap } from '../network/TileMap';
import { componentPictures, summaryWords } from './components-model';
import { PairPicture } from './PairPicture';

interface ArmComponentsProps {
  readonly arm: ArmView;
  readonly view: ComponentsView;
  /** Null for inputs that are no pictures. */
  readonly shape: PictureShape | null;
  readonly depth: Depth;
  readonly room: Room;
  /** What one picture is: "Filter", "Unit". */
  readonly noun: string;
}

/** Design pixels: the most height of the pictures of all units. */
const HEIGHT = 132;

/** Design pixels: columns are three where there is less room than this, else six; and what the smallest takes. */
const NARROW = 392;
const SMALLEST = 66;

/** CSS pixels per design pixel of the pairs: pictures grow with their columns, to twice their size at most. */
function pairUnit({ width, unit }: Room): number {
  const column = width / (width <= NARROW * unit ? 3 : 6);
  return unit * Math.min(2, Math.max(1, column / (SMALLEST * unit)));
}

/** An arm's components, each above the unit closest to it, and the weights of all its units. */
export function ArmComponents({ arm, view, shape, depth, room, noun }: ArmComponentsProps) {
  const [page, setPage] = useState(0);
  const pictures = useMemo(() => componentPictures(view, shape, depth), [view, shape, depth]);
  const { pairs, units, max } = pictures;
  const layout = useMemo(() => {
    const devicePixelRatio = window.devicePixelRatio || 1;
    const { unit, width } = room;
    return tileLayout({ tiles: units, room: { width, height: HEIGHT * unit }, page, unit, devicePixelRatio });
  }, [units, room, page]);
  const { first, shown, pages } = layout;
  const words = `${noun}s ${first + 1}–${first + shown} of ${units.count}`;
  return (
    <section className="armcomps" aria-label={`${arm.name}, principal components`}>
      <p className="rhead">
        <LineSample slot={arm.slot} isSmall />
        {arm.name}
        <span className="u">±{shortNumber(max)}</span>
      </p>
      <p className="tells">
        {summaryWords(view)} {COMPONENTS_OF[arm.rule]}
      </p>
      <ol className="pairs">
        {pairs.map((pair) => (
          <PairPicture
            key={pair.name}
            pair={pair}
            isCentred={view.isCentred}
            noun={noun}
            unit={pairUnit(room)}
          />
        ))}
      </ol>
      <div className="wl">
        {pages > 1 ? (
          <Pager page={layout.page} pages={pages} words={words} turn={setPage} />
        ) : (
          `All ${units.count} ${noun.toLowerCase()}s`
        )}
      </div>
      <TileMap
        tiles={units}
        layout={layout}
        label={`${arm.name}, weights at length 1: ${words}`}
        noun={noun}
      />
    </section>
  );
}
