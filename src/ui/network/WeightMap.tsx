import { useMemo } from 'react';
import { largestMagnitude } from '../../charts/signed-map';
import type { ShapedValues } from '../../store/run-state';
import { type Depth, type PictureShape, weightMatrix, weightTiles } from './layer-pictures';
import { MatrixMap } from './MatrixMap';
import { rangeWords } from './network-words';
import { TileMap } from './TileMap';
import type { WeightPage } from './weight-pages';

interface WeightMapProps {
  /** "W" or "B". */
  readonly letter: string;
  /** "forward", "feedback". */
  readonly purpose: string;
  readonly layer: number;
  readonly arm: string;
  readonly weights: ShapedValues;
  /** Null for weights that are no pictures. */
  readonly shape: PictureShape | null;
  readonly depth: Depth;
  readonly page: WeightPage;
  readonly noun: string;
}

/** Weights with their own range above them. */
export function WeightMap(props: WeightMapProps) {
  const { letter, purpose, layer, arm, weights, shape, depth, page, noun } = props;
  const tiles = useMemo(() => shape && weightTiles(weights, shape, depth), [weights, shape, depth]);
  const matrix = useMemo(
    () => (page.kind === 'matrix' ? weightMatrix(weights, page.block) : null),
    [weights, page],
  );
  const max = tiles ? tiles.maxOf(0) : largestMagnitude(weights.values);
  const range = rangeWords(max, depth !== 'norm' || !shape);
  const label = `${arm}, ${purpose} weights ${letter}${layer}, ${range}`;
  return (
    <div>
      <p className="wl">
        <b>
          {letter}
          <sub>{layer}</sub>
        </b>{' '}
        {purpose} <span>{range}</span>
      </p>
      {tiles && page.kind === 'pictures' && (
        <TileMap tiles={tiles} layout={page.layout} label={label} noun={noun} />
      )}
      {matrix && page.kind === 'matrix' && <MatrixMap matrix={matrix} cell={page.cell} label={label} />}
    </div>
  );
}
