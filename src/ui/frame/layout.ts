/**
 * Which zones a window has room for. Widths count in units of the theme's type: a projector's letters are larger,
 * so the same window holds less.
 */

export type Layout = 'wide' | 'why-drawer' | 'drawers' | 'column' | 'phone';
export type ZoneKind = 'zone' | 'drawer' | 'stacked';

/** The layout of a window of `widthPx` CSS pixels with a root font of `rootPx`. */
export function layoutOf(widthPx: number, rootPx: number): Layout {
  if (widthPx <= 760) return 'phone';
  if (widthPx <= 1023) return 'column';
  const width = (widthPx * 16) / rootPx;
  if (width < 1180) return 'drawers';
  return width < 1360 ? 'why-drawer' : 'wide';
}

/** What becomes of a side zone in a layout. */
export function zoneKind(layout: Layout, side: 'left' | 'right'): ZoneKind {
  if (layout === 'column' || layout === 'phone') return 'stacked';
  if (layout === 'drawers') return 'drawer';
  return layout === 'why-drawer' && side === 'right' ? 'drawer' : 'zone';
}

/** Whether a side zone is open: what was chosen, else open where it has a place of its own (not on a projector). */
export function isZoneOpen(kind: ZoneKind, chosen: boolean | null, isProjector: boolean): boolean {
  if (kind === 'stacked') return true;
  if (kind === 'drawer') return chosen === true;
  return chosen ?? !isProjector;
}
