/**
 * A line chart over training time. Order of drawing, back to front: band of chance, hairlines and ticks, playhead and
 * hover rule, thin training lines, test lines, markers, switches and crosses, names at line ends, enlarged markers.
 */
import { restDomain } from './domains';
import { type Plot, plotFrame, valueScale } from './frame';
import { axisNodes } from './line-axes';
import type { LineChartModel } from './line-chart-model';
import { hoverMarkerNodes, timeRuleNodes } from './line-hover';
import { endLabelNodes, liveStep } from './line-labels';
import { lineNodes, markNodes } from './line-marks';
import { textWidthPx } from './push-apart';
import { measureElement, mountSvg, type Size, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

/** The frame and y scale that a model is drawn with. */
export function linePlot(model: LineChartModel, theme: Theme, size: Size): Plot {
  const frame = plotFrame(model.x, size, theme, model.hasXNumbers);
  const domain = model.y.domain ?? restDomain(model.y);
  return { frame, domain, y: valueScale(model.y.kind, domain, frame) };
}

/** The sentence of an empty chart; sentences that are wider than the plot get a line each. */
function emptyNodes(model: LineChartModel, { frame }: Plot, theme: Theme): SvgNode[] {
  const { unit } = theme;
  const text = model.empty ?? 'Press Play to record.';
  const fits = textWidthPx(text, 13 * unit) <= frame.right - frame.left;
  const rows = fits ? [text] : text.split(/(?<=\.) /);
  const look = { 'text-anchor': 'middle', 'font-size': 13 * unit, 'font-weight': 500, fill: theme.ink2 };
  const halo = { stroke: theme.bg, 'stroke-width': 8 * unit, 'paint-order': 'stroke' };
  const middle = (frame.top + frame.bottom) / 2 + 4.5 * unit;
  return rows.map((row, index) => {
    const y = middle + (index - (rows.length - 1) / 2) * 18 * unit;
    return svgNode('text', { x: (frame.left + frame.right) / 2, y, ...look, ...halo }, row);
  });
}

/** The chart as SVG nodes in CSS pixels. */
export function lineChartNodes(model: LineChartModel, theme: Theme, size: Size): SvgNode[] {
  const plot = linePlot(model, theme, size);
  const nodes = [...axisNodes(model, plot, theme), ...timeRuleNodes(model, plot, theme)];
  if (liveStep(model.lines) < 0) return [...nodes, ...emptyNodes(model, plot, theme)];
  return [
    ...nodes,
    ...lineNodes(model, plot, theme),
    ...markNodes(model, plot, theme),
    ...endLabelNodes(model, plot, theme),
    ...hoverMarkerNodes(model, plot, theme),
  ];
}

/** Draws the chart into an `<svg>`; `size` in CSS pixels, measured if absent. */
export function drawLineChart(svg: SVGSVGElement, model: LineChartModel, theme: Theme, size?: Size): void {
  const drawnSize = size ?? measureElement(svg);
  if (drawnSize.width <= 0 || drawnSize.height <= 0) return;
  mountSvg(svg, drawnSize, lineChartNodes(model, theme, drawnSize));
}
