import { paintImage } from '../../charts/pixels';
import { largestMagnitude, matrixPixels } from '../../charts/signed-map';
import { type Dataset, featuresOf } from '../../spec/dataset';
import { Chart } from '../Chart';

/** Rows enough to see what one looks like; closed worlds are shown whole. */
const ROWS = 16;

interface RowsCanvasProps {
  readonly dataset: Dataset;
}

/** Rows of numbers as a strip each: what goes in, a gap, what is to come out. Negative orange, positive blue. */
export function RowsCanvas({ dataset }: RowsCanvasProps) {
  const { itemNames, train, test, outputs } = dataset;
  const { x, targets, count } = itemNames ? test : train;
  const rows = Math.min(count, itemNames?.length ?? ROWS);
  const features = featuresOf(dataset);
  const valueAt = (row: number, column: number): number | undefined => {
    if (column < features) return x[row * features + column];
    return column === features ? undefined : targets?.[row * outputs + column - features - 1];
  };
  const max = Math.max(
    largestMagnitude(x.subarray(0, rows * features)),
    largestMagnitude(targets?.subarray(0, rows * outputs) ?? []),
  );
  return (
    <figure className="rows">
      <Chart
        as="canvas"
        label={`${rows} rows of ${features} inputs and ${outputs} targets`}
        isStatic
        draw={(canvas, theme) => {
          const columns = features + 1 + outputs;
          paintImage(canvas, matrixPixels({ rows, columns, valueAt, max }, { width: 1, height: 1 }, theme));
          return null;
        }}
      />
      <figcaption className="help">
        <span>{features} in</span>
        <span>{outputs} out</span>
      </figcaption>
    </figure>
  );
}
