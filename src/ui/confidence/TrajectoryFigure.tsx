import { type PointerEvent, useMemo, useState } from 'react';
import { drawTrajectory, stepNearPointer } from '../../charts/trajectory';
import { useRun } from '../../store/run-state';
import { FigureMenu } from '../bench/FigureMenu';
import type { BenchContext } from '../bench/line-sources';
import { RateNote } from '../bench/RateNote';
import { setHover } from '../bench/scrub';
import { Chart } from '../Chart';
import { currentTheme } from '../chart-loop';
import { createTrajectoryMemory, trajectoryModel } from './confidence-data';
import { TRAJECTORY_TITLE, trajectoryExports, trajectoryUnit } from './export-trajectory';
import { TrajectoryReadout } from './TrajectoryReadout';
import { TrajectoryTable } from './TrajectoryTable';
import { spokenTrajectory } from './trajectory-words';

/** Loss against accuracy; pointing at it moves the whole page to the nearest sample of any arm. */
export function TrajectoryFigure({ context }: { context: BenchContext }) {
  const [isTable, setTable] = useState(false);
  const [domainOf] = useState(createTrajectoryMemory);
  const handlers = useMemo(() => {
    const point = (event: PointerEvent): void => {
      if (useRun.getState().liveStep === 0) return;
      const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
      const at = [event.clientX - left, event.clientY - top] as const;
      const step = stepNearPointer(trajectoryModel(context, domainOf), at, currentTheme(), { width, height });
      if (step !== null) setHover(step);
    };
    const leave = (): void => setHover(null);
    return {
      onPointerDown: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') return;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      },
      onPointerMove: point,
      onPointerLeave: leave,
      onPointerUp: (event: PointerEvent) => {
        if (event.pointerType !== 'mouse') leave();
      },
      onPointerCancel: leave,
    };
  }, [context, domainOf]);
  return (
    <figure className="ch" data-chart="trajectory" aria-label={TRAJECTORY_TITLE}>
      <header>
        <h3>{TRAJECTORY_TITLE}</h3>
        <span className="u">{trajectoryUnit(context)}</span>
        <FigureMenu
          of={TRAJECTORY_TITLE}
          toggles={[{ label: 'Show as table', isOn: isTable, flip: () => setTable(!isTable) }]}
          exports={trajectoryExports(context)}
        />
      </header>
      {isTable ? (
        <TrajectoryTable context={context} />
      ) : (
        <Chart
          as="svg"
          className="plot trajectory"
          label={TRAJECTORY_TITLE}
          draw={(svg, theme, size) => {
            const model = trajectoryModel(context, domainOf);
            drawTrajectory(svg, model, theme, size);
            return spokenTrajectory(model);
          }}
          {...handlers}
        />
      )}
      <TrajectoryReadout context={context} />
      <RateNote context={context} />
    </figure>
  );
}
