import { createElement, type HTMLAttributes, useEffect, useLayoutEffect, useRef } from 'react';
import type { Theme } from '../charts/theme';
import { addDrawing, type DrawnSize, markDirty } from './chart-loop';

interface Elements {
  readonly svg: SVGSVGElement;
  readonly canvas: HTMLCanvasElement;
  readonly div: HTMLDivElement;
}

interface ChartProps<Tag extends keyof Elements> extends Omit<HTMLAttributes<Element>, 'children'> {
  readonly as: Tag;
  /** Draws into the element; called once per frame at most. May return a new label that carries the numbers. */
  readonly draw: (element: Elements[Tag], theme: Theme, size: DrawnSize) => string | null;
  /** What a screen reader says until a drawing returns something better. */
  readonly label: string;
  /** The drawing depends on theme and size alone: samples and view do not ask for new frames. */
  readonly isStatic?: boolean;
}

/**
 * The only bridge from React to charts/: React makes one empty element, the shared loop draws into it.
 * Every render asks for a new frame, so a new `draw` needs no list of dependencies.
 */
export function Chart<Tag extends keyof Elements>({
  as,
  draw,
  label,
  isStatic = false,
  ...rest
}: ChartProps<Tag>) {
  const host = useRef<Elements[Tag] | null>(null);
  const latest = useRef(draw);

  useLayoutEffect(() => {
    latest.current = draw;
    if (host.current) markDirty(host.current);
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const drawLatest = (theme: Theme, size: DrawnSize): void => {
      const said = latest.current(element, theme, size);
      if (said !== null && element.getAttribute('aria-label') !== said)
        element.setAttribute('aria-label', said);
    };
    return addDrawing(element, drawLatest, isStatic);
  }, [isStatic]);

  return createElement(as, { role: 'img', 'aria-label': label, ...rest, ref: host });
}
