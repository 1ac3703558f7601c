/**
 * Bars in the fill of their arm: solid, 45° hatch on tint, dots on tint, outline on tint. Hatches and dots are plain
 * paths (no patterns, whose ids could collide on the page), clipped to the bar by arithmetic.
 */
import { ARM_STYLES, armColour, armTint, type Slot } from './arm-style';
import { roundPx, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

/** CSS pixels. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Line pieces x + y = c inside a bar, c running in steps of `period` over the whole picture. */
function hatchPath(bar: Bar, period: number): string {
  let path = '';
  const last = bar.x + bar.width + bar.y + bar.height;
  for (let c = Math.ceil((bar.x + bar.y) / period) * period; c < last; c += period) {
    const x1 = Math.max(bar.x, c - bar.y - bar.height);
    const x2 = Math.min(bar.x + bar.width, c - bar.y);
    if (x2 > x1) path += `M${roundPx(x1)} ${roundPx(c - x1)}L${roundPx(x2)} ${roundPx(c - x2)}`;
  }
  return path;
}

function dotsPath(bar: Bar, period: number, radius: number): string {
  let path = '';
  const columns = Math.max(1, Math.floor((bar.width - radius) / period));
  const inset = (bar.width - (columns - 1) * period) / 2;
  for (let y = bar.y + bar.height - period / 2; y >= bar.y + radius; y -= period) {
    for (let column = 0; column < columns; column++)
      path += `M${roundPx(bar.x + inset + column * period)} ${roundPx(y)}h0`;
  }
  return path;
}

/** One bar as SVG nodes. */
export function barNodes(slot: Slot, bar: Bar, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const colour = armColour(theme, slot);
  const fill = ARM_STYLES[slot].barFill;
  if (fill === 'solid') return [svgNode('rect', { ...bar, fill: colour })];
  const inset = Math.min(unit, bar.height) / 2;
  const width = Math.max(0, bar.width - 2 * inset);
  const inner = { x: bar.x + inset, y: bar.y + inset, width, height: Math.max(0, bar.height - 2 * inset) };
  const stroke = (fill === 'outline' ? 1.75 : 1) * Math.min(unit, bar.height);
  const box = svgNode('rect', {
    ...inner,
    fill: armTint(theme, slot),
    stroke: colour,
    'stroke-width': stroke,
  });
  if (fill === 'outline') return [box];
  const isHatch = fill === 'hatch';
  const d = isHatch ? hatchPath(inner, 5 * unit * Math.SQRT2) : dotsPath(inner, 4 * unit, 1.2 * unit);
  if (d === '') return [box];
  const look = { d, fill: 'none', stroke: colour, 'stroke-width': 2.5 * unit };
  return [box, svgNode('path', isHatch ? look : { ...look, 'stroke-linecap': 'round' })];
}
