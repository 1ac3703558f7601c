import { countWords } from '../../charts/number-words';
import type { Theme } from '../../charts/theme';
import type { Dataset } from '../../spec/dataset';
import { Chart } from '../Chart';

/** Points enough to see the arms of a spiral. */
const MOST_POINTS = 450;

type Mark = (context: CanvasRenderingContext2D, x: number, y: number, r: number) => void;

/** Shapes, not hues: colour belongs to the learning rules. */
const MARKS: readonly Mark[] = [
  (context, x, y, r) => {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
  },
  (context, x, y, r) => {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.stroke();
  },
  (context, x, y, r) => {
    context.beginPath();
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x - r, y + r);
    context.lineTo(x + r, y - r);
    context.stroke();
  },
];

function drawPoints(canvas: HTMLCanvasElement, dataset: Dataset, theme: Theme, widthPx: number): void {
  const scale = globalThis.devicePixelRatio || 1;
  const side = Math.round(widthPx * scale);
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return;
  const { x, labels, count } = dataset.train;
  const radius = 2.2 * theme.unit * scale;
  context.fillStyle = theme.ink;
  context.strokeStyle = theme.ink2;
  context.lineWidth = 1.1 * theme.unit * scale;
  const place = (value: number): number => (0.5 + 0.47 * value) * side;
  for (let row = 0; row < Math.min(count, MOST_POINTS); row++) {
    const mark = MARKS[(labels?.[row] ?? 0) % MARKS.length];
    mark?.(context, place(x[row * 2] ?? 0), place(-(x[row * 2 + 1] ?? 0)), radius);
  }
}

interface ScatterCanvasProps {
  readonly dataset: Dataset;
}

/** Points in the plane, one mark per class. */
export function ScatterCanvas({ dataset }: ScatterCanvasProps) {
  return (
    <div className="scatter">
      <Chart
        as="canvas"
        label={`${countWords(dataset.train.count)} training points of ${dataset.classNames.length} classes`}
        draw={(canvas, theme, size) => {
          drawPoints(canvas, dataset, theme, size.width);
          return null;
        }}
      />
    </div>
  );
}
