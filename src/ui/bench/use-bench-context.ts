import { useMemo } from 'react';
import { isClassification } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import type { BenchContext } from './line-sources';
import { useArms } from './use-arms';

/** What the charts of the bench depend on, apart from samples and time. */
export function useBenchContext(): BenchContext {
  const arms = useArms();
  const spec = useRun((state) => state.applied);
  const isRegression = useRun((state) => state.dataset !== null && !isClassification(state.dataset));
  const chosenLayers = useView((state) => state.layers);
  return useMemo(
    () => ({ arms, spec, isRegression, chosenLayers, layerCount: spec.network.hidden.length + 1 }),
    [arms, spec, isRegression, chosenLayers],
  );
}
