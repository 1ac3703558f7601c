import { paintPicture } from '../../charts/picture';
import type { Dataset } from '../../spec/dataset';
import { Chart } from '../Chart';
import { rowOf } from './pick-samples';

interface PictureCanvasProps {
  readonly dataset: Dataset;
  readonly row: number;
  readonly label: string;
}

/** One training picture, ink on the page. */
export function PictureCanvas({ dataset, row, label }: PictureCanvasProps) {
  const [height = 1, width = 1, channels = 1] = dataset.inputShape;
  return (
    <Chart
      as="canvas"
      label={label}
      isStatic
      draw={(canvas, theme) => {
        paintPicture(canvas, { height, width, channels, row: rowOf(dataset.train, row, dataset) }, theme);
        return null;
      }}
    />
  );
}
