import { useEffect } from 'react';
import { useExperiment } from '../../store/experiment';
import { useView } from '../../store/view';

/** Moves the focus to the first arm when the focused one is removed. */
export function useValidFocus(): void {
  const focus = useView((state) => state.focus);
  const arms = useExperiment((state) => state.spec.arms);
  useEffect(() => {
    const [first] = arms;
    if (first && !arms.some(({ slot }) => slot === focus)) useView.getState().set({ focus: first.slot });
  }, [focus, arms]);
}
