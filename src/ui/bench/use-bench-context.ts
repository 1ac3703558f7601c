import { useMemo } from 'react';
import { answersClasses } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { countLayers } from './layers';
import type { BenchContext } from './line-sources';
import { useArms } from './use-arms';

/** What the charts of the bench depend on, apart from samples and time. */
export function useBenchContext(): BenchContext {
  const arms = useArms();
  const spec = useRun((state) => state.applied);
  const isRegression = useRun(
    ({ applied, dataset }) =>
      applied.target === 'input' || (dataset !== null && !answersClasses(applied, dataset)),
  );
  const chosenLayers = useView((state) => state.layers);
  return useMemo(
    () => ({ arms, spec, isRegression, chosenLayers, layerCount: countLayers(spec) }),
    [arms, spec, isRegression, chosenLayers],
  );
}
