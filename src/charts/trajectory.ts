/**
 * Test loss against test accuracy, one line per arm, time along the line. Dotted diagonals join what costs the same for
 * each wrong answer, loss = k (1 − accuracy): a line that climbs across them grows surer of its mistakes.
 * The level line is what guessing costs, ln C. The big marker is the moment shown; what came later is faint.
 */
import { armColour, dashArray, markerNode } from './arm-style';
import { crisp, halo } from './line-axes';
import { pushApart, textWidthPx } from './push-apart';
import { measureElement, mountSvg, roundPx, type Size, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';
import { formatTick, yTicks } from './ticks';
import { sampleAt, type TrajectoryLine, type TrajectoryModel } from './trajectory-model';
import { type TrajectoryPlot, trajectoryPlot } from './trajectory-scale';

const FONT = 12;
/** More points than this per arm and only some of them are joined. */
const MOST_POINTS = 800;

type Point = readonly [x: number, y: number];

const pointOf = (line: TrajectoryLine, index: number, plot: TrajectoryPlot): Point => [
  plot.x(line.accuracy[index] ?? 0),
  plot.y(line.loss[index] ?? 0),
];

function axisNodes(model: TrajectoryModel, plot: TrajectoryPlot, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const { left, right, top, bottom } = plot;
  const text = { 'font-size': FONT * unit, fill: theme.ink3 };
  const nodes: SvgNode[] = [];
  for (const tick of yTicks('log', model.domain.loss, bottom - top, unit)) {
    const y = crisp(plot.y(tick));
    nodes.push(svgNode('line', { x1: left, x2: right, y1: y, y2: y, stroke: theme.grid }));
    const place = { x: left - 8 * unit, y: y + 4 * unit, 'text-anchor': 'end' };
    nodes.push(svgNode('text', { ...place, ...text }, formatTick(tick)));
  }
  for (const tick of plot.xTicks) {
    const x = crisp(plot.x(tick / 100));
    nodes.push(svgNode('path', { d: `M${x} ${bottom}v${3 * unit}`, stroke: theme.axis, fill: 'none' }));
    const place = { x, y: bottom + 16 * unit, 'text-anchor': 'middle' };
    nodes.push(svgNode('text', { ...place, ...text }, String(tick)));
  }
  const place = { x: (left + right) / 2, y: bottom + 31 * unit, 'text-anchor': 'middle' };
  return [...nodes, svgNode('text', { ...place, ...text }, 'test accuracy, %')];
}

/** Lines of equal cost for each wrong answer, named where they leave the plot on the right. */
function costNodes(model: TrajectoryModel, plot: TrajectoryPlot, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const { left, right } = plot;
  const { loss, leastError } = model.domain;
  const [low, high] = loss;
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high / leastError) + 1e-9);
  const nodes: SvgNode[] = [];
  const names: { at: number; text: string }[] = [];
  for (let power = first; power <= last; power++) {
    const cost = Number((10 ** power).toPrecision(1));
    // From where it enters through the top or the left to where it leaves through the right or the bottom.
    const from = Math.min(1, high / cost);
    const to = Math.max(leastError, low / cost);
    if (to >= from * 0.999) continue;
    const d = `M${roundPx(plot.x(1 - from))} ${roundPx(plot.y(cost * from))}L${roundPx(plot.x(1 - to))} ${roundPx(plot.y(cost * to))}`;
    const look = { fill: 'none', stroke: theme.ink3, 'stroke-width': unit };
    nodes.push(svgNode('path', { d, ...look, 'stroke-dasharray': `${unit} ${4 * unit}` }));
    if (to === leastError) names.push({ at: plot.y(cost * to), text: formatTick(cost) });
  }
  const text = { 'font-size': FONT * unit, fill: theme.ink3 };
  // The topmost one says what the numbers are.
  for (const [index, { at, text: name }] of names.toReversed().entries()) {
    const place = { x: right + 6 * unit, ...text };
    nodes.push(svgNode('text', { ...place, y: at + 4 * unit }, index === 0 ? `${name} nats` : name));
    if (index === 0) nodes.push(svgNode('text', { ...place, y: at + 18 * unit }, 'per error'));
  }
  const { guessingNats } = model;
  if (guessingNats === null || guessingNats <= low || guessingNats >= high) return nodes;
  const y = crisp(plot.y(guessingNats));
  const dash = `${2 * unit} ${3 * unit}`;
  const line = { x1: left, x2: right, y1: y, y2: y, stroke: theme.ink, 'stroke-width': 1.25 * unit };
  return [
    ...nodes,
    svgNode('line', { ...line, 'stroke-dasharray': dash }),
    svgNode(
      'text',
      {
        x: right - 4 * unit,
        y: y - 5 * unit,
        'text-anchor': 'end',
        ...text,
        fill: theme.ink2,
        ...halo(theme),
      },
      `guessing, ${guessingNats.toFixed(1)}`,
    ),
  ];
}

function pathOf(line: TrajectoryLine, [from, to]: readonly [number, number], plot: TrajectoryPlot): string {
  const stride = Math.max(1, Math.ceil((to - from) / MOST_POINTS));
  const points: string[] = [];
  for (let index = from; index <= to; index += stride) {
    const [x, y] = pointOf(line, index + stride > to ? to : index, plot);
    points.push(`${roundPx(x)} ${roundPx(y)}`);
  }
  return points.length < 2 ? '' : `M${points.join('L')}`;
}

interface EpochPlace {
  readonly plot: TrajectoryPlot;
  readonly theme: Theme;
  readonly stepsPerEpoch: number;
  /** Where numbers stand already, those of other arms too. */
  readonly numbers: Point[];
}

/** Markers at whole epochs, as many as have room, some with their number. */
function epochNodes(
  line: TrajectoryLine,
  last: number,
  { plot, theme, stepsPerEpoch, numbers }: EpochPlace,
): SvgNode[] {
  const { unit } = theme;
  const nodes: SvgNode[] = [];
  let marker: Point | null = null;
  const isFar = (a: Point | null, b: Point, px: number): boolean =>
    a === null || Math.hypot(a[0] - b[0], a[1] - b[1]) >= px * unit;
  const end = pointOf(line, last, plot);
  for (let index = 1; index < last; index++) {
    const step = line.step[index] ?? 0;
    if (step === 0 || step % stepsPerEpoch !== 0) continue;
    const at = pointOf(line, index, plot);
    if (!isFar(marker, at, 11) || !isFar(end, at, 9)) continue;
    marker = at;
    nodes.push(markerNode(line.slot, at, theme, { scale: 0.8, halo: theme.bg }));
    if (numbers.some((other) => !isFar(other, at, 34)) || !isFar(end, at, 24)) continue;
    numbers.push(at);
    const text = { 'font-size': FONT * unit, fill: armColour(theme, line.slot), 'text-anchor': 'end' };
    const place = { x: at[0] - 6 * unit, y: at[1] + 13 * unit };
    nodes.push(svgNode('text', { ...place, ...text, ...halo(theme) }, String(step / stepsPerEpoch)));
  }
  return nodes;
}

function lineNodes(model: TrajectoryModel, plot: TrajectoryPlot, theme: Theme): SvgNode[] {
  return model.lines.flatMap((line) => {
    const end = line.step.length - 1;
    const last = model.step === null ? end : sampleAt(line, model.step);
    const look = {
      fill: 'none',
      stroke: armColour(theme, line.slot),
      'stroke-width': theme.armWidthPx,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dashArray(line.slot, theme.unit),
    };
    const later = last < end ? pathOf(line, [Math.max(0, last), end], plot) : '';
    const past = last > 0 ? pathOf(line, [0, last], plot) : '';
    return [
      ...(later === '' ? [] : [svgNode('path', { d: later, ...look, 'stroke-opacity': 0.28 })]),
      ...(past === '' ? [] : [svgNode('path', { d: past, ...look })]),
    ];
  });
}

/** Rule switches: a ring on the line and its words. */
function switchNodes(model: TrajectoryModel, plot: TrajectoryPlot, theme: Theme): SvgNode[] {
  const { unit } = theme;
  return model.marks.flatMap(({ slot, step, label }) => {
    const line = model.lines.find((candidate) => candidate.slot === slot);
    const index = line ? sampleAt(line, step) : -1;
    if (!line || index < 0) return [];
    const [cx, cy] = pointOf(line, index, plot);
    const colour = armColour(theme, slot);
    const isLeft = cx + 10 * unit + textWidthPx(label, FONT * unit) > plot.right;
    const side = isLeft ? { x: cx - 9 * unit, 'text-anchor': 'end' } : { x: cx + 9 * unit };
    const text = { 'font-size': FONT * unit, 'font-weight': 600, fill: colour, ...halo(theme) };
    return [
      svgNode('circle', { cx, cy, r: 5 * unit, fill: theme.bg, stroke: colour, 'stroke-width': 2 * unit }),
      svgNode('text', { ...side, y: cy - 7 * unit, ...text }, label),
    ];
  });
}

/** Where an arm diverged. */
function crossNodes([x, y]: Point, colour: string, { unit, bg }: Theme): SvgNode[] {
  const q = 6 * unit;
  const d = `M${roundPx(x - q)} ${roundPx(y - q)}l${2 * q} ${2 * q}M${roundPx(x - q)} ${roundPx(y + q)}l${2 * q} ${-2 * q}`;
  const stroke = { d, fill: 'none', 'stroke-linecap': 'round' };
  return [
    svgNode('path', { ...stroke, stroke: bg, 'stroke-width': 6 * unit }),
    svgNode('path', { ...stroke, stroke: colour, 'stroke-width': 2.5 * unit }),
  ];
}

/** Where each arm stands at the moment shown, with its name. */
function nowNodes(model: TrajectoryModel, plot: TrajectoryPlot, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const now = model.lines.flatMap((line) => {
    const last = model.step === null ? line.step.length - 1 : sampleAt(line, model.step);
    return last < 0 ? [] : [{ line, at: pointOf(line, last, plot) }];
  });
  // Names beside markers that are close to each other are pushed apart.
  const heights = pushApart(
    now.map(({ at }) => at[1]),
    14 * unit,
    [plot.top + 4 * unit, plot.bottom - 2 * unit],
  );
  const isCrowded = now.some(({ at }, index) =>
    now.some((other, place) => place !== index && Math.abs(other.at[0] - at[0]) < 70 * unit),
  );
  return now.flatMap(({ line, at: [x, y] }, index) => {
    const colour = armColour(theme, line.slot);
    const isLeft = x + 12 * unit + textWidthPx(line.arm, 13 * unit) > plot.right + 2 * unit;
    const side = isLeft ? { x: x - 11 * unit, 'text-anchor': 'end' } : { x: x + 11 * unit };
    const height = (isCrowded ? (heights[index] ?? y) : y) + 4.5 * unit;
    const text = { 'font-size': 13 * unit, 'font-weight': 650, fill: colour, ...halo(theme) };
    const isLast = model.step === null || model.step >= (line.step.at(-1) ?? 0);
    const marker =
      line.hasStopped === true && isLast
        ? crossNodes([x, y], colour, theme)
        : [markerNode(line.slot, [x, y], theme, { scale: 1.7, halo: theme.bg })];
    const name = line.hasStopped === true && isLast ? `${line.arm} stopped` : line.arm;
    return [...marker, svgNode('text', { ...side, y: height, ...text }, name)];
  });
}

/** The trajectory as SVG nodes in CSS pixels. */
export function trajectoryNodes(model: TrajectoryModel, theme: Theme, size: Size): SvgNode[] {
  const plot = trajectoryPlot(model.domain, theme, size);
  const { unit } = theme;
  const nodes = [...costNodes(model, plot, theme), ...axisNodes(model, plot, theme)];
  if (model.lines.every(({ step }) => step.length === 0)) {
    const place = {
      x: (plot.left + plot.right) / 2,
      y: (plot.top + plot.bottom) / 2,
      'text-anchor': 'middle',
    };
    const look = { 'font-size': 13 * unit, 'font-weight': 500, fill: theme.ink2 };
    return [...nodes, svgNode('text', { ...place, ...look, ...halo(theme) }, model.empty)];
  }
  const place = { plot, theme, stepsPerEpoch: model.stepsPerEpoch, numbers: [] };
  const epochs = model.lines.flatMap((line) => {
    const last = model.step === null ? line.step.length - 1 : sampleAt(line, model.step);
    return last < 1 ? [] : epochNodes(line, last, place);
  });
  return [
    ...nodes,
    ...lineNodes(model, plot, theme),
    ...epochs,
    ...switchNodes(model, plot, theme),
    ...nowNodes(model, plot, theme),
  ];
}

/** Draws the trajectory into an `<svg>`; `size` in CSS pixels, measured if absent. */
export function drawTrajectory(svg: SVGSVGElement, model: TrajectoryModel, theme: Theme, size?: Size): void {
  const drawnSize = size ?? measureElement(svg);
  if (drawnSize.width <= 0 || drawnSize.height <= 0) return;
  mountSvg(svg, drawnSize, trajectoryNodes(model, theme, drawnSize));
}

/** Step of the sample nearest to a pointer at (x, y) CSS pixels, of any arm; null without samples. */
export function stepNearPointer(
  model: TrajectoryModel,
  [x, y]: Point,
  theme: Theme,
  size: Size,
): number | null {
  const plot = trajectoryPlot(model.domain, theme, size);
  let best: number | null = null;
  let bestPx = Number.POSITIVE_INFINITY;
  for (const line of model.lines) {
    for (let index = 0; index < line.step.length; index++) {
      const at = pointOf(line, index, plot);
      const px = Math.hypot(at[0] - x, at[1] - y);
      // Of points in the same place the later one.
      if (px > bestPx) continue;
      bestPx = px;
      best = line.step[index] ?? null;
    }
  }
  return best;
}
