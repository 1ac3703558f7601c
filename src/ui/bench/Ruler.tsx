import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react';
import { drawRuler } from '../../charts/ruler';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { Chart } from '../Chart';
import { useLiveTick } from '../live-tick';
import { viewStepNow } from '../use-view-step';
import { timeAxis } from './line-model';
import { hoverHandlers, pointedStep, setHover, setPlayhead } from './scrub';
import { useArms } from './use-arms';

/** Steps that a key moves the playhead by. */
function keyStep(key: string, stepsPerEpoch: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -Math.max(1, Math.round(stepsPerEpoch / 5));
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.max(1, Math.round(stepsPerEpoch / 5));
    case 'PageDown':
      return -stepsPerEpoch;
    case 'PageUp':
      return stepsPerEpoch;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

/** Axis, progress and scrubber in one. Drag it, or use the arrow keys, to look at an earlier moment. */
export function Ruler() {
  useLiveTick();
  const arms = useArms();
  const isDragging = useRef(false);
  const playhead = useView((state) => state.playhead);
  const { stepsPerEpoch, liveStep, applied } = useRun.getState();
  const epoch = Number(((playhead ?? liveStep) / stepsPerEpoch).toFixed(1));
  const hover = useMemo(() => hoverHandlers(), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.ctrlKey || event.metaKey || event.altKey ? null : keyStep(event.key, stepsPerEpoch);
    if (by === null) return;
    // The page's own arrow keys train; here they travel.
    event.preventDefault();
    event.stopPropagation();
    setPlayhead((playhead ?? useRun.getState().liveStep) + by);
  };
  const drag = (event: PointerEvent): void => {
    setHover(null);
    setPlayhead(pointedStep(event));
  };
  const endDrag = (): void => {
    isDragging.current = false;
    setHover(null);
  };

  return (
    <div
      className="ruler"
      role="slider"
      tabIndex={0}
      aria-label="Time in epochs"
      aria-valuemin={0}
      aria-valuemax={applied.training.epochs}
      aria-valuenow={epoch}
      aria-valuetext={playhead === null ? `Epoch ${epoch}, live` : `Epoch ${epoch}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        isDragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (isDragging.current) drag(event);
        else hover.onPointerMove(event);
      }}
      onPointerUp={endDrag}
      onPointerCancel={endDrag}
      onPointerLeave={() => {
        if (!isDragging.current) setHover(null);
      }}
    >
      <Chart
        as="svg"
        aria-hidden="true"
        label=""
        draw={(svg, theme, size) => {
          const view = useView.getState();
          const live = useRun.getState().liveStep;
          const switches = arms.flatMap(({ slot, marks }) => marks.map(({ step }) => ({ slot, step })));
          const model = { x: timeAxis(), live, playhead: view.playhead ?? live, hover: view.hover, switches };
          drawRuler(svg, viewStepNow() === model.playhead ? { ...model, hover: null } : model, theme, size);
          return null;
        }}
      />
    </div>
  );
}
