import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { shortNumber } from '../../charts/number-words';
import { paintImage } from '../../charts/pixels';
import { matrixPixels, type SignedMatrix } from '../../charts/signed-map';
import { Chart } from '../Chart';
import { type Cell, cellsBetween, type PaintGrid, stepCell } from './paint-grid';

interface PaintMapProps {
  readonly grid: PaintGrid;
  /** The weights on the grid. */
  readonly matrix: SignedMatrix;
  readonly label: string;
  readonly paint: (entries: readonly number[]) => void;
  readonly endStroke: () => void;
}

const ARROWS: Readonly<Record<string, Cell>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Feedback weights under the brush: mouse and finger draw, arrows move a frame and Space paints what is in it. */
export function PaintMap(props: PaintMapProps) {
  const { grid, matrix, label, paint, endStroke } = props;
  const [cursor, setCursor] = useState<Cell>([0, 0]);
  const [hasKeys, setKeys] = useState(false);
  const stroke = useRef<Cell | null>(null);
  const drawn = useRef<readonly unknown[]>([]);
  const ratio = window.devicePixelRatio || 1;
  const side = Math.max(1, Math.floor(grid.cell * ratio));
  const [row, column] = grid.entryAt(...cursor) === null ? ([0, 0] as const) : cursor;
  const value = matrix.valueAt(row, column);
  const words =
    value === undefined
      ? ''
      : `${grid.wordsAt(row, column)}: ${shortNumber(value)}${matrix.isMarked?.(row, column) ? ', painted' : ''}`;

  const cellAt = (event: PointerEvent): Cell => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      Math.floor(((event.clientY - box.top) * ratio) / side),
      Math.floor(((event.clientX - box.left) * ratio) / side),
    ];
  };
  const paintCells = (cells: readonly Cell[]): void =>
    paint(cells.flatMap(([y, x]) => grid.entryAt(y, x) ?? []));
  const point = (cell: Cell): void => {
    const isNew = cell[0] !== row || cell[1] !== column;
    if (isNew && grid.entryAt(...cell) !== null) setCursor(cell);
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const cell = cellAt(event);
    stroke.current = cell;
    setKeys(false);
    point(cell);
    paintCells([cell]);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const cell = cellAt(event);
    point(cell);
    if (!stroke.current) return;
    paintCells(cellsBetween(stroke.current, cell));
    stroke.current = cell;
  };
  const end = (): void => {
    if (!stroke.current) return;
    stroke.current = null;
    endStroke();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (!arrow && event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    setKeys(true);
    if (arrow) {
      setCursor(stepCell(grid, [row, column], arrow));
      return;
    }
    paintCells([[row, column]]);
    endStroke();
  };
  const edge = side / ratio;
  return (
    <>
      <div className="paintmap" style={{ width: edge * grid.columns, height: edge * grid.rows }}>
        <Chart
          as="canvas"
          className="tiles"
          role="application"
          aria-roledescription="weights to paint"
          tabIndex={0}
          style={{ width: edge * grid.columns, height: edge * grid.rows }}
          label={label}
          draw={(canvas, theme) => {
            const key = [matrix, side, theme.bg, theme.div[0]];
            if (key.some((part, index) => part !== drawn.current[index])) {
              drawn.current = key;
              paintImage(canvas, matrixPixels(matrix, { width: side, height: side }, theme));
            }
            return label;
          }}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={end}
          onPointerCancel={end}
          onKeyDown={onKeyDown}
          onFocus={(event) => setKeys(event.target.matches(':focus-visible'))}
          onBlur={() => setKeys(false)}
        />
        {hasKeys && (
          <div
            className="xh"
            style={{
              left: column * edge - 2.5,
              top: row * edge - 2.5,
              width: edge + 5,
              height: edge + 5,
            }}
          />
        )}
      </div>
      <p className="wl" aria-live={hasKeys ? 'polite' : 'off'}>
        {words.charAt(0).toUpperCase() + words.slice(1)}
      </p>
    </>
  );
}
