import { useEffect, useState } from 'react';
import { useView } from '../../store/view';
import { isZoneOpen, type Layout, layoutOf, type ZoneKind, zoneKind } from './layout';

/** A side zone as the frame uses it. */
export interface Zone {
  readonly kind: ZoneKind;
  readonly isOpen: boolean;
  toggle(): void;
  close(): void;
}

const rootPx = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
const currentLayout = (): Layout => layoutOf(document.documentElement.clientWidth || innerWidth, rootPx());

/** The layout that the window has room for, and both side zones in it. */
export function useLayout(): { layout: Layout; left: Zone; right: Zone } {
  const theme = useView((state) => state.theme);
  const [layout, setLayout] = useState(currentLayout);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has another root font size
  useEffect(() => {
    const measure = (): void => setLayout(currentLayout());
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [theme]);
  return { layout, left: useZone('left', layout), right: useZone('right', layout) };
}

function useZone(side: 'left' | 'right', layout: Layout): Zone {
  const field = side === 'left' ? 'leftOpen' : 'rightOpen';
  const chosen = useView((state) => state[field]);
  const isProjector = useView((state) => state.theme === 'projector');
  const kind = zoneKind(layout, side);
  const [openedAs, setOpenedAs] = useState<ZoneKind | null>(kind === 'drawer' ? null : kind);

  // A zone that was open beside the centre does not cover it when the window gets narrow.
  useEffect(() => {
    if (kind === openedAs) return;
    setOpenedAs(kind);
    if (kind === 'drawer' && useView.getState()[field]) useView.getState().set({ [field]: null });
  }, [kind, openedAs, field]);

  const isOpen = isZoneOpen(kind, chosen, isProjector) && (kind !== 'drawer' || openedAs === 'drawer');
  return {
    kind,
    isOpen,
    toggle: () => useView.getState().set({ [field]: !isOpen }),
    close: () => {
      useView.getState().set({ [field]: false });
      document.getElementById(`toggle-${side}`)?.focus();
    },
  };
}
