/**
 * Pointing at time: a pointer over a chart, the ruler or the film strip shows the page at that step; leaving restores
 * the playhead. With touch, pressing and dragging does the same.
 */
import type { MouseEvent, PointerEvent } from 'react';
import { stepAtPointer } from '../../charts/frame';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { currentTheme } from '../chart-loop';
import { timeAxis } from './line-model';

/** The step under a pointer, between 0 and the live end. */
export function pointedStep(event: MouseEvent): number {
  const box = event.currentTarget.getBoundingClientRect();
  const step = stepAtPointer(timeAxis(), event.clientX - box.left, box.width, currentTheme().unit);
  return Math.max(0, Math.min(step, useRun.getState().liveStep));
}

/** Moves the playhead; at or beyond the live end it follows training again. */
export function setPlayhead(step: number): void {
  const { liveStep } = useRun.getState();
  useView.getState().set({ playhead: step >= liveStep ? null : Math.max(0, Math.round(step)) });
}

export function setHover(step: number | null): void {
  if (useView.getState().hover !== step) useView.getState().set({ hover: step });
}

interface HoverHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: () => void;
}

/** Handlers for an element as wide as the time axis; `snap` moves a step to the nearest sample. */
export function hoverHandlers(snap: (step: number) => number = (step) => step): HoverHandlers {
  const point = (event: PointerEvent): void => {
    if (useRun.getState().liveStep > 0) setHover(snap(pointedStep(event)));
  };
  const leave = (): void => setHover(null);
  return {
    onPointerDown: (event) => {
      if (event.pointerType === 'mouse') return;
      event.currentTarget.setPointerCapture(event.pointerId);
      point(event);
    },
    onPointerMove: point,
    onPointerLeave: leave,
    onPointerUp: (event) => {
      if (event.pointerType !== 'mouse') leave();
    },
    onPointerCancel: leave,
  };
}
