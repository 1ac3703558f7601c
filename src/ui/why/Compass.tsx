import { drawCompass } from '../../charts/compass';
import { useRun } from '../../store/run-state';
import { valueNear } from '../../store/series';
import { shownLayers } from '../bench/layers';
import type { BenchContext } from '../bench/line-sources';
import { Chart } from '../Chart';
import { viewStepNow } from '../use-view-step';

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Where each arm's update points, as seen from backpropagation's, at the moment shown. */
export function Compass({ context }: { context: BenchContext }) {
  const { arms, chosenLayers, layerCount } = context;
  const layer = shownLayers(chosenLayers, layerCount)[0] ?? 1;
  return (
    <Chart
      as="svg"
      className="compass"
      label="Where the update points"
      draw={(svg, theme, size) => {
        const step = viewStepNow();
        const { stepsPerEpoch } = useRun.getState();
        const needles = arms.map(({ slot, name, rule }) => {
          const angleDeg = orNull(valueNear(slot, `updateAngle/${layer}`, step));
          const isMoving = step > stepsPerEpoch && rule !== 'bp';
          const firstDeg = isMoving ? orNull(valueNear(slot, `updateAngle/${layer}`, stepsPerEpoch)) : null;
          return { slot, arm: name, angleDeg, firstDeg };
        });
        const hasFirst = needles.some(({ firstDeg }) => firstDeg !== null);
        const note = hasFirst ? `layer ${layer}, thin line: epoch 1` : `layer ${layer}`;
        drawCompass(svg, { needles, note }, theme, size.width);
        const angles = needles.map(({ arm, angleDeg }) =>
          angleDeg === null ? `${arm} not measured` : `${arm} ${angleDeg.toFixed(0)}°`,
        );
        return `Angle between the update of layer ${layer} and backpropagation’s: ${angles.join(', ')}`;
      }}
    />
  );
}
