/**
 * Time marks of a line chart: the playhead's ink line, and under the pointer a grey rule with markers half as large again.
 */
import { markerNode } from './arm-style';
import type { Plot } from './frame';
import type { LineChartModel } from './line-chart-model';
import { isInside, shownSamples } from './line-marks';
import { lastStep, valueAt } from './samples';
import { type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

function ruleNode(x: number, [y1, y2]: readonly [number, number], stroke: string, width: number): SvgNode {
  return svgNode('line', { x1: x, x2: x, y1, y2, stroke, 'stroke-width': width });
}

/** Playhead and hover rule, behind the lines. */
export function timeRuleNodes(model: LineChartModel, { frame }: Plot, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const nodes: SvgNode[] = [];
  if (model.playhead !== null) {
    const span = [frame.top - 4 * unit, frame.bottom + 3 * unit] as const;
    nodes.push(ruleNode(frame.x(model.playhead), span, theme.ink, unit));
  }
  if (model.hover !== null)
    nodes.push(ruleNode(frame.x(model.hover), [0, frame.bottom + 5 * unit], theme.ink3, 1));
  return nodes;
}

/** Enlarged markers at the hovered step, over everything else. */
export function hoverMarkerNodes(model: LineChartModel, plot: Plot, theme: Theme): SvgNode[] {
  const { hover } = model;
  if (hover === null) return [];
  return model.lines.flatMap((line) => {
    const samples = shownSamples(line);
    const value = line.kind === 'test' && hover <= lastStep(samples) ? valueAt(samples, hover) : null;
    if (value === null || !isInside(plot.y(value), plot)) return [];
    const centre = [plot.frame.x(hover), plot.y(value)] as const;
    return [markerNode(line.slot, centre, theme, { scale: 1.5, halo: theme.bg })];
  });
}
