import type { CompassModel } from '../../charts/compass';
import { degreeWords } from '../../charts/number-words';
import { useRun } from '../../store/run-state';
import { valueNear } from '../../store/series';
import { layersOf } from '../bench/layers';
import type { BenchContext } from '../bench/line-sources';
import { viewStepNow } from '../use-view-step';
import { liveAngle } from './live-angles';

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Where the update of every layer of every arm points at the moment shown, and where it pointed in epoch 1. */
export function compassModel({ arms, spec }: BenchContext): CompassModel {
  const step = viewStepNow();
  const { stepsPerEpoch, dataset } = useRun.getState();
  const rows = layersOf(spec, dataset).map(({ layer, name }) => ({
    name: `Layer ${layer}, ${name.replace(/ \d+$/, '').toLowerCase()}`,
    needles: arms.map(({ slot }) => {
      const recorded = valueNear(slot, `updateAngle/${layer}`, step);
      const angleDeg = liveAngle(slot, layer, step) ?? orNull(recorded);
      const first =
        step > stepsPerEpoch ? orNull(valueNear(slot, `updateAngle/${layer}`, stepsPerEpoch)) : null;
      // Where nothing has turned a thin line says nothing.
      const hasTurned = first !== null && angleDeg !== null && Math.abs(first - angleDeg) >= 1;
      return { angleDeg, firstDeg: hasTurned ? first : null };
    }),
  }));
  return { arms, rows };
}

/** "Layer 1, hidden: BP 0°, FA 118°, points away." for each layer. */
export function spokenCompass({ arms, rows }: CompassModel): string {
  const said = rows.map(({ name, needles }) => {
    const angles = needles.map(({ angleDeg }, column) => {
      const arm = arms[column]?.name ?? '';
      if (angleDeg === null) return `${arm} not measured`;
      return `${arm} ${degreeWords(angleDeg, 0)}${angleDeg > 90 ? ', points away' : ''}`;
    });
    return `${name}: ${angles.join(', ')}.`;
  });
  return `Angle between each layer’s update and its true gradient. ${said.join(' ')}`;
}
