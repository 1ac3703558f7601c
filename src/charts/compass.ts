/**
 * Gradient compass: where each layer of each arm would step, as seen from the true gradient. Layers down, arms across; each
 * cell a half disc with a needle. 0° is the true gradient, 90° is dotted, the half beyond it points away: a step there
 * raises the loss. A thin line is where the layer pointed in epoch 1.
 */

import { armColour, armTint, dashArray, lineSampleNodes, markerNode, type Slot } from './arm-style';
import { halo } from './line-axes';
import { degreeWords } from './number-words';
import { textWidthPx } from './push-apart';
import { mountSvg, roundPx, type Size, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

export interface CompassNeedle {
  /** Degrees 0–180, or null where the angle is undefined or not yet measured. */
  readonly angleDeg: number | null;
  /** Angle in epoch 1 for the thin line, or null. */
  readonly firstDeg: number | null;
}

export interface CompassRow {
  /** "Layer 1, hidden" */
  readonly name: string;
  /** One per arm, in their order. */
  readonly needles: readonly CompassNeedle[];
}

export interface CompassModel {
  readonly arms: readonly { readonly slot: Slot; readonly name: string }[];
  readonly rows: readonly CompassRow[];
}

/** Angles beyond this point away from the true gradient. */
export const AWAY_DEG = 90;

/** Whether a step in this direction raises the loss, to first order. */
export function pointsAway(angleDeg: number | null): boolean {
  return angleDeg !== null && angleDeg > AWAY_DEG;
}

/** CSS pixels; with a height the discs are as large as fits into it. */
export interface CompassRoom {
  readonly width: number;
  readonly height?: number;
}

/** Where the cells lie, CSS pixels. */
interface Layout {
  readonly cell: number;
  readonly radius: number;
  /** From the top of a row to the centre of its discs, and to the next row. */
  readonly centre: number;
  readonly rowHeight: number;
  readonly head: number;
}

/** Small discs do without the words inside. */
const WORDS_FROM = 40;
const LEAST = 20;

const HEAD = 22;
/** Of a row, above the discs and below their centres. */
const ABOVE = 36;
const BELOW = 42;

/** The largest discs that so many rows have, in design pixels. */
function mostRadius(rows: number): number {
  if (rows <= 2) return 58;
  return rows <= 4 ? 46 : 34;
}

function layoutOf({ arms, rows }: CompassModel, { width, height }: CompassRoom, unit: number): Layout {
  const cell = width / Math.max(1, arms.length);
  const most =
    height === undefined
      ? mostRadius(rows.length) * unit
      : (height - HEAD * unit) / Math.max(1, rows.length) - (ABOVE + BELOW) * unit;
  const radius = Math.max(LEAST * unit, Math.min(most, cell / 2 - 10 * unit));
  const centre = radius + ABOVE * unit;
  return { cell, radius, centre, rowHeight: centre + BELOW * unit, head: HEAD * unit };
}

/** Size of a compass for the room that there is. */
export function compassSize(model: CompassModel, room: CompassRoom, unit: number): Size {
  const { head, rowHeight } = layoutOf(model, room, unit);
  return { width: room.width, height: head + model.rows.length * rowHeight };
}

type Point = readonly [x: number, y: number];

/** One arm's needle in one layer, and where it is drawn. */
interface Cell {
  readonly slot: Slot;
  readonly needle: CompassNeedle;
  readonly centre: Point;
  readonly radius: number;
}

function pointAt([cx, cy]: Point, angleDeg: number, distance: number): Point {
  const radians = (angleDeg * Math.PI) / 180;
  return [cx + distance * Math.cos(radians), cy - distance * Math.sin(radians)];
}

function discNodes({ slot, needle, centre, radius }: Cell, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const [cx, cy] = centre;
  const isAway = pointsAway(needle.angleDeg);
  const d = [0, 30, 60, 90, 120, 150, 180]
    .map((angleDeg) => {
      const [x1, y1] = pointAt(centre, angleDeg, radius);
      const [x2, y2] = pointAt(centre, angleDeg, radius - 4 * unit);
      return `M${roundPx(x1)} ${roundPx(y1)}L${roundPx(x2)} ${roundPx(y2)}`;
    })
    .join('');
  const r = roundPx(radius);
  const arc = `A${r} ${r} 0 0`;
  const left = `M${roundPx(cx)} ${roundPx(cy)}V${roundPx(cy - radius)}${arc} 0 ${roundPx(cx - radius)} ${roundPx(cy)}Z`;
  const rim = `M${roundPx(cx - radius)} ${roundPx(cy)}${arc} 1 ${roundPx(cx + radius)} ${roundPx(cy)}Z`;
  const ninety = { x: cx, y: cy - radius - 6 * unit, 'text-anchor': 'middle', 'font-size': 12 * unit };
  const words = { x: cx - radius / 2, y: cy - 7 * unit, 'text-anchor': 'middle', 'font-size': 12 * unit };
  return [
    svgNode('path', { d: left, fill: isAway ? armTint(theme, slot) : theme.sunk }),
    svgNode('path', { d: rim, fill: 'none', stroke: theme.axis, 'stroke-width': unit }),
    svgNode('path', { d, fill: 'none', stroke: theme.axis, 'stroke-width': unit }),
    svgNode('line', {
      x1: cx,
      x2: cx,
      y1: cy,
      y2: cy - radius,
      stroke: theme.ink,
      'stroke-width': 1.25 * unit,
      'stroke-dasharray': `${2 * unit} ${3 * unit}`,
    }),
    svgNode('text', { ...ninety, 'font-weight': 600, fill: theme.ink }, '90°'),
    ...(radius >= WORDS_FROM * unit && !isAway
      ? [svgNode('text', { ...words, fill: theme.ink2 }, 'away')]
      : []),
  ];
}

function needleNodes({ slot, needle, centre, radius }: Cell, theme: Theme): SvgNode[] {
  const { angleDeg, firstDeg } = needle;
  const { unit } = theme;
  const [cx, cy] = centre;
  const stroke = armColour(theme, slot);
  const nodes: SvgNode[] = [];
  if (firstDeg !== null) {
    const [x2, y2] = pointAt(centre, firstDeg, radius - unit);
    const look = { stroke, 'stroke-opacity': 0.4, 'stroke-width': 1.5 * unit };
    nodes.push(svgNode('line', { x1: cx, y1: cy, x2, y2, ...look }));
  }
  if (angleDeg !== null) {
    const [x2, y2] = pointAt(centre, angleDeg, radius);
    const look = {
      stroke,
      'stroke-width': theme.armWidthPx * 1.25,
      'stroke-dasharray': dashArray(slot, unit),
    };
    nodes.push(svgNode('line', { x1: cx, y1: cy, x2, y2, ...look }));
    const scale = Math.max(1, 5 / theme.markerRadius);
    nodes.push(markerNode(slot, [x2, y2], theme, { scale, halo: theme.panel }));
  }
  nodes.push(svgNode('circle', { cx, cy, r: 2.5 * unit, fill: theme.ink }));
  return nodes;
}

/** The number under a disc, and in words that it points away. */
function numberNodes(
  { slot, needle: { angleDeg }, centre: [cx, cy], radius }: Cell,
  theme: Theme,
): SvgNode[] {
  const { unit } = theme;
  const middle = { x: cx, 'text-anchor': 'middle' };
  const number = degreeWords(angleDeg, 0);
  const nodes = [
    svgNode(
      'text',
      {
        ...middle,
        y: cy + 20 * unit,
        'font-size': 16 * unit,
        'font-weight': 650,
        fill: armColour(theme, slot),
      },
      number,
    ),
  ];
  if (pointsAway(angleDeg)) {
    const look = { 'font-size': 12 * unit, 'font-weight': 600, fill: theme.ink };
    const room = 2 * radius + 20 * unit;
    const words = textWidthPx('points away', 12 * unit) <= room ? 'points away' : 'away';
    nodes.push(svgNode('text', { ...middle, y: cy + 35 * unit, ...look }, words));
  }
  return nodes;
}

/** Names of the arms over their columns, with a piece of their line where there is room; a long one is as small as it must be. */
function headNodes(model: CompassModel, { cell }: Layout, theme: Theme): SvgNode[] {
  const { unit } = theme;
  return model.arms.flatMap(({ slot, name }, column) => {
    const middle = (column + 0.5) * cell;
    const wish = textWidthPx(name, 13 * unit);
    const hasSample = wish + 30 * unit <= cell;
    const width = Math.min(wish, cell - 6 * unit);
    const size = (13 * unit * width) / wish;
    const left = middle - (width + (hasSample ? 28 * unit : 0)) / 2;
    const text = { 'font-size': size, 'font-weight': 650, fill: armColour(theme, slot) };
    const sample = hasSample
      ? [
          svgNode(
            'g',
            { transform: `translate(${roundPx(left)} ${roundPx(2 * unit)})` },
            lineSampleNodes(slot, theme, { width: 22 * unit, height: 12 * unit }),
          ),
        ]
      : [];
    const x = hasSample ? left + 28 * unit : middle;
    const anchor = hasSample ? 'start' : 'middle';
    return [...sample, svgNode('text', { x, y: 13 * unit, 'text-anchor': anchor, ...text }, name)];
  });
}

/** The compass as SVG nodes, of the size that compassSize gives for this room. */
export function compassNodes(model: CompassModel, theme: Theme, room: CompassRoom): SvgNode[] {
  const { unit } = theme;
  const layout = layoutOf(model, room, unit);
  const rows = model.rows.flatMap((row, place) => {
    const top = layout.head + place * layout.rowHeight;
    const text = {
      'font-size': 12 * unit,
      'font-weight': 600,
      fill: theme.ink2,
      ...halo(theme, theme.panel),
    };
    const line = { x1: 0, x2: room.width, y1: top + 0.5, y2: top + 0.5, stroke: theme.line };
    return [
      svgNode('line', line),
      svgNode('text', { x: 0, y: top + 15 * unit, ...text }, row.name),
      ...row.needles.flatMap((needle, column) => {
        const slot = model.arms[column]?.slot ?? 0;
        const centre: Point = [(column + 0.5) * layout.cell, top + layout.centre];
        const cell = { slot, needle, centre, radius: layout.radius };
        return [...discNodes(cell, theme), ...needleNodes(cell, theme), ...numberNodes(cell, theme)];
      }),
    ];
  });
  return [...headNodes(model, layout, theme), ...rows];
}

/** Draws the compass into an `<svg>` and sets its height. */
export function drawCompass(
  svg: SVGSVGElement,
  model: CompassModel,
  theme: Theme,
  room: CompassRoom = { width: svg.clientWidth },
): void {
  if (room.width <= 0) return;
  const size = compassSize(model, room, theme.unit);
  svg.style.height = `${size.height}px`;
  mountSvg(svg, size, compassNodes(model, theme, room));
}
