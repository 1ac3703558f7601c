import { type RefObject, useEffect, useState } from 'react';

/** Whether an element hides something to its right that scrolling would show. */
export function useScrollEdge(element: RefObject<HTMLElement | null>): boolean {
  const [hasMore, setMore] = useState(false);
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const measure = (): void => setMore(host.scrollLeft + host.clientWidth < host.scrollWidth - 4);
    const sizes = new ResizeObserver(measure);
    sizes.observe(host);
    for (const child of host.children) sizes.observe(child);
    host.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      sizes.disconnect();
      host.removeEventListener('scroll', measure);
    };
  });
  return hasMore;
}
