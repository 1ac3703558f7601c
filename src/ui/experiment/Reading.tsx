import { countWords } from '../../charts/number-words';
import { cancelLoading, useDataLoading } from '../../store/data';
import { useRun } from '../../store/run-state';
import { useDelayed } from '../notices/use-delayed';
import { amountWords } from './byte-words';
import { ProgressBar } from './ProgressBar';

/** Reading that is shorter than this needs no bar. */
const PATIENCE_MS = 300;

/** How far the reading of files is; nothing while none are read. */
export function Reading() {
  const loading = useDelayed(
    useRun((state) => state.loading),
    PATIENCE_MS,
  );
  const progress = useDataLoading((state) => state.progress);
  if (!loading || !progress) return null;
  const { done, total, unit } = progress;
  const amount =
    unit === 'bytes' ? amountWords(done, total) : `${countWords(done)} of ${countWords(total)} pictures`;
  return (
    <ProgressBar words={`Reading ${amount}`} share={total > 0 ? done / total : 0} onCancel={cancelLoading} />
  );
}
