import { Popover } from 'radix-ui';
import type { Dataset } from '../../spec/dataset';
import { isClassification, isPicture } from '../../spec/dataset';
import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';
import { PopPanel } from '../controls/PopPanel';
import { PictureCanvas } from './PictureCanvas';
import { rowsPerClass } from './pick-samples';
import { RowsCanvas } from './RowsCanvas';
import { ScatterCanvas } from './ScatterCanvas';

const SAMPLES_PER_CLASS = 7;
/** Classes among the thumbnails; the panel shows them all. */
const MOST_THUMBS = 10;

/** What the data looks like: a thumbnail per class, or points. */
export function Gallery() {
  const dataset = useRun((state) => state.dataset);
  const id = useExperiment((state) => state.spec.dataset.id);
  if (dataset?.id !== id) return id === 'digits' || id === 'objects' ? <EmptyThumbs /> : null;
  if (isPicture(dataset)) return <Thumbs dataset={dataset} />;
  return isClassification(dataset) ? <ScatterCanvas dataset={dataset} /> : <RowsCanvas dataset={dataset} />;
}

function EmptyThumbs() {
  return (
    <div className="thumbs" aria-hidden="true">
      {Array.from({ length: 10 }, (_, index) => (
        <span className="empty" key={String(index)} />
      ))}
    </div>
  );
}

interface DatasetProps {
  readonly dataset: Dataset;
}

function Thumbs({ dataset }: DatasetProps) {
  const rows = rowsPerClass(dataset, 1).slice(0, MOST_THUMBS);
  return (
    <Popover.Root>
      <Popover.Trigger className="thumbs" aria-label={`${dataset.name}: one of each class. Show more.`}>
        {rows.map(([row], index) => {
          const name = dataset.classNames[index] ?? '';
          return row === undefined ? (
            <span className="empty" key={name} />
          ) : (
            <PictureCanvas key={name} dataset={dataset} row={row} label={name} />
          );
        })}
      </Popover.Trigger>
      <PopPanel label={dataset.name} side="right" align="start" isWide>
        <h2>{dataset.name}</h2>
        <Samples dataset={dataset} />
      </PopPanel>
    </Popover.Root>
  );
}

function Samples({ dataset }: DatasetProps) {
  return (
    <div className="samples">
      {rowsPerClass(dataset, SAMPLES_PER_CLASS).map((rows, index) => {
        const name = dataset.classNames[index] ?? '';
        return (
          <div className="class" key={name}>
            <span>{name}</span>
            {rows.map((row) => (
              <PictureCanvas key={row} dataset={dataset} row={row} label={name} />
            ))}
          </div>
        );
      })}
    </div>
  );
}
