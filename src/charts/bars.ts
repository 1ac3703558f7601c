/**
 * What every arm answers to one input: predicted probabilities per class, arms side by side in slot order, the label
 * as an ink pill on the axis; for regression the outputs around zero with the target as an ink tick.
 */
import type { Slot } from './arm-style';
import { barNodes } from './bar-fills';
import { roundLog } from './domains';
import { crisp } from './line-axes';
import { textWidthPx } from './push-apart';
import { measureElement, mountSvg, type Size, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';
import { formatTick } from './ticks';

export interface BarArm {
  readonly slot: Slot;
  /** One per class or output; not finite draws no bar. */
  readonly values: Float32Array;
}

export type BarsModel =
  | {
      readonly kind: 'classes';
      /** Short name per class. */
      readonly names: readonly string[];
      /** The whole names, where they differ: the title of a short one. */
      readonly fullNames?: readonly string[];
      /** Class of the input, or null (a drawn digit). */
      readonly label: number | null;
      readonly arms: readonly BarArm[];
    }
  | {
      readonly kind: 'regression';
      readonly names: readonly string[];
      readonly target: Float32Array | null;
      readonly arms: readonly BarArm[];
    };

/** Design pixels: columns narrower than this have no room for a name each; the second line of names. */
const LEAST_COLUMN = 20;
const LONGEST_NAME = 96;
const NAME_LINE = 15;

interface BarsFrame {
  readonly size: Size;
  readonly top: number;
  readonly bottom: number;
  readonly column: number;
  readonly barWidth: number;
  /** Names stand in two lines by turns, because some are wider than a column. */
  readonly isStaggered: boolean;
  readonly y: (value: number) => number;
}

function barsFrame(model: BarsModel, theme: Theme, size: Size): BarsFrame {
  const { unit } = theme;
  const top = 17 * unit;
  const column = size.width / Math.max(1, model.names.length);
  const isWide = (name: string): boolean => textWidthPx(name, 12 * unit, false) > column - 3 * unit;
  const isStaggered = column >= LEAST_COLUMN * unit && model.names.some(isWide);
  const bottom = size.height - (isStaggered ? 17 + NAME_LINE : 17) * unit;
  const barWidth = Math.min(13 * unit, (column * 0.78) / Math.max(2, model.arms.length));
  const [low, high] = valueRange(model);
  // Outputs that are no probabilities (squared error on classes, a diverging arm) end at the edge.
  const share = (value: number): number => Math.min(1, Math.max(0, (value - low) / (high - low)));
  const y = (value: number): number => bottom - share(value) * (bottom - top);
  return { size, top, bottom, column, barWidth, isStaggered, y };
}

function valueRange(model: BarsModel): readonly [number, number] {
  if (model.kind === 'classes') return [0, 1];
  let largest = 0;
  for (const values of [...model.arms.map((arm) => arm.values), model.target ?? []])
    for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  const limit = largest > 0 ? roundLog(largest, false) : 1;
  return [-limit, limit];
}

function gridNodes(model: BarsModel, frame: BarsFrame, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const [low, high] = valueRange(model);
  const lines = model.kind === 'classes' ? [0.5, 1] : [low, low / 2, high / 2, high];
  const rule = (value: number, stroke: string): SvgNode => {
    const y = crisp(frame.y(value));
    return svgNode('line', { x1: 0, x2: frame.size.width, y1: y, y2: y, stroke });
  };
  const text = { x: 0, 'font-size': 12 * unit, fill: theme.ink3 };
  const top = { ...text, y: frame.top - 4 * unit };
  const words = model.kind === 'classes' ? '100 %' : `±${formatTick(high)}`;
  return [...lines.map((value) => rule(value, theme.grid)), rule(0, theme.axis), svgNode('text', top, words)];
}

/** Cuts a name to a width in CSS pixels. */
export function fitText(text: string, roomPx: number, fontPx: number): string {
  if (textWidthPx(text, fontPx, false) <= roomPx) return text;
  let kept = text;
  while (kept.length > 1 && textWidthPx(`${kept}…`, fontPx, false) > roomPx) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

interface ShownName {
  readonly index: number;
  readonly text: string;
  /** Middle, CSS pixels. */
  readonly x: number;
}

/** The names that have room: all of them, or the label's and then those of the longest bars. */
function shownNames(model: BarsModel, frame: BarsFrame, unit: number): ShownName[] {
  const font = 12 * unit;
  const label = model.kind === 'classes' ? model.label : null;
  const centreOf = (index: number): number => frame.column * (index + 0.5);
  if (frame.column >= LEAST_COLUMN * unit)
    return model.names.map((name, index) => {
      const room = frame.column * (frame.isStaggered ? 2 : 1) - (index === label ? 8 : 3) * unit;
      const text = fitText(name, room, font);
      const half = frame.isStaggered
        ? textWidthPx(text, font, false) / 2 + (index === label ? 4 : 0) * unit
        : 0;
      const x = Math.min(Math.max(centreOf(index), half), frame.size.width - half);
      return { index, text, x };
    });
  const height = (index: number): number =>
    index === label
      ? Number.POSITIVE_INFINITY
      : Math.max(0, ...model.arms.map(({ values }) => Math.abs(values[index] ?? 0) || 0));
  const order = model.names.map((_, index) => index).sort((a, b) => height(b) - height(a));
  const placed: (ShownName & { readonly half: number })[] = [];
  for (const index of order) {
    const text = fitText(model.names[index] ?? '', LONGEST_NAME * unit, font);
    const half = textWidthPx(text, font) / 2 + 4 * unit;
    const x = Math.min(Math.max(centreOf(index), half), frame.size.width - half);
    const isFree = placed.every((other) => Math.abs(other.x - x) > other.half + half);
    if (isFree && height(index) > 0.01) placed.push({ index, text, x, half });
  }
  return placed;
}

function nameNodes(model: BarsModel, frame: BarsFrame, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const font = 12 * unit;
  return shownNames(model, frame, unit).flatMap(({ index, text: shown, x }) => {
    const isLabel = model.kind === 'classes' && index === model.label;
    const full =
      (model.kind === 'classes' ? model.fullNames?.[index] : undefined) ?? model.names[index] ?? '';
    const line = frame.isStaggered && index % 2 === 1 ? NAME_LINE * unit : 0;
    const place = { x, y: frame.bottom + 13 * unit + line, 'text-anchor': 'middle', 'font-size': font };
    const content = shown === full ? shown : [svgNode('title', {}, full), svgNode('tspan', {}, shown)];
    const look = { 'font-weight': isLabel ? 650 : 400, fill: isLabel ? theme.onFill : theme.ink2 };
    const text = svgNode('text', { ...place, ...look }, content);
    if (!isLabel) return [text];
    const room = frame.isStaggered
      ? frame.column
      : Math.max(frame.column / 2, Math.min(x, frame.size.width - x));
    const half = Math.min(room, Math.max(9 * unit, textWidthPx(shown, font) / 2 + 4 * unit));
    const box = { x: x - half, y: frame.bottom + 1.5 * unit + line, width: 2 * half, height: 15.5 * unit };
    return [svgNode('rect', { ...box, rx: 3 * unit, fill: theme.fill }), text];
  });
}

function armBars(model: BarsModel, frame: BarsFrame, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const { barWidth } = frame;
  const gap = Math.min(1.5 * unit, barWidth * 0.2);
  const arms = [...model.arms].sort((a, b) => a.slot - b.slot);
  const zero = frame.y(0);
  const nodes: SvgNode[] = [];
  for (let index = 0; index < model.names.length; index++) {
    const centre = frame.column * (index + 0.5);
    arms.forEach((arm, order) => {
      const value = arm.values[index] ?? Number.NaN;
      if (!Number.isFinite(value)) return;
      const x = centre + (order - arms.length / 2) * barWidth + gap / 2;
      const end = frame.y(value);
      const height = Math.max(unit, Math.abs(end - zero));
      const y = end <= zero ? zero - height : zero;
      nodes.push(...barNodes(arm.slot, { x, y, width: barWidth - gap, height }, theme));
    });
    if (model.kind === 'regression' && model.target !== null) {
      const y = frame.y(model.target[index] ?? Number.NaN);
      const half = (arms.length / 2) * barWidth + 3 * unit;
      if (Number.isFinite(y))
        nodes.push(
          svgNode('line', {
            x1: centre - half,
            x2: centre + half,
            y1: y,
            y2: y,
            stroke: theme.ink,
            'stroke-width': 2 * unit,
          }),
        );
    }
  }
  return nodes;
}

/** The bars as SVG nodes. */
export function barsNodes(model: BarsModel, theme: Theme, size: Size): SvgNode[] {
  const frame = barsFrame(model, theme, size);
  return [
    ...gridNodes(model, frame, theme),
    ...armBars(model, frame, theme),
    ...nameNodes(model, frame, theme),
  ];
}

/** Draws the bars into an `<svg>`, 82 design pixels high (phone 112). */
export function drawBars(svg: SVGSVGElement, model: BarsModel, theme: Theme, size?: Size): void {
  const drawnSize = size ?? measureElement(svg);
  if (drawnSize.width <= 0) return;
  mountSvg(svg, drawnSize, barsNodes(model, theme, drawnSize));
}
