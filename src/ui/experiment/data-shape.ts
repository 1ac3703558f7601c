/**
 * The ends of the edited network: those of the loaded data, or what its data will look like.
 */
import type { DatasetShape } from '../../spec/dataset';
import { expectedShape } from '../../spec/dataset-shape';
import type { ExperimentSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { type RunState, useRun } from '../../store/run-state';

/** Shape of the data that an experiment names: the loaded one's where it is that, and read the same way. */
export function dataShape({ dataset }: ExperimentSpec, loaded: RunState['dataset']): DatasetShape {
  const expected = expectedShape(dataset);
  const isSame = loaded?.id === dataset.id && String(loaded.inputShape) === String(expected.inputShape);
  return isSame ? loaded : expected;
}

/** The same, as the page follows it. */
export function useDataShape(): DatasetShape {
  const spec = useExperiment((state) => state.spec);
  const loaded = useRun((state) => state.dataset);
  return dataShape(spec, loaded);
}
