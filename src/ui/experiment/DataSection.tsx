import { DATASET_CATALOGUE, type DatasetEntry } from '../../spec/catalogue';
import { isOfficialId } from '../../spec/official';
import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';
import { ListField } from '../controls/ListField';
import { DataNotices } from '../notices/DataNotices';
import { inSentence } from '../notices/notice-words';
import { useDelayed } from '../notices/use-delayed';
import { DataSettings } from './DataSettings';
import { Gallery } from './Gallery';
import { OfficialData } from './OfficialData';
import { OwnData } from './OwnData';

/** Work shorter than this needs no words. */
const PATIENCE_MS = 300;

const GROUPS: Readonly<Record<DatasetEntry['source'], string>> = {
  generated: 'Made by this page',
  official: 'Published',
  files: 'Yours',
};

const groupOf = (id: string): string =>
  GROUPS[Object.values(DATASET_CATALOGUE).find((entry) => entry.id === id)?.source ?? 'generated'];

/** Which data, what it looks like, where it is, how much of it. */
export function DataSection() {
  const id = useExperiment((state) => state.spec.dataset.id);
  return (
    <section aria-label="Data">
      <ListField field="dataset" gloss="" groupOf={groupOf} />
      <Gallery />
      <Words />
      {isOfficialId(id) ? <OfficialData id={id} key={id} /> : null}
      {DATASET_CATALOGUE[id].source === 'files' ? <OwnData isPictures={id === 'pictures'} key={id} /> : null}
      <DataNotices />
      <DataSettings />
    </section>
  );
}

/** What the data is, or that it is being made: both take the same room, so that nothing moves. */
function Words() {
  const id = useExperiment((state) => state.spec.dataset.id);
  const loading = useDelayed(
    useRun((state) => state.loading),
    PATIENCE_MS,
  );
  const { source, help } = DATASET_CATALOGUE[id];
  const making = loading && source === 'generated' ? `Making ${inSentence(loading)}` : null;
  return (
    <p className="help swap" role="status">
      <span data-shown={making === null}>{help}</span>
      <span data-shown={making !== null}>{making}</span>
    </p>
  );
}
