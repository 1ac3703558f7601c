/**
 * The still parts of a line chart: hairlines at round ticks, tick labels, epoch ticks, the 90° line of angle
 * charts and the band of chance behind it: two random directions in n dimensions are 90° apart, give or take
 * 57.3/√n degrees (one standard deviation, for large n).
 */
import type { Plot, PlotFrame, TimeScale } from './frame';
import type { LineChartModel } from './line-chart-model';
import { textWidthPx } from './push-apart';
import { type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';
import { epochStep, epochTicks, formatEpoch, formatTick, yTicks } from './ticks';

const FONT = 12;

/** Half a pixel off a whole one: a 1 px line there covers one row of pixels. */
export function crisp(px: number): number {
  return Math.round(px) + 0.5;
}

/** Halo that keeps text readable on lines. */
export function halo(theme: Theme, colour = theme.bg): Record<string, string | number> {
  return {
    stroke: colour,
    'stroke-width': 4 * theme.unit,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
}

function chanceBand(model: LineChartModel, plot: Plot, theme: Theme): SvgNode[] {
  const { frame, y } = plot;
  if (model.y.kind !== 'angle' || model.y.chanceCount === undefined) return [];
  const spreadDeg = 57.3 / Math.sqrt(model.y.chanceCount);
  const top = y(Math.min(90 + spreadDeg, 180));
  const height = y(Math.max(0, 90 - spreadDeg)) - top;
  if (!(height > 2)) return [];
  return [
    svgNode('rect', { x: frame.left, y: top, width: frame.right - frame.left, height, fill: theme.sunk }),
  ];
}

function epochMarks(model: LineChartModel, frame: PlotFrame, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const { epochs, stepsPerEpoch, scale } = model.x;
  const pxPerEpoch = (frame.right - frame.left) / epochs;
  const every = epochStep(pxPerEpoch, 6 * unit);
  const positions =
    scale === 'log'
      ? decades(frame.endStep, stepsPerEpoch)
      : epochTicks(epochs, every).map((epoch) => epoch * stepsPerEpoch);
  const d = positions.map((step) => `M${crisp(frame.x(step))} ${frame.bottom}v${3 * unit}`).join('');
  return [svgNode('path', { d, stroke: theme.axis, fill: 'none' })];
}

/** Steps at 0.01, 0.1, 1, 10 … epochs inside the axis. */
function decades(endStep: number, stepsPerEpoch: number): number[] {
  const steps: number[] = [];
  for (let epoch = 1e-3; epoch * stepsPerEpoch <= endStep; epoch *= 10) {
    const step = epoch * stepsPerEpoch;
    if (step >= 1) steps.push(step);
  }
  return steps;
}

/** Where the word "epochs" starts: right of the axis and of its last number. */
export function unitX(scale: TimeScale, lastStep: number, lastNumber: string, unit: number): number {
  const numberEnd = scale.x(lastStep) + textWidthPx(lastNumber, FONT * unit, false) / 2;
  return Math.max(scale.right, numberEnd) + 4 * unit;
}

/** Numbers 0…N under the axis, the last one followed by the unit. */
function xNumbers(model: LineChartModel, frame: PlotFrame, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const { epochs, stepsPerEpoch, scale } = model.x;
  const every = epochStep((frame.right - frame.left) / epochs, 26 * unit, epochs > 3);
  const values =
    scale === 'log'
      ? decades(frame.endStep, stepsPerEpoch).map((step) => step / stepsPerEpoch)
      : epochTicks(epochs, every);
  const text = { y: frame.size.height - 4 * unit, 'font-size': FONT * unit, fill: theme.ink3 };
  const words = values.map((epoch) =>
    scale === 'log' ? formatTick(Number(epoch.toPrecision(2))) : formatEpoch(epoch),
  );
  const numbers = values.map((epoch, index) =>
    svgNode('text', { ...text, x: frame.x(epoch * stepsPerEpoch), 'text-anchor': 'middle' }, words[index]),
  );
  const x = unitX(frame, (values.at(-1) ?? 0) * stepsPerEpoch, words.at(-1) ?? '', unit);
  return [...numbers, svgNode('text', { ...text, x }, model.x.unitWord ?? 'epochs')];
}

/** Everything behind the data. */
export function axisNodes(model: LineChartModel, plot: Plot, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const { frame, domain, y } = plot;
  const isAngle = model.y.kind === 'angle';
  const nodes = chanceBand(model, plot, theme);
  for (const tick of yTicks(model.y.kind, domain, frame.bottom - frame.top, unit)) {
    const at = y(model.y.kind === 'percent' ? tick / 100 : tick);
    const isNinety = isAngle && tick === 90;
    nodes.push(
      svgNode('line', {
        x1: frame.left,
        x2: frame.right,
        y1: crisp(at),
        y2: crisp(at),
        stroke: isNinety ? theme.ink : theme.grid,
        'stroke-width': isNinety ? 1.25 * unit : 1,
        ...(isNinety ? { 'stroke-dasharray': `${2 * unit} ${3 * unit}` } : {}),
      }),
      svgNode(
        'text',
        {
          x: frame.left - 8 * unit,
          y: at + 4 * unit,
          'text-anchor': 'end',
          'font-size': FONT * unit,
          fill: isNinety ? theme.ink : theme.ink3,
          'font-weight': isNinety ? 600 : 400,
        },
        isNinety ? '90°' : formatTick(tick),
      ),
    );
  }
  nodes.push(...epochMarks(model, frame, theme));
  if (model.hasXNumbers === true) nodes.push(...xNumbers(model, frame, theme));
  if (isAngle && model.y.hasUphillNote === true) {
    const place = { x: frame.left + 16 * unit, y: y(90) - 6 * unit, 'font-size': FONT * unit };
    nodes.push(svgNode('text', { ...place, fill: theme.ink2, ...halo(theme) }, 'above 90°: uphill'));
  }
  return nodes;
}
