import { type Dataset, isClassification } from '../../spec/dataset';
import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';
import { ClassCounts } from './ClassCounts';
import { DropZone } from './DropZone';
import { FilePicker } from './FilePicker';
import { Reading } from './Reading';

interface OwnDataProps {
  /** Pictures in folders; otherwise four files in MNIST's format. */
  readonly isPictures: boolean;
}

/** Data that only the user has: where to drop it, and what was read. */
export function OwnData({ isPictures }: OwnDataProps) {
  const id = useExperiment((state) => state.spec.dataset.id);
  const loaded = useRun((state) => (state.dataset?.id === id ? state.dataset : null));
  const notes = useRun((state) => state.notes);
  const others = loaded ? 'Pick other' : 'Pick';
  return (
    <>
      <DropZone>
        {loaded ? <Counts dataset={loaded} /> : <span>{isPictures ? PICTURES : IDX}</span>}
        <span className="btns">
          {isPictures ? (
            <>
              <FilePicker label={loaded ? 'Another folder' : 'Pick a folder'} isFolder />
              <FilePicker label={loaded ? 'Another zip' : 'Pick a zip'} accept=".zip,application/zip" />
            </>
          ) : (
            <FilePicker label={loaded ? `${others}s` : 'Pick files'} />
          )}
        </span>
      </DropZone>
      <Reading />
      {loaded && isPictures && isClassification(loaded) ? <ClassCounts dataset={loaded} /> : null}
      {loaded
        ? notes.map((note) => (
            <p className="help" key={note}>
              {note}
            </p>
          ))
        : null}
    </>
  );
}

const PICTURES = 'Drop a folder or a zip here: one folder of pictures for each class.';
const IDX = 'Drop the four files here: two of images, two of labels, packed (.gz) or not.';

function Counts({ dataset: { name, train, test } }: { readonly dataset: Dataset }) {
  return (
    <span>
      <b>{name}</b>
      <br />
      {train.count.toLocaleString('en')} training and {test.count.toLocaleString('en')} test images
    </span>
  );
}
