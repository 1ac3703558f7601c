/**
 * How an arm looks: its slot fixes colour, dash, marker and bar fill everywhere, so that no arm is told by colour alone.
 */
import { mountSvg, roundPx, type Size, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

/** Place of an arm, kept for as long as the arm exists. */
export type Slot = 0 | 1 | 2 | 3;
export type MarkerShape = 'circle' | 'triangle' | 'square' | 'diamond';
export type BarFill = 'solid' | 'hatch' | 'dots' | 'outline';

export interface ArmStyle {
  /** Dash lengths in design pixels; empty is solid. */
  readonly dash: readonly number[];
  readonly marker: MarkerShape;
  readonly barFill: BarFill;
}

/** One style per slot. */
export const ARM_STYLES: Readonly<Record<Slot, ArmStyle>> = {
  0: { dash: [], marker: 'circle', barFill: 'solid' },
  1: { dash: [7, 3], marker: 'triangle', barFill: 'hatch' },
  2: { dash: [2, 3], marker: 'square', barFill: 'dots' },
  3: { dash: [9, 3, 2, 3], marker: 'diamond', barFill: 'outline' },
};

/** The arm's colour in a theme. */
export function armColour(theme: Theme, slot: Slot): string {
  return theme.arms[slot] ?? theme.ink;
}

/** The arm's background tint in a theme. */
export function armTint(theme: Theme, slot: Slot): string {
  return theme.tints[slot] ?? theme.sunk;
}

/** Value of `stroke-dasharray` in CSS pixels. */
export function dashArray(slot: Slot, unit: number): string {
  const { dash } = ARM_STYLES[slot];
  return dash.length === 0 ? 'none' : dash.map((length) => roundPx(length * unit)).join(' ');
}

/** Outline of a marker around (x, y); `radius` in CSS pixels, shapes of about equal area. */
export function markerPath(shape: MarkerShape, [x, y]: readonly [number, number], radius: number): string {
  const at = (dx: number, dy: number): string => `${roundPx(x + dx * radius)} ${roundPx(y + dy * radius)}`;
  const r = roundPx(radius);
  switch (shape) {
    case 'circle':
      return `M${at(-1, 0)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    case 'triangle':
      return `M${at(0, -1.25)}L${at(1.2, 0.85)}L${at(-1.2, 0.85)}Z`;
    case 'square':
      return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}Z`;
    case 'diamond':
      return `M${at(0, -1.3)}L${at(1.3, 0)}L${at(0, 1.3)}L${at(-1.3, 0)}Z`;
  }
}

/** A marker of an arm with a halo in the background's colour. */
export function markerNode(
  slot: Slot,
  centre: readonly [number, number],
  theme: Theme,
  look: { readonly scale: number; readonly halo: string } = { scale: 1, halo: theme.bg },
): SvgNode {
  return svgNode('path', {
    d: markerPath(ARM_STYLES[slot].marker, centre, theme.markerRadius * theme.unit * look.scale),
    fill: armColour(theme, slot),
    stroke: look.halo,
    'stroke-width': 1.5 * theme.unit,
    'paint-order': 'stroke',
  });
}

/** A short piece of the arm's line with its marker, filling the given size. */
export function lineSampleNodes(slot: Slot, theme: Theme, size: Size): SvgNode[] {
  const y = size.height / 2;
  return [
    svgNode('line', {
      x1: 0,
      x2: size.width,
      y1: y,
      y2: y,
      stroke: armColour(theme, slot),
      'stroke-width': theme.armWidthPx,
      'stroke-dasharray': dashArray(slot, theme.unit),
    }),
    markerNode(slot, [size.width / 2, y], theme, { scale: 1.05, halo: 'none' }),
  ];
}

/** Draws the line sample of chips, readouts and column heads; `width` 28 or 22 design pixels, 12 high. */
export function drawLineSample(svg: SVGSVGElement, slot: Slot, theme: Theme, width = 28): void {
  const size = { width: width * theme.unit, height: 12 * theme.unit };
  mountSvg(svg, size, lineSampleNodes(slot, theme, size));
}
