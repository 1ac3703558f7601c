import { useMemo, useState } from 'react';
import type { ShapedValues } from '../../store/run-state';
import { compareWeights } from './compare-weights';
import type { PictureShape } from './layer-pictures';
import { comparisonWords } from './network-words';
import { Pager } from './Pager';
import { WeightMap } from './WeightMap';
import { productName, weightName } from './WeightTitle';
import { type MapRoom, matrixPage, picturePage } from './weight-pages';

interface DirectFeedbackProps {
  readonly arm: string;
  readonly layer: number;
  readonly layerCount: number;
  /** `[n_l, n_L]` */
  readonly direct: ShapedValues;
  readonly forward: ShapedValues | null;
  /** Of a layer of maps: its map, a picture per output; null else. */
  readonly shape: PictureShape | null;
  readonly room: MapRoom;
  readonly painted: ReadonlyMap<number, number>;
}

/** What leads straight from the output to this layer, beside the way forward that it stands for. */
export function DirectFeedback(props: DirectFeedbackProps) {
  const { arm, layer, layerCount, direct, forward, shape, room, painted } = props;
  const [wished, turn] = useState(0);
  const page = useMemo(
    () => (shape ? picturePage(shape, room, wished, 'Outputs') : matrixPage(direct.shape, room, wished)),
    [shape, direct.shape, room, wished],
  );
  const comparison = useMemo(
    () => forward && compareWeights(forward.values, direct.values),
    [forward, direct],
  );
  const depth = shape && shape.channels > 1 ? 'norm' : 0;
  const common = { arm, shape, depth, page, noun: 'Output' } as const;
  return (
    <>
      <div className={shape && forward ? 'pair' : 'pair stack'}>
        {forward && <WeightMap name={productName(layer + 1, layerCount)} weights={forward} {...common} />}
        <WeightMap
          name={weightName('B', layer, 'from the outputs')}
          weights={direct}
          painted={painted}
          {...common}
        />
      </div>
      <Pager page={Math.min(wished, page.pages - 1)} pages={page.pages} words={page.words} turn={turn} />
      <p className="wl wrap">
        {comparison
          ? comparisonWords(comparison, layerCount - layer === 1 ? 'W' : 'the product')
          : 'Between this layer and the output lie maps: no matrix to hold B against.'}
      </p>
    </>
  );
}
