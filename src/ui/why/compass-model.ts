import type { CompassModel } from '../../charts/compass';
import { useRun } from '../../store/run-state';
import { valueNear } from '../../store/series';
import { shownLayers } from '../bench/layers';
import type { BenchContext } from '../bench/line-sources';
import { viewStepNow } from '../use-view-step';

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The layer whose updates the compass shows. */
export function compassLayer({ chosenLayers, layerCount }: BenchContext): number {
  return shownLayers(chosenLayers, layerCount)[0] ?? 1;
}

/** Where the arms' updates point at the moment shown, and where they pointed in epoch 1. */
export function compassModel(context: BenchContext): CompassModel {
  const layer = compassLayer(context);
  const step = viewStepNow();
  const { stepsPerEpoch } = useRun.getState();
  const needles = context.arms.map(({ slot, name, rule }) => {
    const angleDeg = orNull(valueNear(slot, `updateAngle/${layer}`, step));
    const isMoving = step > stepsPerEpoch && rule !== 'bp';
    const firstDeg = isMoving ? orNull(valueNear(slot, `updateAngle/${layer}`, stepsPerEpoch)) : null;
    return { slot, arm: name, angleDeg, firstDeg };
  });
  const hasFirst = needles.some(({ firstDeg }) => firstDeg !== null);
  return { needles, note: hasFirst ? `layer ${layer}, thin line: epoch 1` : `layer ${layer}` };
}
