/**
 * Lines and what stands on them: thin training lines first, dashed test lines with markers at whole epochs,
 * rule switches (hairline, hollow ring, the two names) and divergence (a cross at the last finite value).
 */
import { armColour, dashArray, markerNode } from './arm-style';
import { samplesPath } from './decimate';
import type { Plot } from './frame';
import { crisp, halo } from './line-axes';
import type { ChartLine, ChartMark, LineChartModel, Samples } from './line-chart-model';
import { textWidthPx } from './push-apart';
import { lastFiniteIndex, lastStep, smoothSamples, valueAt } from './samples';
import { type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';
import { epochStep, formatEpoch } from './ticks';

/** The samples that carry the full style: smoothed ones where smoothing is on. */
export function shownSamples(line: ChartLine): Samples {
  return line.smoothSteps !== undefined && line.smoothSteps > 0
    ? smoothSamples(line, line.smoothSteps)
    : line;
}

type Look = Readonly<Record<string, string | number>>;

/** Above this jump from point to point a dash pattern turns into dust. */
const JAGGED_PX = 6;

function pathNode(samples: Samples, plot: Plot, look: Look, jaggedLook: Look = look): SvgNode[] {
  const { top, bottom, x } = plot.frame;
  const { d, meanJumpPx } = samplesPath(samples, { x, y: plot.y }, [top - 3, bottom + 3]);
  if (d === '') return [];
  const chosen = meanJumpPx > JAGGED_PX ? jaggedLook : look;
  return [svgNode('path', { d, fill: 'none', 'stroke-linejoin': 'round', ...chosen })];
}

function linePaths(line: ChartLine, plot: Plot, theme: Theme): SvgNode[] {
  const stroke = armColour(theme, line.slot);
  const isSmoothed = line.smoothSteps !== undefined && line.smoothSteps > 0;
  const thin = { stroke, 'stroke-width': theme.thinWidthPx };
  const raw = isSmoothed ? pathNode(line, plot, { ...thin, 'stroke-opacity': 0.4 }) : [];
  if (line.kind === 'train') {
    const look = isSmoothed
      ? { stroke, 'stroke-width': theme.thinWidthPx * 1.5 }
      : { ...thin, 'stroke-opacity': theme.thinOpacity };
    return [...raw, ...pathNode(shownSamples(line), plot, look)];
  }
  const dash = dashArray(line.slot, theme.unit);
  const look = { stroke, 'stroke-width': theme.armWidthPx, 'stroke-dasharray': dash };
  return [...raw, ...pathNode(shownSamples(line), plot, look, thin)];
}

/** Steps of whole epochs, thinned to one per 24 design pixels. */
export function markerSteps(model: LineChartModel, plot: Plot, unit: number): number[] {
  const { epochs, stepsPerEpoch, scale } = model.x;
  const { frame } = plot;
  const steps: number[] = [];
  if (scale === 'log') {
    for (let epoch = 0, beforePx = Number.NEGATIVE_INFINITY; epoch <= epochs; epoch++) {
      const px = frame.x(epoch * stepsPerEpoch);
      if (px - beforePx < 24 * unit) continue;
      steps.push(epoch * stepsPerEpoch);
      beforePx = px;
    }
    return steps;
  }
  const every = epochStep((frame.right - frame.left) / epochs, 24 * unit);
  for (let epoch = 0; epoch <= epochs; epoch += every) steps.push(epoch * stepsPerEpoch);
  return steps;
}

/** Whether a value lies inside the plot (a marker is not cut in half at its edge). */
export function isInside(y: number, plot: Plot): boolean {
  return y >= plot.frame.top - 1 && y <= plot.frame.bottom + 1;
}

function lineMarkers(line: ChartLine, steps: readonly number[], plot: Plot, theme: Theme): SvgNode[] {
  const samples = shownSamples(line);
  const live = lastStep(samples);
  const nodes: SvgNode[] = [];
  for (const step of steps) {
    const value = step <= live ? valueAt(samples, step) : null;
    if (value === null || !isInside(plot.y(value), plot)) continue;
    nodes.push(markerNode(line.slot, [plot.frame.x(step), plot.y(value)], theme));
  }
  return nodes;
}

/** Paths of all lines, training lines first, then the markers; solid under dashed, so that coinciding lines both show. */
export function lineNodes(model: LineChartModel, plot: Plot, theme: Theme): SvgNode[] {
  const train = model.lines.filter((line) => line.kind === 'train');
  const test = model.lines.filter((line) => line.kind === 'test').sort((a, b) => a.slot - b.slot);
  const steps = markerSteps(model, plot, theme.unit);
  return [
    ...[...train, ...test].flatMap((line) => linePaths(line, plot, theme)),
    ...test.flatMap((line) => lineMarkers(line, steps, plot, theme)),
  ];
}

function nameNode(text: string, place: Record<string, string | number>, theme: Theme): SvgNode {
  return svgNode(
    'text',
    { 'font-size': 12 * theme.unit, 'font-weight': 600, ...place, ...halo(theme) },
    text,
  );
}

type SwitchMark = Extract<ChartMark, { kind: 'switch' }>;

function switchNodes(model: LineChartModel, mark: SwitchMark, plot: Plot, theme: Theme): SvgNode[] {
  const { frame, y } = plot;
  const { unit } = theme;
  const x = frame.x(mark.step);
  const colour = armColour(theme, mark.slot);
  const nodes = [
    svgNode('line', {
      x1: crisp(x - 0.5),
      x2: crisp(x - 0.5),
      y1: frame.top,
      y2: frame.bottom,
      stroke: colour,
      'stroke-width': unit,
    }),
  ];
  for (const line of model.lines) {
    if (line.kind !== 'test' || line.slot !== mark.slot) continue;
    const value = valueAt(shownSamples(line), mark.step);
    if (value === null || !isInside(y(value), plot)) continue;
    const ring = { cx: x, cy: y(value), r: 5 * unit, fill: theme.bg, stroke: colour };
    nodes.push(svgNode('circle', { ...ring, 'stroke-width': 2 * unit }));
  }
  return nodes;
}

/** The names beside the hairlines, in rows of their own where two switches are close. */
function switchNames(
  marks: readonly SwitchMark[],
  model: LineChartModel,
  plot: Plot,
  theme: Theme,
): SvgNode[] {
  const { frame } = plot;
  const { unit } = theme;
  const rows: { from: number; to: number }[][] = [];
  return marks.flatMap((mark) => {
    const x = frame.x(mark.step);
    const text = `${mark.to} from epoch ${formatEpoch(mark.step / model.x.stepsPerEpoch)}`;
    const width = textWidthPx(text, 12 * unit);
    const isFlipped = x + 6 * unit + width > frame.size.width;
    const span = isFlipped
      ? { from: x - width - 6 * unit, to: x }
      : { from: x - textWidthPx(mark.from, 12 * unit) - 6 * unit, to: x + width + 6 * unit };
    let row = 0;
    while (rows[row]?.some((other) => span.from < other.to && span.to > other.from)) row++;
    rows[row] = [...(rows[row] ?? []), span];
    const place = { y: frame.top + (10 + 14 * row) * unit, fill: armColour(theme, mark.slot) };
    if (isFlipped) return [nameNode(text, { ...place, x: x - 6 * unit, 'text-anchor': 'end' }, theme)];
    return [
      nameNode(mark.from, { ...place, x: x - 6 * unit, 'text-anchor': 'end' }, theme),
      nameNode(text, { ...place, x: x + 6 * unit }, theme),
    ];
  });
}

function crossNodes(model: LineChartModel, mark: ChartMark, plot: Plot, theme: Theme): SvgNode[] {
  if (mark.kind !== 'divergence') return [];
  const { frame, y } = plot;
  const { unit } = theme;
  const colour = armColour(theme, mark.slot);
  const own = model.lines.filter((line) => line.slot === mark.slot);
  const tests = own.filter((line) => line.kind === 'test' && lastFiniteIndex(line) >= 0);
  const nodes: SvgNode[] = [];
  let label = mark.label;
  for (const line of tests.length > 0 ? tests : own) {
    const index = lastFiniteIndex(line);
    if (index < 0) continue;
    const px = frame.x(line.step[index] ?? 0);
    const py = Math.min(Math.max(y(line.value[index] ?? 0), frame.top + 2 * unit), frame.bottom - 2 * unit);
    const q = 6 * unit;
    const d = `M${px - q} ${py - q}l${2 * q} ${2 * q}M${px - q} ${py + q}l${2 * q} ${-2 * q}`;
    const stroke = { d, fill: 'none', 'stroke-linecap': 'round' };
    nodes.push(
      svgNode('path', { ...stroke, stroke: theme.bg, 'stroke-width': 6 * unit }),
      svgNode('path', { ...stroke, stroke: colour, 'stroke-width': 2.5 * unit }),
    );
    if (label !== '') {
      const isFlipped = px + 12 * unit + textWidthPx(label, 12 * unit) > frame.size.width;
      const side = isFlipped ? { x: px - 12 * unit, 'text-anchor': 'end' } : { x: px + 12 * unit };
      nodes.push(nameNode(label, { ...side, y: py + 4 * unit, fill: colour }, theme));
    }
    label = '';
  }
  return nodes;
}

/** Rule switches and divergences, over the lines. */
export function markNodes(model: LineChartModel, plot: Plot, theme: Theme): SvgNode[] {
  const switches = model.marks.filter((mark) => mark.kind === 'switch');
  return [
    ...switches.flatMap((mark) => switchNodes(model, mark, plot, theme)),
    ...switchNames(switches, model, plot, theme),
    ...model.marks.flatMap((mark) => crossNodes(model, mark, plot, theme)),
  ];
}
