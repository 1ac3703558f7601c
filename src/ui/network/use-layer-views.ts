import { useEffect, useState } from 'react';
import { feedbackSizesOf } from '../../spec/arm-layers';
import type { ExperimentSpec, Slot } from '../../spec/spec';
import { inspect } from '../../store/run';
import { type LayerView, type ShapedValues, useRun } from '../../store/run-state';
import { countLayers } from '../bench/layers';
import type { TryInput } from '../bench/try-input';
import type { ArmView } from '../bench/use-arms';
import { choiceOf } from '../why/arm-choice';
import { productOf } from './compare-weights';

/** A layer as the panel shows it. */
export interface SeenLayer extends LayerView {
  /** What carries the error through this layer, of W_l's shape; null where nothing does. */
  readonly feedback: ShapedValues | null;
  /** What brings the error straight from the output to this layer, `[n_l, n_L]`; null where nothing does. */
  readonly direct: ShapedValues | null;
  /** The way forward that the direct weights would have to undo, W_{l+1} … W_L; null where it is no matrix. */
  readonly forward: ShapedValues | null;
}

/** What the live networks looked like when they were last asked. */
export interface LayerViews {
  /** The layer and step that they belong to. */
  readonly layer: number;
  readonly step: number;
  readonly input: TryInput;
  readonly bySlot: Readonly<Partial<Record<Slot, SeenLayer>>>;
}

const REFRESH_MS = 500;

interface Request {
  readonly slot: Slot;
  readonly layer: number;
  readonly row: Float32Array;
  /** What carries errors there, as the arm's rules say. */
  readonly carrier: 'feedback' | 'direct' | null;
  readonly layerCount: number;
}

/** The product of the layers above; null as soon as one of them is no matrix. */
async function forwardOf({ slot, layer, row, layerCount }: Request): Promise<ShapedValues | null> {
  const above: ShapedValues[] = [];
  for (let each = layer + 1; each <= layerCount; each++) {
    const view = await inspect(slot, each, row);
    if (view?.weights.shape.length !== 2) return null;
    above.push(view.weights);
  }
  return productOf(above);
}

async function lookAt(request: Request): Promise<SeenLayer | null> {
  const { slot, layer, row, carrier } = request;
  const view = await inspect(slot, layer, row);
  if (!view) return null;
  const forward = carrier === 'direct' ? await forwardOf(request) : null;
  return {
    ...view,
    feedback: carrier === 'feedback' ? view.feedback : null,
    direct: carrier === 'direct' ? view.feedback : null,
    forward,
  };
}

/** What carries errors at a layer of an arm. */
function carrierAt(spec: ExperimentSpec, arm: ArmView, layer: number): Request['carrier'] {
  const choice = choiceOf(spec, arm);
  const size = choice && feedbackSizesOf(spec, choice)[layer - 1];
  if (!size) return null;
  return size.rule === 'dfa' ? 'direct' : 'feedback';
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
        arms.map(async (arm) => {
          const { slot } = arm;
          const carrier = carrierAt(applied, arm, layer);
          const row = input.values;
          return [
            slot,
            await lookAt({ slot, layer, row, carrier, layerCount: countLayers(applied) }),
          ] as const;
        }),
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
