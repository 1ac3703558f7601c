/**
 * Where an arm's update points, as seen from backpropagation's (0°): needles on a half disc, 90° dotted, the half beyond
 * it is uphill: a step there raises the loss. A thin line is where the arm pointed in epoch 1.
 */
import { armColour, dashArray, markerNode, type Slot } from './arm-style';
import { halo } from './line-axes';
import { pushApart } from './push-apart';
import { mountSvg, type Size, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

export interface CompassNeedle {
  readonly slot: Slot;
  readonly arm: string;
  /** Degrees 0–180, or null where the angle is undefined or not yet measured. */
  readonly angleDeg: number | null;
  /** Angle in epoch 1 for the thin line, or null. */
  readonly firstDeg: number | null;
}

export interface CompassModel {
  readonly needles: readonly CompassNeedle[];
  /** "layer 1, thin line: epoch 1" */
  readonly note: string;
}

interface Dial {
  readonly centre: readonly [number, number];
  readonly radius: number;
}

interface Needle extends CompassNeedle {
  readonly angleDeg: number;
  readonly text: string;
}

/** Height of a compass for a width in CSS pixels. */
export function compassSize(width: number, unit: number): Size {
  const { radius } = dialOf(width, unit);
  return { width, height: radius + 41 * unit };
}

function dialOf(width: number, unit: number): Dial {
  const radius = Math.max(24 * unit, Math.min(82 * unit, width / 2 - 54 * unit));
  return { centre: [width / 2 - 4 * unit, radius + 21 * unit], radius };
}

function pointAt({ centre: [cx, cy] }: Dial, angleDeg: number, distance: number): readonly [number, number] {
  const radians = (angleDeg * Math.PI) / 180;
  return [cx + distance * Math.cos(radians), cy - distance * Math.sin(radians)];
}

function dialNodes(dial: Dial, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const { centre, radius } = dial;
  const [cx, cy] = centre;
  const ticks = [0, 30, 60, 90, 120, 150, 180].map((angleDeg) => {
    const [x1, y1] = pointAt(dial, angleDeg, radius);
    const [x2, y2] = pointAt(dial, angleDeg, radius - 5 * unit);
    return svgNode('line', { x1, y1, x2, y2, stroke: theme.axis, 'stroke-width': unit });
  });
  const text = { 'text-anchor': 'middle', 'font-size': 12 * unit };
  const arc = `A${radius} ${radius} 0 0`;
  return [
    svgNode('path', { d: `M${cx} ${cy}V${cy - radius}${arc} 0 ${cx - radius} ${cy}Z`, fill: theme.sunk }),
    svgNode('path', {
      d: `M${cx - radius} ${cy}${arc} 1 ${cx + radius} ${cy}`,
      fill: 'none',
      stroke: theme.axis,
      'stroke-width': unit,
    }),
    ...ticks,
    svgNode('line', {
      x1: cx,
      x2: cx,
      y1: cy,
      y2: cy - radius,
      stroke: theme.ink,
      'stroke-width': 1.25 * unit,
      'stroke-dasharray': `${2 * unit} ${3 * unit}`,
    }),
    svgNode(
      'text',
      { ...text, x: cx, y: cy - radius - 9 * unit, 'font-weight': 600, fill: theme.ink },
      '90°',
    ),
    svgNode('text', { ...text, x: cx - radius / 2, y: cy - radius * 0.34, fill: theme.ink2 }, 'uphill'),
  ];
}

/** Lengths of needles: those that would hide each other's markers are staggered inwards. */
function needleLengths(needles: readonly Needle[], radius: number, unit: number): number[] {
  const lengths: number[] = [];
  needles.forEach((needle, index) => {
    let length = radius;
    for (let other = 0; other < index; other++) {
      const apart = Math.abs((needles[other]?.angleDeg ?? 0) - needle.angleDeg);
      if ((apart * Math.PI * radius) / 180 < 9 * unit)
        length = Math.min(length, (lengths[other] ?? radius) - 14 * unit);
    }
    lengths.push(length);
  });
  return lengths;
}

function needleNodes(needles: readonly Needle[], dial: Dial, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const [cx, cy] = dial.centre;
  const lengths = needleLengths(needles, dial.radius, unit);
  const thin = needles.flatMap((needle) => {
    if (needle.firstDeg === null) return [];
    const [x2, y2] = pointAt(dial, needle.firstDeg, dial.radius - unit);
    const look = { stroke: armColour(theme, needle.slot), 'stroke-opacity': 0.4, 'stroke-width': 1.5 * unit };
    return [svgNode('line', { x1: cx, y1: cy, x2, y2, ...look })];
  });
  const thick = needles.flatMap((needle, index) => {
    const tip = pointAt(dial, needle.angleDeg, lengths[index] ?? dial.radius);
    const look = {
      stroke: armColour(theme, needle.slot),
      'stroke-width': theme.armWidthPx * 1.25,
      'stroke-dasharray': dashArray(needle.slot, unit),
    };
    const line = svgNode('line', { x1: cx, y1: cy, x2: tip[0], y2: tip[1], ...look });
    const scale = 5 / theme.markerRadius;
    return [line, markerNode(needle.slot, tip, theme, { scale: Math.max(1, scale), halo: theme.panel })];
  });
  return [...thin, ...thick, svgNode('circle', { cx, cy, r: 2.5 * unit, fill: theme.ink })];
}

/** Names outside the rim, each side in a column of its own, pushed apart along the rim. */
function nameNodes(needles: readonly Needle[], dial: Dial, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const [cx, cy] = dial.centre;
  const rim = dial.radius + 10 * unit;
  const sides = [
    needles.filter((needle) => needle.angleDeg <= 90),
    needles.filter((needle) => needle.angleDeg > 90),
  ];
  return sides.flatMap((side, which) => {
    const direction = which === 0 ? 1 : -1;
    const wanted = side.map((needle) => pointAt(dial, needle.angleDeg, rim)[1]);
    const heights = pushApart(wanted, 17 * unit, [cy - rim + 6 * unit, cy]);
    return side.map((needle, index) => {
      const y = heights[index] ?? cy;
      const out = Math.sqrt(Math.max(0, rim ** 2 - (cy - y) ** 2));
      const x = cx + direction * (Math.max(out, 20 * unit) + 2 * unit);
      const place = { x, y: y + 5 * unit, 'text-anchor': which === 0 ? 'start' : 'end' };
      const look = { 'font-size': 14 * unit, 'font-weight': 650, fill: armColour(theme, needle.slot) };
      return svgNode('text', { ...place, ...look, ...halo(theme, theme.panel) }, needle.text);
    });
  });
}

/** The compass as SVG nodes, for the width and height of compassSize. */
export function compassNodes(model: CompassModel, theme: Theme, size: Size): SvgNode[] {
  const { unit } = theme;
  const dial = dialOf(size.width, unit);
  const needles = model.needles.flatMap((needle): Needle[] =>
    needle.angleDeg === null || !Number.isFinite(needle.angleDeg)
      ? []
      : [{ ...needle, angleDeg: needle.angleDeg, text: `${needle.arm} ${needle.angleDeg.toFixed(0)}°` }],
  );
  const [cx, cy] = dial.centre;
  const note = {
    x: cx,
    y: cy + 17 * unit,
    'text-anchor': 'middle',
    'font-size': 12 * unit,
    fill: theme.ink3,
  };
  return [
    ...dialNodes(dial, theme),
    ...needleNodes(needles, dial, theme),
    ...nameNodes(needles, dial, theme),
    svgNode('text', note, model.note),
  ];
}

/** Draws the compass into an `<svg>` and sets its height. */
export function drawCompass(
  svg: SVGSVGElement,
  model: CompassModel,
  theme: Theme,
  width = svg.clientWidth,
): void {
  if (width <= 0) return;
  const size = compassSize(width, theme.unit);
  svg.style.height = `${size.height}px`;
  mountSvg(svg, size, compassNodes(model, theme, size));
}
