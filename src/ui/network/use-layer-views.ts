import { useEffect, useState } from 'react';
import type { Slot } from '../../spec/spec';
import { inspect } from '../../store/run';
import { type LayerView, useRun } from '../../store/run-state';
import type { TryInput } from '../bench/try-input';
import type { ArmView } from '../bench/use-arms';

/** What the live networks looked like when they were last asked. */
export interface LayerViews {
  /** The layer and step that they belong to. */
  readonly layer: number;
  readonly step: number;
  readonly input: TryInput;
  readonly bySlot: Readonly<Partial<Record<Slot, LayerView>>>;
}

const REFRESH_MS = 500;

/** Layer 1 has nothing below that an error would have to be carried to: feedback weights there are never used. */
async function lookAt(slot: Slot, layer: number, row: Float32Array): Promise<LayerView | null> {
  const view = await inspect(slot, layer, row);
  return view && layer === 1 ? { ...view, feedback: null } : view;
}

/** A layer (from 1) of the arms' live networks and its answer to an input: asked again while they train. */
export function useLayerViews(
  arms: readonly ArmView[],
  layer: number,
  input: TryInput | null,
): LayerViews | null {
  const [views, setViews] = useState<LayerViews | null>(null);
  const applied = useRun((state) => state.applied);
  const dataset = useRun((state) => state.dataset);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another experiment or data set is another network.
  useEffect(() => {
    if (!input) return;
    let isCurrent = true;
    let isAsking = false;
    let asked = -1;
    const ask = async (): Promise<void> => {
      const step = useRun.getState().liveStep;
      if (step === asked || isAsking) return;
      isAsking = true;
      const answers = await Promise.all(
        arms.map(async ({ slot }) => [slot, await lookAt(slot, layer, input.values)] as const),
      );
      isAsking = false;
      if (!isCurrent) return;
      const found = answers.filter(([, view]) => view !== null);
      // An arm that is still opening is asked again.
      if (found.length === arms.length) asked = step;
      if (found.length > 0) setViews({ layer, step, input, bySlot: Object.fromEntries(found) });
    };
    void ask();
    const timer = setInterval(() => void ask(), REFRESH_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [arms, layer, input, applied, dataset]);
  return views;
}
