import { useMemo, useRef, useState } from 'react';
import type { ArmSpec } from '../../spec/spec';
import type { ShapedValues } from '../../store/run-state';
import { useRoom } from '../bench/use-room';
import { BrushBar } from './BrushBar';
import {
  type Brush,
  brushValue,
  countPainted,
  countWords,
  drawnSize,
  learningWords,
  paintedOf,
} from './brush';
import { DepthSelect } from './DepthSelect';
import type { PictureShape } from './layer-pictures';
import { Pager } from './Pager';
import { PaintMap } from './PaintMap';
import { matrixGrid, paintMatrix, pictureGrid } from './paint-grid';
import { usePainting } from './use-painting';

interface PainterProps {
  readonly arm: ArmSpec;
  readonly name: string;
  readonly layer: number;
  /** The weights that carry the error, as they are now. */
  readonly weights: ShapedValues;
  readonly shape: PictureShape | null;
  /** What a row is: "unit", "filter", "output". */
  readonly noun: string;
}

const isCoarse = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Single entries of an arm's feedback weights, to be set by hand. */
export function Painter({ arm, name, layer, weights, shape, noun }: PainterProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width, unit } = useRoom(host);
  const [brush, setBrush] = useState<Brush>({ kind: 'plus', size: 2 });
  const [page, setPage] = useState(0);
  const [channel, setChannel] = useState(0);
  const { painted: entries, canUndo, paint, endStroke, undo, clear } = usePainting(arm, layer);
  const painted = useMemo(() => paintedOf(entries, layer), [entries, layer]);
  const size = useMemo(() => drawnSize(weights.values, painted), [weights, painted]);
  const names = useMemo(() => ({ unit: noun, input: noun === 'output' ? 'unit' : 'input' }), [noun]);
  const grid = useMemo(() => {
    const room = { width, unit, isCoarse: isCoarse() };
    if (shape) return pictureGrid(shape, room, page, { channel, names });
    return matrixGrid(weights.shape, room, page, names);
  }, [shape, weights.shape, width, unit, page, channel, names]);
  const value = brushValue(brush, size);
  const count = countPainted(entries);
  const learning = learningWords(arm.rule, name);
  const matrix = useMemo(() => paintMatrix(grid, weights.values, painted), [grid, weights, painted]);
  return (
    <div ref={host} className="painter">
      <BrushBar
        brush={brush}
        value={value}
        change={setBrush}
        canUndo={canUndo}
        undo={undo}
        clear={count === 0 ? null : clear}
      />
      {width > 0 && (
        <PaintMap
          grid={grid}
          matrix={matrix}
          label={`Feedback weights B${layer} of ${name}: arrow keys move, Space paints`}
          paint={(places) => paint(places, value)}
          endStroke={endStroke}
        />
      )}
      <div className="paintfoot">
        <Pager page={Math.min(page, grid.pages - 1)} pages={grid.pages} words={grid.words} turn={setPage} />
        {shape && (
          <DepthSelect
            shape={shape}
            depth={channel}
            isSingle
            choose={(next) => setChannel(typeof next === 'number' ? next : 0)}
          />
        )}
      </div>
      <p className="wl wrap" role="status">
        {countWords(count)}
      </p>
      {learning !== null && <p className="wl wrap">{learning}</p>}
    </div>
  );
}
