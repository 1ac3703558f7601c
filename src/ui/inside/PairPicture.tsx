import { degreeWords, tenthPercent } from '../../charts/number-words';
import { tileLayout } from '../../charts/tiles';
import { TileMap } from '../network/TileMap';
import { type ComponentPair, pairWords } from './components-model';

interface PairPictureProps {
  readonly pair: ComponentPair;
  readonly isCentred: boolean;
  /** What one unit is: "Filter", "Unit". */
  readonly noun: string;
  /** CSS pixels per design pixel. */
  readonly unit: number;
}

/** So narrow that one picture stands above the other. */
const COLUMN = { width: 1, height: 4000 };

/** A component, the unit closest to it, and how close that is. The picture's label says what the words around it say. */
export function PairPicture({ pair, isCentred, noun, unit }: PairPictureProps) {
  const { name, tiles } = pair;
  const devicePixelRatio = window.devicePixelRatio || 1;
  const layout = tileLayout({ tiles, room: COLUMN, page: 0, unit, devicePixelRatio });
  const closest = pair.unit === null ? 'None' : `${noun} ${pair.unit}`;
  return (
    <li>
      <p aria-hidden="true">
        <b>{name}</b> <span>{tenthPercent(pair.share)}</span>
      </p>
      <TileMap
        tiles={tiles}
        layout={layout}
        label={pairWords(pair, isCentred)}
        noun=""
        names={[name, closest]}
      />
      <p aria-hidden="true">{closest}</p>
      <p aria-hidden="true">
        <b>{degreeWords(pair.angleDeg)}</b>{' '}
        <span>|cos| {Number.isFinite(pair.cosine) ? pair.cosine.toFixed(2) : '–'}</span>
      </p>
    </li>
  );
}
