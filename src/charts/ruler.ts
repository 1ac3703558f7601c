/**
 * The one time axis: numbers 0…N, the travelled part in ink, the playhead as a pill with the epoch to one decimal,
 * an outlined pill under the pointer and a short tick for every rule switch.
 */

import { armColour, type Slot } from './arm-style';
import { type TimeScale, timeScale } from './frame';
import { crisp, unitX } from './line-axes';
import type { XAxis } from './line-chart-model';
import { epochWords } from './number-words';
import { measureElement, mountSvg, type Size, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';
import { epochStep, epochTicks, formatEpoch, formatTick } from './ticks';

export interface RulerModel {
  readonly x: XAxis;
  /** Newest recorded step: end of the travelled part. */
  readonly live: number;
  readonly playhead: number;
  readonly hover: number | null;
  readonly switches: readonly { readonly slot: Slot; readonly step: number }[];
}

function rulerEpochs(x: XAxis, scale: TimeScale, unit: number): { ticks: number[]; numbers: number[] } {
  const { epochs, stepsPerEpoch } = x;
  if (x.scale === 'log') {
    const values: number[] = [];
    for (let epoch = 1e-3; epoch <= epochs; epoch *= 10) if (epoch * stepsPerEpoch >= 1) values.push(epoch);
    return { ticks: values, numbers: values };
  }
  const pxPerEpoch = (scale.right - scale.left) / epochs;
  const every = epochStep(pxPerEpoch, 26 * unit, epochs > 3);
  const tickEvery = Math.min(every, epochStep(pxPerEpoch, 6 * unit));
  return { ticks: epochTicks(epochs, tickEvery), numbers: epochTicks(epochs, every) };
}

function pillNodes(centre: number, epoch: string, height: number, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const half = (epoch.length > 4 ? 21 : 17) * unit;
  const tall = 19 * unit;
  const top = height - tall - 4 * unit;
  const r = 4 * unit;
  const corner = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx * r} ${dy * r}`;
  const foot = half - 2 * r;
  const d =
    `M${centre - half + r} ${top}h${2 * half - 2 * r}${corner(1, 1)}v${tall - 2 * r}${corner(-1, 1)}h${-foot}` +
    `L${centre} ${height + 1}L${centre - r} ${top + tall}h${-foot}${corner(-1, -1)}v${2 * r - tall}${corner(1, -1)}Z`;
  const text = { x: centre, y: top + 13.5 * unit, 'text-anchor': 'middle', 'font-size': 12 * unit };
  return [
    svgNode('path', { d, fill: theme.fill }),
    svgNode('text', { ...text, 'font-weight': 650, fill: theme.onFill }, epoch),
  ];
}

function hoverPillNodes(centre: number, epoch: string, height: number, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const half = (epoch.length > 4 ? 19 : 15) * unit;
  const box = { x: centre - half, y: height - 23 * unit, width: 2 * half, height: 19 * unit, rx: 4 * unit };
  const text = { x: centre, y: height - 9.5 * unit, 'text-anchor': 'middle', 'font-size': 12 * unit };
  return [
    svgNode('rect', { ...box, fill: theme.bg, stroke: theme.edge }),
    svgNode('text', { ...text, 'font-weight': 600, fill: theme.ink }, epoch),
  ];
}

/** The ruler as SVG nodes. */
export function rulerNodes(model: RulerModel, theme: Theme, size: Size): SvgNode[] {
  const { unit } = theme;
  const { stepsPerEpoch } = model.x;
  const scale = timeScale(model.x, size.width, unit);
  const { height } = size;
  const { ticks, numbers } = rulerEpochs(model.x, scale, unit);
  const head = scale.x(model.playhead);
  const isFarFrom = (px: number, room: number, other: number | null): boolean =>
    other === null || Math.abs(px - other) > room * unit;
  const hoverX = model.hover === null ? null : scale.x(model.hover);
  const hoverShown = hoverX !== null && isFarFrom(hoverX, 30, head) ? hoverX : null;
  const baseline = { y1: height - 1, y2: height - 1 };
  const textY = height - 7 * unit;
  const font = { y: textY, 'font-size': 12 * unit };
  const d = ticks
    .map((epoch) => `M${crisp(scale.x(epoch * stepsPerEpoch))} ${height - 4 * unit}v${4 * unit}`)
    .join('');
  const nodes: SvgNode[] = [
    svgNode('line', { x1: scale.left, x2: scale.right, ...baseline, stroke: theme.axis }),
    svgNode('path', { d, stroke: theme.axis, fill: 'none' }),
    svgNode('line', {
      x1: scale.left,
      x2: scale.x(Math.max(0, model.live)),
      ...baseline,
      stroke: theme.ink,
      'stroke-width': 2 * unit,
    }),
  ];
  const words = numbers.map((epoch) =>
    model.x.scale === 'log' ? formatTick(Number(epoch.toPrecision(2))) : formatEpoch(epoch),
  );
  numbers.forEach((epoch, index) => {
    const x = scale.x(epoch * stepsPerEpoch);
    if (!isFarFrom(x, 25, head) || !isFarFrom(x, 23, hoverShown)) return;
    nodes.push(svgNode('text', { ...font, x, 'text-anchor': 'middle', fill: theme.ink2 }, words[index]));
  });
  const wordX = unitX(scale, (numbers.at(-1) ?? 0) * stepsPerEpoch, words.at(-1) ?? '', unit);
  if (isFarFrom(wordX, 32, head) && isFarFrom(wordX, 28, hoverShown))
    nodes.push(svgNode('text', { ...font, x: wordX, fill: theme.ink3 }, 'epochs'));
  for (const mark of model.switches) {
    const x = crisp(scale.x(mark.step) - 0.5);
    const look = { stroke: armColour(theme, mark.slot), 'stroke-width': 2 * unit };
    nodes.push(svgNode('line', { x1: x, x2: x, y1: height - 6 * unit, y2: height, ...look }));
  }
  const epochText = (step: number): string => epochWords(step, stepsPerEpoch);
  if (hoverShown !== null && model.hover !== null)
    nodes.push(...hoverPillNodes(hoverShown, epochText(model.hover), height, theme));
  nodes.push(...pillNodes(head, epochText(model.playhead), height, theme));
  return nodes;
}

/** Draws the ruler into an `<svg>` of 28 design pixels' height (overflow visible). */
export function drawRuler(svg: SVGSVGElement, model: RulerModel, theme: Theme, size?: Size): void {
  const drawnSize = size ?? measureElement(svg);
  if (drawnSize.width <= 0) return;
  mountSvg(svg, drawnSize, rulerNodes(model, theme, drawnSize));
}
