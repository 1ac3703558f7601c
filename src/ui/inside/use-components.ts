import { useEffect, useState } from 'react';
import type { Slot } from '../../spec/spec';
import { readComponents } from '../../store/run';
import { type ComponentsView, useRun } from '../../store/run-state';
import type { ArmView } from '../bench/use-arms';

/** What the live arms answered when they were last asked about a layer. */
export interface ComponentsNow {
  readonly layer: number;
  readonly bySlot: Readonly<Partial<Record<Slot, ComponentsView>>>;
}

/** Asked again after so long; after longer, within bounds, where an answer takes its time. */
const REFRESH_MS = 500;
const LONGEST_MS = 2000;
const PATIENCE = 3;

/** Principal components and weights of a layer (from 1) of the arms' live networks: asked again while they train. */
export function useComponents(arms: readonly ArmView[], layer: number): ComponentsNow | null {
  const [now, setNow] = useState<ComponentsNow | null>(null);
  const applied = useRun((state) => state.applied);
  const dataset = useRun((state) => state.dataset);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another experiment or data set is another network.
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let asked = '';
    const ask = async (): Promise<void> => {
      const start = performance.now();
      const runs = useRun.getState().arms;
      const stand = arms.map(({ slot }) => `${runs[slot]?.step}${runs[slot]?.status.kind}`).join();
      if (stand !== asked) {
        const answers = await Promise.all(
          arms.map(async ({ slot }) => [slot, await readComponents(slot, layer)] as const),
        );
        const found = answers.filter(([, view]) => view !== null);
        // An arm that is still opening is asked again.
        if (found.length === arms.length) asked = stand;
        if (isCurrent && found.length > 0) setNow({ layer, bySlot: Object.fromEntries(found) });
      }
      const wait = Math.min(LONGEST_MS, Math.max(REFRESH_MS, PATIENCE * (performance.now() - start)));
      if (isCurrent) timer = setTimeout(() => void ask(), wait);
    };
    void ask();
    return () => {
      isCurrent = false;
      if (timer !== null) clearTimeout(timer);
    };
  }, [arms, layer, applied, dataset]);
  return now;
}
