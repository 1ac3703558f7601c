import { DATASET_CATALOGUE } from '../../spec/catalogue';
import { useExperiment } from '../../store/experiment';
import { ListField } from '../controls/ListField';
import { SliderField } from '../controls/SliderField';
import { useApplies } from '../controls/use-field';
import { DataNotices } from '../notices/DataNotices';
import { Gallery } from './Gallery';
import { IdxFiles } from './IdxFiles';

/** Which data, what it looks like, how much of it, how noisy. */
export function DataSection() {
  const id = useExperiment((state) => state.spec.dataset.id);
  const hasNoise = useApplies('noise');
  const { split, help, rows } = DATASET_CATALOGUE[id];
  return (
    <section aria-label="Data">
      <ListField field="dataset" gloss={split} />
      <Gallery />
      {id === 'idx-files' ? <IdxFiles /> : null}
      <p className="help">{help}</p>
      <DataNotices />
      <div className={hasNoise ? 'two' : ''}>
        <SliderField field="images" label={rows} noun={rows.toLowerCase()} />
        {hasNoise ? <SliderField field="noise" /> : null}
      </div>
    </section>
  );
}
