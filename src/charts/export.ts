/**
 * Figures that stand alone: any drawing in the light theme on white, with title, unit, its own x numbers and names
 * at line ends, as SVG text and, in a browser, as PNG. Heatmaps become one path per colour: crisp at any size.
 */

import type { ValueScale } from './colour';
import { lineChartNodes } from './line-chart';
import type { LineChartModel } from './line-chart-model';
import type { PixelImage } from './pixels';
import { textWidthPx } from './push-apart';
import { dissimilarityLegend, rampLegendNodes, rdmPixels } from './rdm-heatmap';
import { groupCentres, type RdmLayout, rdmLayout } from './rdm-layout';
import { type Size, type SvgNode, svgNode, svgToText } from './svg';
import { LIGHT } from './theme';

/** A drawing with its words. */
export interface Figure {
  readonly title: string;
  /** "nats", "%, from 80"; may be empty. */
  readonly unit: string;
  /** A line under the drawing: with which learning rates the arms trained. */
  readonly note?: string;
  readonly size: Size;
  readonly nodes: readonly SvgNode[];
}

const HEADER = 30;
const MARGIN = 12;
const FOOTER = 18;

/** The figure as a complete SVG document, white background, fonts named with fallbacks. */
export function toSvg(figure: Figure): string {
  const width = figure.size.width + 2 * MARGIN;
  const notes = noteRows(figure);
  const height = figure.size.height + HEADER + notes.length * FOOTER + MARGIN;
  const words = [
    svgNode('tspan', { 'font-weight': 600, fill: LIGHT.ink }, figure.title),
    svgNode('tspan', { dx: 8, 'font-size': 12, fill: LIGHT.ink3 }, figure.unit),
  ];
  const root = svgNode(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': LIGHT.font,
    },
    [
      svgNode('title', {}, figure.title),
      svgNode('rect', { width, height, fill: LIGHT.bg }),
      svgNode('text', { x: MARGIN, y: 20, 'font-size': 13 }, words),
      svgNode('g', { transform: `translate(${MARGIN} ${HEADER})` }, figure.nodes),
      ...notes.map((row, index) => {
        const y = height - MARGIN - (notes.length - 1 - index) * FOOTER;
        return svgNode('text', { x: MARGIN, y, 'font-size': 12, fill: LIGHT.ink3 }, row);
      }),
    ],
  );
  return svgToText(root);
}

/** The note in rows that are no wider than the drawing, broken between words. */
function noteRows({ note, size }: Figure): string[] {
  if (note === undefined) return [];
  const rows: string[] = [];
  for (const word of note.split(' ')) {
    const longer = `${rows.at(-1) ?? ''} ${word}`.trim();
    if (rows.length > 0 && textWidthPx(longer, 12, false) <= size.width) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}

/** A line chart as a figure: no playhead, no hover, its own x numbers. */
export function lineFigure(
  words: { readonly title: string; readonly unit: string },
  model: LineChartModel,
  size: Size = { width: 640, height: 280 },
): Figure {
  const still: LineChartModel = { ...model, playhead: null, hover: null, hasXNumbers: true };
  return { ...words, size, nodes: lineChartNodes(still, LIGHT, size) };
}

/** An image as one path per colour, one user unit per pixel; runs of a row become one rectangle. */
export function pixelPaths(image: PixelImage, background: string | null = null): SvgNode[] {
  const paths = new Map<string, string>();
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; ) {
      const colourAt = (column: number): string => {
        const at = (y * image.width + column) * 4;
        const value =
          ((image.data[at] ?? 0) << 16) | ((image.data[at + 1] ?? 0) << 8) | (image.data[at + 2] ?? 0);
        return `#${value.toString(16).padStart(6, '0')}`;
      };
      const colour = colourAt(x);
      let end = x + 1;
      while (end < image.width && colourAt(end) === colour) end++;
      if (colour !== background)
        paths.set(colour, `${paths.get(colour) ?? ''}M${x} ${y}h${end - x}v1h${x - end}z`);
      x = end;
    }
  }
  return [...paths].map(([fill, d]) => svgNode('path', { d, fill, 'shape-rendering': 'crispEdges' }));
}

export interface RdmPanel {
  /** "FA, hidden layer 1, class gap 0.66" */
  readonly title: string;
  /** Upper triangle, row-major. */
  readonly triangle: Float32Array;
  readonly scale: ValueScale;
}

export interface RdmFigureModel {
  /** Rows are layers, columns are arms. */
  readonly rows: readonly (readonly RdmPanel[])[];
  readonly count: number;
  readonly groups: readonly number[];
  /** One per group: class digits. */
  readonly groupNames: readonly string[];
}

/** Names this short stand under an RDM too, side by side. */
const SHORT_NAME = 2;
const NAME_MARGIN = 20;

/** Room for the names left of an RDM. */
function nameMargin(names: readonly string[]): number {
  return Math.max(NAME_MARGIN, ...names.map((name) => Math.ceil(textWidthPx(name, 12, false)) + 8));
}

function panelNodes(panel: RdmPanel, layout: RdmLayout, names: readonly string[]): SvgNode[] {
  const centres = groupCentres(layout);
  const below = names.every((name) => name.length <= SHORT_NAME) ? centres : [];
  const tick = { 'font-size': 12, fill: LIGHT.ink3 };
  const shown = centres.length > 1 ? centres : [];
  return [
    svgNode('text', { x: 0, y: -6, 'font-size': 12, 'font-weight': 600, fill: LIGHT.ink }, panel.title),
    ...pixelPaths(rdmPixels(panel.triangle, { layout, scale: panel.scale }, LIGHT), LIGHT.bg),
    ...shown.map((at, index) =>
      svgNode('text', { ...tick, x: -5, y: at + 4, 'text-anchor': 'end' }, names[index] ?? ''),
    ),
    ...(centres.length > 1 ? below : []).map((at, index) =>
      svgNode('text', { ...tick, x: at, y: layout.edge + 14, 'text-anchor': 'middle' }, names[index] ?? ''),
    ),
  ];
}

/** RDMs side by side as a figure, 4 units a cell, with the legend of the first panel's scale if it is linear. */
export function rdmFigure(
  words: { readonly title: string; readonly unit: string },
  model: RdmFigureModel,
): Figure {
  const { count, groups } = model;
  const layout = rdmLayout({
    available: 4 * count + groups.length - 1,
    count,
    groups,
    devicePixelRatio: 1,
    maxCell: 4,
  });
  const margin = nameMargin(model.groupNames);
  const columnWidth = layout.edge + margin + 12;
  const rowHeight = layout.edge + 44;
  const panels = model.rows.flatMap((row, y) =>
    row.map((panel, x) =>
      svgNode(
        'g',
        { transform: `translate(${margin + x * columnWidth} ${20 + y * rowHeight})` },
        panelNodes(panel, layout, model.groupNames),
      ),
    ),
  );
  const columns = Math.max(1, ...model.rows.map((row) => row.length));
  const scale = model.rows[0]?.[0]?.scale;
  const bottom = model.rows.length * rowHeight + 4;
  const legend =
    scale?.kind === 'linear'
      ? [
          svgNode(
            'g',
            { transform: `translate(20 ${bottom})` },
            rampLegendNodes(dissimilarityLegend(scale.max, LIGHT), LIGHT),
          ),
        ]
      : [];
  const size = { width: Math.max(columns * columnWidth, 240), height: bottom + 26 };
  return { ...words, size, nodes: [...panels, ...legend] };
}

/** An SVG document as PNG, `scale` device pixels per CSS pixel. Browser only; throws if the document cannot be drawn. */
export async function toPng(svg: string, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvasToPng(canvas);
}

/** A canvas as PNG; throws if the browser refuses (no memory). */
export function canvasToPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('canvasToPng: the canvas could not be encoded'));
      else resolve(blob);
    }, 'image/png');
  });
}
