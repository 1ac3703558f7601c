import { type RefObject, useEffect, useState } from 'react';

/** Width of an element, size of the window and of a design pixel, CSS pixels; zeros before the first measurement. */
export interface Room {
  readonly width: number;
  readonly windowWidth: number;
  readonly windowHeight: number;
  readonly unit: number;
}

const NOTHING: Room = { width: 0, windowWidth: 0, windowHeight: 0, unit: 1 };

function measured(host: HTMLElement): Room {
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return { width: host.clientWidth, windowWidth: innerWidth, windowHeight: innerHeight, unit };
}

/** Follows the room that an element has. */
export function useRoom(element: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState(NOTHING);
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const measure = (): void =>
      setRoom((before) => {
        const now = measured(host);
        const keys = Object.keys(now) as (keyof Room)[];
        const isSame = keys.every((key) => now[key] === before[key]);
        return isSame ? before : now;
      });
    const observer = new ResizeObserver(measure);
    observer.observe(host);
    addEventListener('resize', measure);
    const theme = new MutationObserver(measure);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    measure();
    return () => {
      observer.disconnect();
      theme.disconnect();
      removeEventListener('resize', measure);
    };
  }, [element]);
  return room;
}
