/**
 * What the chosen data looks like before it has been made: the ends of the network.
 */
import type { DatasetShape } from '../../spec/dataset';
import type { DatasetId } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';

const TEN = Array.from({ length: 10 }, (_, digit) => String(digit));

const EXPECTED: Readonly<Record<DatasetId, DatasetShape>> = {
  digits: { inputShape: [28, 28, 1], outputs: 10, classNames: TEN },
  spirals: { inputShape: [2], outputs: 3, classNames: ['A', 'B', 'C'] },
  'linear-map': { inputShape: [30], outputs: 10, classNames: [] },
  objects: { inputShape: [32, 32, 3], outputs: 10, classNames: TEN },
  branching: { inputShape: [8], outputs: 64, classNames: [] },
  rumelhart: { inputShape: [12], outputs: 36, classNames: [] },
  mnist: { inputShape: [28, 28, 1], outputs: 10, classNames: TEN },
  'fashion-mnist': { inputShape: [28, 28, 1], outputs: 10, classNames: TEN },
  'cifar-10': { inputShape: [32, 32, 3], outputs: 10, classNames: TEN },
  pictures: { inputShape: [32, 32, 3], outputs: 2, classNames: ['A', 'B'] },
  'idx-files': { inputShape: [28, 28, 1], outputs: 10, classNames: TEN },
};

/** Shape of the data that the edited experiment names: the loaded one's where it is that. */
export function useDataShape(): DatasetShape {
  const id = useExperiment((state) => state.spec.dataset.id);
  const loaded = useRun((state) => state.dataset);
  return loaded?.id === id ? loaded : EXPECTED[id];
}
