import { useMemo } from 'react';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { type TryInput, tryInput } from '../bench/try-input';

/** The input chosen in Try it; the same object until another one is chosen. */
export function useTryInput(): TryInput | null {
  const dataset = useRun((state) => state.dataset);
  const tryRows = useRun((state) => state.tryRows);
  const choice = useView((state) => state.tryChoice);
  const drawn = useView((state) => state.drawn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tryInput reads these from the stores.
  return useMemo(() => tryInput(dataset), [dataset, tryRows, choice, drawn]);
}
