import type { Dataset } from '../../spec/dataset';
import { Picture, rowOf } from './Picture';

/** One mark per class beside an RDM. */
export interface ClassTickModel {
  readonly name: string;
  /** Two letters at most, or null where a picture of the class stands instead. */
  readonly text: string | null;
  /** Row of the test split that stands for the class. */
  readonly row: number;
  /** Middle of the class along the edge, CSS pixels. */
  readonly centre: number;
  /** Side of the picture, CSS pixels. */
  readonly sizePx: number;
}

interface ClassTickProps {
  readonly tick: ClassTickModel;
  readonly dataset: Dataset;
  readonly side: 'left' | 'top';
}

/** A class by its digit, or by a tiny sample picture. */
export function ClassTick({ tick, dataset, side }: ClassTickProps) {
  const { text, row, centre, sizePx, name } = tick;
  return (
    <span style={{ [side === 'left' ? 'top' : 'left']: centre }} title={name}>
      {text ?? (
        <span className="pict" style={{ width: sizePx }}>
          <Picture dataset={dataset} row={rowOf(dataset.test, row)} />
        </span>
      )}
    </span>
  );
}
