import { useMemo } from 'react';
import { largestMagnitude } from '../../charts/signed-map';
import type { Dataset } from '../../spec/dataset';
import { currentTheme } from '../chart-loop';
import { LineSample } from '../LineSample';
import { MatrixMap } from '../network/MatrixMap';
import { rangeWords } from '../network/network-words';
import { codeCell, codeMatrix } from './bottleneck';
import { Picture } from './Picture';
import type { ArmView } from './use-arms';

/** What an arm makes of one input; null where it has not answered. */
export interface Reconstruction {
  readonly key: string;
  /** Activity of the bottleneck. `[units]` */
  readonly code: Float32Array | null;
  /** The outputs. `[features]` */
  readonly outputs: Float32Array | null;
}

interface ReconstructionsProps {
  readonly arm: ArmView;
  readonly dataset: Dataset;
  /** One per column of the inputs above. */
  readonly columns: readonly Reconstruction[];
}

/** Design pixels: width of a column. */
const COLUMN = 38;

function Code({ code, max, label }: { code: Float32Array; max: number; label: string }) {
  const matrix = useMemo(() => codeMatrix(code, max), [code, max]);
  const cell = codeCell(matrix.columns, COLUMN * currentTheme().unit, window.devicePixelRatio || 1);
  return <MatrixMap matrix={matrix} cell={cell} label={label} />;
}

/** One arm of an autoencoder: the bottleneck under each input, and under that what comes out again. */
export function Reconstructions({ arm, dataset, columns }: ReconstructionsProps) {
  const codes = columns.flatMap(({ code }) => (code ? [code] : []));
  const max = Math.max(0, ...codes.map(largestMagnitude));
  const isSigned = codes.some((code) => code.some((value) => value < 0));
  const units = codes[0]?.length;
  return (
    <div className="recon">
      <p className="rhead">
        <LineSample slot={arm.slot} isSmall />
        {arm.name}
        {units !== undefined && (
          <span className="mut">
            bottleneck of {units === 1 ? '1 unit' : `${units} units`}, {rangeWords(max, isSigned)}
          </span>
        )}
      </p>
      <div className="digits">
        {columns.map(({ key, code, outputs }) => (
          <div className="recell" key={key}>
            {code && <Code code={code} max={max} label={`Bottleneck of ${arm.name}, ${key}`} />}
            {outputs && (
              <Picture dataset={dataset} row={outputs} label={`Reconstruction by ${arm.name}, ${key}`} />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
