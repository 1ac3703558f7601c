/**
 * Decision regions of two-dimensional data over [−1, 1]²: the class of every raster cell in its tint, an ink line where
 * the class changes, and the data points on top, their class shown by shape.
 */
import { classMark, classTint } from './class-style';
import { colourBytes } from './colour';
import { blankImage, fillRect, type PixelImage } from './pixels';
import { type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';

export interface RegionPoints {
  /** x and y of every point, row-major `[n, 2]`, in [−1, 1]; y points up. */
  readonly xy: Float32Array;
  /** Class of every point. `[n]` */
  readonly labels: Uint8Array;
}

export interface RegionsModel {
  /** Class per cell, row-major `[grid, grid]`, row 0 at the top; null before the first snapshot. */
  readonly raster: Uint8Array | null;
  readonly grid: number;
  readonly points: RegionPoints | null;
}

/** The raster `device` pixels wide and high, with a line of `lineWidth` device pixels between classes. */
export function regionPixels(model: RegionsModel, theme: Theme, device: number, lineWidth = 1): PixelImage {
  const { raster, grid } = model;
  const image = blankImage(device, device, colourBytes(theme.bg));
  if (raster === null) return image;
  const edge = colourBytes(theme.ink3);
  const tints = Array.from({ length: 256 }, (_, label) => (label < 8 ? classTint(label, theme) : null));
  const classAt = (x: number, y: number): number => {
    const column = Math.min(grid - 1, Math.floor((x * grid) / device));
    const row = Math.min(grid - 1, Math.floor((y * grid) / device));
    return raster[row * grid + column] ?? 0;
  };
  fillRect(image, { x: 0, y: 0, width: device, height: device }, (x, y) => {
    const label = classAt(x, y);
    const right = Math.min(device - 1, x + lineWidth);
    const below = Math.min(device - 1, y + lineWidth);
    if (classAt(right, y) !== label || classAt(x, below) !== label) return edge;
    return tints[label] ?? classTint(label, theme);
  });
  return image;
}

/** The points as SVG nodes on a square of `edge` CSS pixels: one path per class, with a halo. */
export function regionPointNodes(points: RegionPoints, theme: Theme, edge: number): SvgNode[] {
  const radius = 2.4 * theme.unit;
  const paths = new Map<number, { d: string; isFilled: boolean }>();
  points.labels.forEach((label, index) => {
    const x = (((points.xy[2 * index] ?? 0) + 1) / 2) * edge;
    const y = ((1 - (points.xy[2 * index + 1] ?? 0)) / 2) * edge;
    const mark = classMark(label, [Math.round(x * 10) / 10, Math.round(y * 10) / 10], radius);
    const d = (paths.get(label)?.d ?? '') + mark.d;
    paths.set(label, { d, isFilled: mark.isFilled });
  });
  return [...paths.values()].flatMap(({ d, isFilled }) => {
    const width = 1.25 * theme.unit;
    const under = {
      d,
      stroke: theme.bg,
      'stroke-width': width + 2 * theme.unit,
      fill: isFilled ? theme.bg : 'none',
    };
    const over = isFilled
      ? { d, fill: theme.ink }
      : { d, fill: 'none', stroke: theme.ink, 'stroke-width': width };
    return [svgNode('path', { ...under, 'stroke-opacity': 0.85 }), svgNode('path', over)];
  });
}

/** Paints regions and points on a canvas of `edge` CSS pixels. */
export function paintRegions(
  canvas: HTMLCanvasElement,
  model: RegionsModel,
  theme: Theme,
  edge = canvas.clientWidth,
): void {
  const ratio = canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1;
  const device = Math.round(edge * ratio);
  if (device <= 0) return;
  canvas.width = device;
  canvas.height = device;
  canvas.style.width = `${edge}px`;
  canvas.style.height = `${edge}px`;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = regionPixels(model, theme, device, Math.max(1, Math.round(ratio)));
  context.putImageData(new ImageData(image.data, device, device), 0, 0);
  if (model.points === null) return;
  context.scale(ratio, ratio);
  for (const { attributes } of regionPointNodes(model.points, theme, edge)) {
    const path = new Path2D(String(attributes.d));
    context.globalAlpha = Number(attributes['stroke-opacity'] ?? 1);
    if (attributes.fill !== 'none') {
      context.fillStyle = String(attributes.fill);
      context.fill(path);
    }
    if (attributes.stroke !== undefined) {
      context.strokeStyle = String(attributes.stroke);
      context.lineWidth = Number(attributes['stroke-width']);
      context.stroke(path);
    }
  }
  context.globalAlpha = 1;
}
