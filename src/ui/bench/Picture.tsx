import { memo } from 'react';
import { paintPicture } from '../../charts/picture';
import type { Dataset, Split } from '../../spec/dataset';
import { Chart } from '../Chart';

/** One row of a split as a view on its array. */
export function rowOf(split: Split, row: number): Uint8Array | Float32Array {
  const features = split.x.length / Math.max(1, split.count);
  return split.x.subarray(row * features, (row + 1) * features);
}

interface PictureProps {
  readonly dataset: Pick<Dataset, 'inputShape'>;
  readonly row: Uint8Array | Float32Array;
  /** Empty where words beside it say the same. */
  readonly label?: string;
}

/** Rows are fresh views on the same memory at every render. */
function isSamePicture(a: PictureProps, b: PictureProps): boolean {
  const isSameRow = a.row.buffer === b.row.buffer && a.row.byteOffset === b.row.byteOffset;
  return isSameRow && a.dataset === b.dataset && a.label === b.label;
}

/** A picture of the data set, ink on the page. */
export const Picture = memo(function Picture({ dataset, row, label = '' }: PictureProps) {
  const [height = 1, width = 1, channels = 1] = dataset.inputShape;
  return (
    <Chart
      as="canvas"
      className="dg"
      label={label}
      {...(label === '' && { 'aria-hidden': true })}
      isStatic
      draw={(canvas, theme) => {
        paintPicture(canvas, { height, width, channels, row }, theme);
        return null;
      }}
    />
  );
}, isSamePicture);
