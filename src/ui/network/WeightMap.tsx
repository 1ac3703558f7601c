import { useMemo } from 'react';
import { largestMagnitude } from '../../charts/signed-map';
import type { ShapedValues } from '../../store/run-state';
import { type Depth, type PictureShape, weightMatrix, weightTiles } from './layer-pictures';
import { MatrixMap } from './MatrixMap';
import { rangeWords } from './network-words';
import { TileMap } from './TileMap';
import { type WeightName, WeightTitle } from './WeightTitle';
import type { WeightPage } from './weight-pages';

interface WeightMapProps {
  readonly name: WeightName;
  readonly arm: string;
  readonly weights: ShapedValues;
  /** Null for weights that are no pictures. */
  readonly shape: PictureShape | null;
  readonly depth: Depth;
  readonly page: WeightPage;
  readonly noun: string;
  /** Places of entries that were set by hand. */
  readonly painted?: ReadonlyMap<number, number>;
}

/** Weights with their own range above them. */
export function WeightMap({ name, arm, weights, shape, depth, page, noun, painted }: WeightMapProps) {
  const tiles = useMemo(
    () => shape && weightTiles(weights, shape, depth, painted),
    [weights, shape, depth, painted],
  );
  const matrix = useMemo(
    () => (page.kind === 'matrix' ? weightMatrix(weights, page.block, painted) : null),
    [weights, page, painted],
  );
  const max = tiles ? tiles.maxOf(0) : largestMagnitude(weights.values);
  const range = rangeWords(max, depth !== 'norm' || !shape);
  const label = `${arm}, ${name.purpose} weights ${name.spoken}, ${range}`;
  return (
    <div>
      <WeightTitle name={name} range={range} />
      {tiles && page.kind === 'pictures' && (
        <TileMap tiles={tiles} layout={page.layout} label={label} noun={noun} />
      )}
      {matrix && page.kind === 'matrix' && <MatrixMap matrix={matrix} cell={page.cell} label={label} />}
    </div>
  );
}
