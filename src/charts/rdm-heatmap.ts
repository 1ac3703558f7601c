/**
 * Representational dissimilarity matrices as heatmaps: an upper triangle painted symmetrically, cell by cell in whole
 * device pixels. The diagonal is page colour, a missing value is a grey hatch, never a colour of the map.
 * Kriegeskorte, Mur, Bandettini (2008), Representational similarity analysis, Frontiers in Systems Neuroscience 2.
 */
import { pairIndex } from '../math/rdm';
import { colourBytes, rampEntry, rampOf, type ValueScale } from './colour';
import { blankImage, colourWords, fillRect, hatch, type PixelImage, paintImage, squareBrush } from './pixels';
import type { RdmLayout } from './rdm-layout';
import { mountSvg, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

/** How an RDM is painted: its layout and how values become colours. */
export interface RdmLook {
  readonly layout: RdmLayout;
  readonly scale: ValueScale;
}

/** The pixels of an RDM; `triangle` is row-major, `[count · (count − 1) / 2]`. */
export function rdmPixels(triangle: Float32Array, { layout, scale }: RdmLook, theme: Theme): PixelImage {
  const { count, cell, starts, edge } = layout;
  const page = colourBytes(theme.bg);
  const image = blankImage(edge, edge, page);
  const paint = squareBrush(image);
  const words = colourWords(rampOf(theme.seq));
  const period = Math.max(3, Math.round(3 * layout.devicePixelRatio));
  const missing = hatch(colourBytes(theme.axis), page, period);
  for (let row = 0; row < count; row++) {
    for (let column = row + 1; column < count; column++) {
      const entry = rampEntry(triangle[pairIndex(row, column, count)] ?? Number.NaN, scale);
      const x = starts[column] ?? 0;
      const y = starts[row] ?? 0;
      if (entry < 0) {
        fillRect(image, { x, y, width: cell, height: cell }, missing);
        fillRect(image, { x: y, y: x, width: cell, height: cell }, missing);
      } else {
        paint(x, y, cell, words[entry] ?? 0);
        paint(y, x, cell, words[entry] ?? 0);
      }
    }
  }
  return image;
}

/** Paints an RDM and sets the canvas's size on the page, so that one cell is a whole number of device pixels. */
export function paintRdm(
  canvas: HTMLCanvasElement,
  triangle: Float32Array,
  look: RdmLook,
  theme: Theme,
): void {
  paintImage(canvas, rdmPixels(triangle, look, theme));
  const edge = `${look.layout.edgePx}px`;
  if (canvas.style.width !== edge) {
    canvas.style.width = edge;
    canvas.style.height = edge;
  }
}

export interface RampLegend {
  /** Ends of the map. */
  readonly low: number;
  readonly high: number;
  /** Values named under the bar, each with its words: `{ value: 0, text: '0 same' }`. */
  readonly marks: readonly { readonly value: number; readonly text: string }[];
  readonly stops: readonly string[];
}

/** A bar of the map, `width` design pixels wide, with its values named under it; 26 design pixels high. */
export function rampLegendNodes(legend: RampLegend, theme: Theme, width = 108): SvgNode[] {
  const { unit } = theme;
  const ramp = rampOf(legend.stops);
  const pieces = 54;
  const step = (width * unit) / pieces;
  const bar = Array.from({ length: pieces }, (_, piece) => {
    const at = Math.round((piece / (pieces - 1)) * 255) * 3;
    const fill = `rgb(${ramp[at]},${ramp[at + 1]},${ramp[at + 2]})`;
    // Half a pixel of overlap closes the seams of neighbouring pieces.
    const rect = {
      x: piece * step,
      y: 0,
      width: step + (piece < pieces - 1 ? 0.5 : 0),
      height: 8 * unit,
      fill,
    };
    return svgNode('rect', rect);
  });
  const marks = legend.marks.map((mark) => {
    const share = (mark.value - legend.low) / (legend.high - legend.low);
    const anchor = share < 0.02 ? 'start' : share > 0.98 ? 'end' : 'middle';
    const place = { x: share * width * unit, y: 21 * unit, 'text-anchor': anchor, 'font-size': 12 * unit };
    return svgNode('text', { ...place, fill: theme.ink2 }, mark.text);
  });
  return [...bar, ...marks];
}

/** The legend of dissimilarities from 0 to a maximum: its ends and 1 are named. */
export function dissimilarityLegend(max: number, theme: Theme): RampLegend {
  const middle = max > 1 ? [{ value: 1, text: '1' }] : [];
  const marks = [{ value: 0, text: '0 same' }, ...middle, { value: max, text: String(max) }];
  return { low: 0, high: max, marks, stops: theme.seq };
}

/** Draws a legend into an `<svg>`. */
export function drawRampLegend(svg: SVGSVGElement, legend: RampLegend, theme: Theme, width = 108): void {
  const size = { width: width * theme.unit, height: 26 * theme.unit };
  mountSvg(svg, size, rampLegendNodes(legend, theme, width));
}
