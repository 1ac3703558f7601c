import { useRef } from 'react';
import { paintImage } from '../../charts/pixels';
import { type CellSize, matrixPixels, type SignedMatrix } from '../../charts/signed-map';
import { Chart } from '../Chart';

interface MatrixMapProps {
  readonly matrix: SignedMatrix;
  /** Device pixels. */
  readonly cell: CellSize;
  readonly label: string;
}

/** A matrix on the signed map, a row per unit. */
export function MatrixMap({ matrix, cell, label }: MatrixMapProps) {
  const painted = useRef<readonly unknown[]>([]);
  const ratio = window.devicePixelRatio || 1;
  const size = {
    width: (matrix.columns * cell.width) / ratio,
    height: (matrix.rows * cell.height) / ratio,
  };
  return (
    <Chart
      as="canvas"
      className="tiles"
      style={size}
      label={label}
      draw={(canvas, theme) => {
        const key = [matrix, cell.width, cell.height, theme.bg, theme.div[0]];
        if (key.some((part, index) => part !== painted.current[index])) {
          painted.current = key;
          paintImage(canvas, matrixPixels(matrix, cell, theme));
        }
        return label;
      }}
    />
  );
}
