import { DATASET_CATALOGUE } from '../../spec/catalogue';
import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';
import { ListField } from '../controls/ListField';
import { SliderField } from '../controls/SliderField';
import { useApplies } from '../controls/use-field';
import { DataNotices } from '../notices/DataNotices';
import { inSentence } from '../notices/notice-words';
import { useDelayed } from '../notices/use-delayed';
import { Gallery } from './Gallery';
import { IdxFiles } from './IdxFiles';

/** Work shorter than this needs no words. */
const PATIENCE_MS = 300;

/** Which data, what it looks like, how much of it, how noisy. */
export function DataSection() {
  const id = useExperiment((state) => state.spec.dataset.id);
  const hasNoise = useApplies('noise');
  const loading = useDelayed(
    useRun((state) => state.loading),
    PATIENCE_MS,
  );
  const making = loading && id !== 'idx-files' ? `Making ${inSentence(loading)}` : null;
  const { split, help, rows } = DATASET_CATALOGUE[id];
  return (
    <section aria-label="Data">
      <ListField field="dataset" gloss={split} />
      <Gallery />
      {id === 'idx-files' ? <IdxFiles /> : null}
      {/* Both take the same room, so that nothing moves while data is being made. */}
      <p className="help swap" role="status">
        <span data-shown={making === null}>{help}</span>
        <span data-shown={making !== null}>{making}</span>
      </p>
      <DataNotices />
      <div className={hasNoise ? 'two' : ''}>
        <SliderField field="images" label={rows} noun={rows.toLowerCase()} />
        {hasNoise ? <SliderField field="noise" /> : null}
      </div>
    </section>
  );
}
