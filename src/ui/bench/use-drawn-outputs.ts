import { useEffect, useState } from 'react';
import type { Slot } from '../../spec/spec';
import { predict } from '../../store/run';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import type { ArmView } from './use-arms';

export type DrawnOutputs = Readonly<Partial<Record<Slot, Float32Array | null>>>;

const REFRESH_MS = 400;

/** What the live networks answer to the drawn digit; asked again while they train. */
export function useDrawnOutputs(arms: readonly ArmView[]): DrawnOutputs {
  const [outputs, setOutputs] = useState<DrawnOutputs>({});
  const drawn = useView((state) => (state.tryChoice === 'drawn' ? state.drawn : null));
  useEffect(() => {
    if (!drawn) return;
    let isCurrent = true;
    let asked = -1;
    const ask = async (): Promise<void> => {
      const step = useRun.getState().liveStep;
      if (step === asked) return;
      asked = step;
      const pairs = await Promise.all(
        arms.map(async ({ slot }) => [slot, await predict(slot, drawn)] as const),
      );
      if (isCurrent) setOutputs(Object.fromEntries(pairs));
    };
    void ask();
    const timer = setInterval(() => void ask(), REFRESH_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [drawn, arms]);
  return outputs;
}
