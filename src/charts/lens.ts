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

/** The drawing as SVG nodes, of the size of the layout. */
export function lensNodes(model: LensModel, theme: Theme, width: number): SvgNode[] {
  const { units, layer, path, slot } = model;
  const { unit } = theme;
  const layout = lensLayout(model, width, unit);
  const last = units.length - 1;
  const yAt = (row: number): number => layout.rows[row] ?? 0;
  const xAt = (column: number): number => unitX({ left: layout.left, width, unit }, column);
  const drawn = (row: number): number => Math.min(DRAWN, units[row] ?? 0);
  const columns = (row: number): number[] => Array.from({ length: drawn(row) }, (_, column) => column);
  const at = (row: number, column: number): Point => [xAt(Math.min(column, drawn(row) - 1)), yAt(row)];
  const post = at(layer, POST);
  const pre = at(layer - 1, POST);
  const thin = { stroke: theme.axis, 'stroke-width': unit };
  const armLook = { stroke: armColour(theme, slot), 'stroke-width': 1.5 * unit, fill: 'none' };

  const others = columns(layer - 1).map((column) =>
    straight({ from: at(layer - 1, column), to: post }, thin),
  );
  const synapse = straight({ from: pre, to: post }, { stroke: theme.ink, 'stroke-width': 2.5 * unit });
  const isTransported = path === 'forward';
  const forward =
    layer === last
      ? []
      : columns(layer + 1).map((column) =>
          straight(
            { from: post, to: at(layer + 1, column) },
            isTransported ? { stroke: armColour(theme, slot), 'stroke-width': 1.5 * unit } : thin,
          ),
        );
  const source = path === 'direct' ? last : layer + 1;
  const feedback =
    path === 'feedback' || path === 'direct' ? feedbackNodes(layout, at, { source, layer }) : [];

  function feedbackNodes(
    { places }: LensLayout,
    place: (row: number, column: number) => Point,
    way: { readonly source: number; readonly layer: number },
  ): SvgNode[] {
    const [bendX] = places.feedbackSynapse;
    const [toX, toY] = [post[0] + (RADIUS + 1.5) * unit, post[1] - 3 * unit];
    const isFar = way.source > way.layer + 1;
    const sources = columns(way.source);
    const ways = sources.map((column) => {
      const [x, y] = place(way.source, column);
      const out = width - 8 * unit;
      const start = y + RADIUS * unit;
      const d = isFar
        ? `M${x} ${start}C${out} ${start + 24 * unit} ${out} ${toY - 40 * unit} ${toX} ${toY}`
        : `M${x} ${start}C${x} ${middle(start, toY)} ${bendX} ${toY - 12 * unit} ${toX} ${toY}`;
      // One of them in full, the others as its shadows.
      return column === sources.length - 1
        ? svgNode('path', { d, ...armLook, 'stroke-dasharray': dashArray(slot, unit) })
        : svgNode('path', { d, ...armLook, 'stroke-width': unit, 'stroke-opacity': 0.4 });
    });
    return [...ways, tipNode([toX, toY], unit, armColour(theme, slot))];
  }

  const circles = units.flatMap((count, row) => {
    const isNear = Math.abs(row - layer) <= 1 || (path === 'direct' && row === last);
    const nodes = columns(row).map((column) => {
      const [cx, cy] = at(row, column);
      const isOwn = (row === layer || row === layer - 1) && cx === (row === layer ? post : pre)[0];
      const look = isOwn
        ? { fill: theme.ink, stroke: theme.ink }
        : { fill: theme.panel, stroke: isNear ? theme.edge : theme.axis };
      return svgNode('circle', { cx, cy, r: RADIUS * unit, 'stroke-width': 1.25 * unit, ...look });
    });
    const dots = [0, 5, 10].map((shift) =>
      svgNode('circle', {
        cx: xAt(DRAWN - 1) + (14 + shift) * unit,
        cy: yAt(row),
        r: 1.25 * unit,
        fill: theme.ink3,
      }),
    );
    return count > DRAWN ? [...nodes, ...dots] : nodes;
  });
  return [...others, ...forward, synapse, ...feedback, ...circles];
}

/** Draws the network into an `<svg>` whose box has the size of the layout. */
export function drawLens(svg: SVGSVGElement, model: LensModel, theme: Theme, width: number): void {
  if (width <= 0) return;
  const { size } = lensLayout(model, width, theme.unit);
  mountSvg(svg, size, lensNodes(model, theme, width));
}
