/**
 * A little network for the locality lens: a row of units per layer, the output on top, with one synapse from layer l − 1 to
 * layer l, the forward synapses above it and the way on which an error comes down to its unit. The rows around the chosen
 * layer stand further apart than the others. Symbols are laid over the drawing at `places`.
 */
import { armColour, dashArray, type Slot } from './arm-style';
import { mountSvg, type Size, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

/** How the error comes to a hidden layer: over feedback synapses, straight from the output, over the forward ones, or not. */
export type LensPath = 'feedback' | 'direct' | 'forward' | 'none';

export interface LensModel {
  /** Units of the input, then of every layer. `[L + 1]` */
  readonly units: readonly number[];
  /** The layer looked at, from 1. */
  readonly layer: number;
  readonly path: LensPath;
  readonly slot: Slot;
}

/** Where something lives, seen from the drawn synapse. */
export type LensPlace =
  | 'presynaptic'
  | 'postsynaptic'
  | 'synapse'
  | 'feedbackSynapse'
  | 'unitsAbove'
  | 'outputUnits'
  | 'teacher'
  | 'random'
  | 'forwardAbove'
  | 'otherSynapses'
  | 'otherUnits'
  | 'copies';

/** Places whose symbols end where the point is; all others have it in their middle. */
export const ENDS: ReadonlySet<LensPlace> = new Set([
  'synapse',
  'copies',
  'otherSynapses',
  'otherUnits',
  'forwardAbove',
  'random',
]);

type Point = readonly [number, number];

/** CSS pixels. */
export interface LensLayout {
  readonly size: Size;
  /** Height of the middle of every row, input first. `[L + 1]` */
  readonly rows: readonly number[];
  /** Left edge of the units; names stand before it. */
  readonly left: number;
  /** Where the symbols of each place are written: see ENDS. */
  readonly places: Readonly<Record<LensPlace, Point>>;
}

/** Design pixels. */
const NAMES = 92;
const RIGHT = 44;
const TOP = 30;
const BOTTOM = 32;
const WIDE_GAP = 66;
const GAP = 48;
const NARROW_GAP = 32;
const FEW_ROWS = 4;
const RADIUS = 6;

/** Units drawn in a row; more are three dots. */
const DRAWN = 4;
/** The unit that the synapse sits on, and the one that it comes from. */
const POST = 1;

const middle = (a: number, b: number): number => (a + b) / 2;

/** Places of rows and symbols for a width in CSS pixels. */
export function lensLayout(
  model: Pick<LensModel, 'units' | 'layer'>,
  width: number,
  unit: number,
): LensLayout {
  const { units, layer } = model;
  const last = units.length - 1;
  const isRoomy = units.length <= FEW_ROWS;
  const heights: number[] = [];
  let y = TOP * unit;
  for (let row = last; row >= 0; row--) {
    heights[row] = y;
    const isNear = row === layer || row === layer + 1;
    const isNext = row === layer + 2;
    y += (isNear ? WIDE_GAP : isRoomy || isNext ? GAP : NARROW_GAP) * unit;
  }
  const rowAt = (row: number): number => heights[Math.min(Math.max(row, 0), last)] ?? 0;
  const left = NAMES * unit;
  const xAt = (column: number): number => unitX({ left, width, unit }, column);
  const post = xAt(POST);
  const here = rowAt(layer);
  const above = rowAt(layer + 1);
  const below = rowAt(layer - 1);
  const gap = layer === last ? here - 18 * unit : middle(here, above);
  const right = xAt(DRAWN - 1);
  return {
    size: { width, height: rowAt(0) + BOTTOM * unit },
    rows: heights,
    left,
    places: {
      presynaptic: [post, below + 19 * unit],
      postsynaptic: [post + 30 * unit, here + 20 * unit],
      synapse: [post - 6 * unit, middle(here, below) + 8 * unit],
      copies: [width, middle(here, below) + 6 * unit],
      otherSynapses: [width, middle(here, below) + 27 * unit],
      otherUnits: [width, here + 18 * unit],
      forwardAbove: [post - 8 * unit, gap],
      feedbackSynapse: [right - 6 * unit, gap + 4 * unit],
      random: [width, Math.max(gap - 16 * unit, 10 * unit)],
      unitsAbove: [right + 4 * unit, above - 19 * unit],
      outputUnits: [right + 4 * unit, rowAt(last) - 19 * unit],
      teacher: [post, rowAt(last) - 19 * unit],
    },
  };
}

function unitX({ left, width, unit }: { left: number; width: number; unit: number }, column: number): number {
  const first = left + (RADIUS + 4) * unit;
  return first + ((width - RIGHT * unit - first) * column) / (DRAWN - 1);
}

/** The row under a height in CSS pixels: 0 is the input. */
export function lensRowAt({ rows }: Pick<LensLayout, 'rows'>, y: number): number {
  let nearest = 0;
  rows.forEach((height, row) => {
    if (Math.abs(height - y) < Math.abs((rows[nearest] ?? 0) - y)) nearest = row;
  });
  return nearest;
}

interface Line {
  readonly from: Point;
  readonly to: Point;
}

const straight = ({ from, to }: Line, look: Record<string, string | number>): SvgNode =>
  svgNode('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], ...look });

/** A tip at the end of a way that comes from the upper right. */
function tipNode([x, y]: Point, unit: number, colour: string): SvgNode {
  const long = 7 * unit;
  return svgNode('path', {
    d: `M${x} ${y}l${long} ${-long * 0.15}l${-long * 0.5} ${-long * 0.75}Z`,
    fill: colour,
  });
}

/** Where the units of a drawing stand. */
interface Places {
  readonly layout: LensLayout;
  readonly unit: number;
  /** Columns of the units drawn in a row. */
  readonly columns: (row: number) => number[];
  /** The middle of a unit; of the last one drawn where there are fewer. */
  readonly at: (row: number, column: number) => Point;
}

function placesOf(model: LensModel, width: number, unit: number): Places {
  const layout = lensLayout(model, width, unit);
  const drawn = (row: number): number => Math.min(DRAWN, model.units[row] ?? 0);
  return {
    layout,
    unit,
    columns: (row) => Array.from({ length: drawn(row) }, (_, column) => column),
    at: (row, column) => [
      unitX({ left: layout.left, width, unit }, Math.min(column, drawn(row) - 1)),
      layout.rows[row] ?? 0,
    ],
  };
}

/** The way of the error from the units of row `source` to the unit that the synapse sits on: one in full, the others as its shadows. */
function feedbackNodes(model: LensModel, { layout, unit, columns, at }: Places, theme: Theme): SvgNode[] {
  const { layer, slot, path } = model;
  const source = path === 'direct' ? model.units.length - 1 : layer + 1;
  const colour = armColour(theme, slot);
  const post = at(layer, POST);
  const [toX, toY] = [post[0] + (RADIUS + 1.5) * unit, post[1] - 3 * unit];
  const [bendX] = layout.places.feedbackSynapse;
  const out = layout.size.width - 8 * unit;
  const sources = columns(source);
  const ways = sources.map((column) => {
    const [x, y] = at(source, column);
    const start = y + RADIUS * unit;
    const bend =
      source > layer + 1
        ? `${out} ${start + 24 * unit} ${out} ${toY - 40 * unit}`
        : `${x} ${middle(start, toY)} ${bendX} ${toY - 12 * unit}`;
    const look =
      column === sources.length - 1
        ? { 'stroke-width': 1.5 * unit, 'stroke-dasharray': dashArray(slot, unit) }
        : { 'stroke-width': unit, 'stroke-opacity': 0.4 };
    return svgNode('path', {
      d: `M${x} ${start}C${bend} ${toX} ${toY}`,
      fill: 'none',
      stroke: colour,
      ...look,
    });
  });
  return [...ways, tipNode([toX, toY], unit, colour)];
}

/** The forward synapses around the unit: those from below, the one looked at, those to the layer above. */
function synapseNodes(
  { units, layer, path, slot }: LensModel,
  { unit, columns, at }: Places,
  theme: Theme,
): SvgNode[] {
  const post = at(layer, POST);
  const thin = { stroke: theme.axis, 'stroke-width': unit };
  const transported = { stroke: armColour(theme, slot), 'stroke-width': 1.5 * unit };
  const above = layer === units.length - 1 ? [] : columns(layer + 1);
  return [
    ...columns(layer - 1).map((column) => straight({ from: at(layer - 1, column), to: post }, thin)),
    ...above.map((column) =>
      straight({ from: post, to: at(layer + 1, column) }, path === 'forward' ? transported : thin),
    ),
    straight({ from: at(layer - 1, POST), to: post }, { stroke: theme.ink, 'stroke-width': 2.5 * unit }),
  ];
}

/** Units as circles, the two ends of the synapse filled; dots for those that are not drawn. */
function unitNodes(
  { units, layer, path }: LensModel,
  { unit, columns, at }: Places,
  theme: Theme,
): SvgNode[] {
  return units.flatMap((count, row) => {
    const isNear = Math.abs(row - layer) <= 1 || (path === 'direct' && row === units.length - 1);
    const [endX] = at(row, POST);
    const circles = columns(row).map((column) => {
      const [cx, cy] = at(row, column);
      const isEnd = (row === layer || row === layer - 1) && cx === endX;
      const look = isEnd
        ? { fill: theme.ink, stroke: theme.ink }
        : { fill: theme.panel, stroke: isNear ? theme.edge : theme.axis };
      return svgNode('circle', { cx, cy, r: RADIUS * unit, 'stroke-width': 1.25 * unit, ...look });
    });
    if (count <= DRAWN) return circles;
    const [lastX, cy] = at(row, DRAWN - 1);
    const dots = [14, 19, 24].map((shift) =>
      svgNode('circle', { cx: lastX + shift * unit, cy, r: 1.25 * unit, fill: theme.ink3 }),
    );
    return [...circles, ...dots];
  });
}

/** The drawing as SVG nodes, of the size of the layout. */
export function lensNodes(model: LensModel, theme: Theme, width: number): SvgNode[] {
  const places = placesOf(model, width, theme.unit);
  const hasFeedback = model.path === 'feedback' || model.path === 'direct';
  return [
    ...synapseNodes(model, places, theme),
    ...(hasFeedback ? feedbackNodes(model, places, theme) : []),
    ...unitNodes(model, places, theme),
  ];
}

/** Draws the network into an `<svg>` whose box has the size of the layout. */
export function drawLens(svg: SVGSVGElement, model: LensModel, theme: Theme, width: number): void {
  if (width <= 0) return;
  const { size } = lensLayout(model, width, theme.unit);
  mountSvg(svg, size, lensNodes(model, theme, width));
}
