/**
 * The film strip: one small RDM per whole epoch and arm, centred under its epoch on the time scale of the charts.
 * A frame too small for its stimuli shows means over classes (or equal blocks), never interpolated cells.
 */
import { pairIndex } from '../math/rdm';
import { armColour, type Slot } from './arm-style';
import { colourBytes, rampEntry, rampOf, type ValueScale } from './colour';
import { timeScale } from './frame';
import type { XAxis } from './line-chart-model';
import { blankImage, fillRect, hatch, type PixelImage, type Rgb } from './pixels';
import { textWidthPx } from './push-apart';
import { rdmPixels } from './rdm-heatmap';
import { rdmLayout } from './rdm-layout';
import { mountSvg, type SvgNode, svgNode } from './svg';
import type { Theme } from './theme';
import { epochStep } from './ticks';

export interface FilmFrame {
  readonly step: number;
  /** Upper triangle, row-major. */
  readonly triangle: Float32Array;
}

export interface FilmRow {
  readonly slot: Slot;
  readonly arm: string;
  /** Snapshots in any order; the strip takes those of whole epochs. */
  readonly frames: readonly FilmFrame[];
}

export interface FilmModel {
  readonly x: XAxis;
  readonly rows: readonly FilmRow[];
  readonly count: number;
  readonly groups: readonly number[];
  readonly scale: ValueScale;
  readonly playhead: number | null;
}

/** Sizes in CSS pixels. */
export interface FilmLayout {
  readonly framePx: number;
  readonly rowPx: number;
  readonly heightPx: number;
  /** Steps that have a frame, ascending. */
  readonly steps: readonly number[];
}

/** Frames of up to 32 design pixels, as large as the epochs allow; with many epochs every second, fifth … has one. */
export function filmLayout(x: XAxis, rows: number, width: number, unit: number): FilmLayout {
  const scale = timeScale({ ...x, scale: 'linear' }, width, unit);
  const pxPerEpoch = (scale.right - scale.left) / x.epochs;
  const every = epochStep(pxPerEpoch, 23 * unit);
  const framePx = Math.floor(Math.min(every * pxPerEpoch - 3 * unit, 32 * unit));
  const rowPx = framePx + 5 * unit;
  const steps: number[] = [];
  for (let epoch = 0; epoch <= x.epochs; epoch += every) steps.push(Math.round(epoch * x.stepsPerEpoch));
  return { framePx, rowPx, heightPx: rowPx * rows + 2 * unit, steps };
}

/** Mean dissimilarity between (and within) blocks of stimuli; a square matrix `[blocks, blocks]`, NaN where no pair counts. */
export function blockMeans(triangle: Float32Array, blocks: readonly number[]): Float32Array {
  const blockOf = blocks.flatMap((size, block) => new Array<number>(size).fill(block));
  const count = blockOf.length;
  const sums = new Float64Array(blocks.length ** 2);
  const pairs = new Uint32Array(blocks.length ** 2);
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const value = triangle[pairIndex(i, j, count)] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      const a = blockOf[i] ?? 0;
      const b = blockOf[j] ?? 0;
      for (const at of a === b ? [a * blocks.length + b] : [a * blocks.length + b, b * blocks.length + a]) {
        sums[at] = (sums[at] ?? 0) + value;
        pairs[at] = (pairs[at] ?? 0) + 1;
      }
    }
  }
  return Float32Array.from(sums, (sum, at) => sum / (pairs[at] ?? 0));
}

/** Blocks of a frame that is `device` pixels wide: classes where there are any, else up to 16 equal ones. */
export function frameBlocks(count: number, groups: readonly number[], device: number): number[] {
  if (groups.length > 1 && groups.length <= device) return [...groups];
  const size = Math.max(1, Math.ceil(count / Math.min(device, 16)));
  const blocks: number[] = [];
  for (let left = count; left > 0; left -= size) blocks.push(Math.min(size, left));
  return blocks;
}

/** Pixels of one frame, at most `device` wide and high: the whole RDM where it fits, else block means. */
export function framePixels(
  triangle: Float32Array,
  model: FilmModel,
  device: number,
  theme: Theme,
): PixelImage {
  const { count, groups, scale } = model;
  if (device >= count) {
    const request = { available: device, count, groups: [count], devicePixelRatio: 1, maxCell: device };
    return rdmPixels(triangle, { layout: rdmLayout(request), scale }, theme);
  }
  const blocks = frameBlocks(count, groups, device);
  const means = blockMeans(triangle, blocks);
  // The frame is filled: neighbouring blocks may differ by one device pixel.
  const edgeOf = (block: number): number => Math.round((block * device) / blocks.length);
  const page = colourBytes(theme.bg);
  const image = blankImage(device, device, page);
  const ramp = rampOf(theme.seq);
  const missing = hatch(colourBytes(theme.axis), page, 3);
  means.forEach((mean, index) => {
    const entry = rampEntry(mean, scale);
    const colour: Rgb = [ramp[entry * 3] ?? 0, ramp[entry * 3 + 1] ?? 0, ramp[entry * 3 + 2] ?? 0];
    const column = index % blocks.length;
    const row = Math.floor(index / blocks.length);
    const x = edgeOf(column);
    const y = edgeOf(row);
    const block = { x, y, width: edgeOf(column + 1) - x, height: edgeOf(row + 1) - y };
    fillRect(image, block, entry < 0 ? missing : () => colour);
  });
  return image;
}

/** Text, empty frames and playhead of the strip; the frames themselves are painted on a canvas below. */
export function filmNodes(model: FilmModel, theme: Theme, width: number): SvgNode[] {
  const { unit } = theme;
  const layout = filmLayout(model.x, model.rows.length, width, unit);
  const scale = timeScale({ ...model.x, scale: 'linear' }, width, unit);
  const { framePx, rowPx } = layout;
  const nodes: SvgNode[] = [];
  const room = scale.left - framePx / 2 - 3 * unit;
  const isLeft = model.rows.every((row) => textWidthPx(row.arm, 12 * unit) <= room);
  model.rows.forEach((row, index) => {
    const top = index * rowPx + 2 * unit;
    // Where one name is too long for the gutter on the left, all stand at the line's end.
    const x = isLeft ? 0 : scale.right + framePx / 2 + 6 * unit;
    const name = { x, y: top + framePx / 2 + 4 * unit, 'font-size': 12 * unit, 'font-weight': 600 };
    nodes.push(svgNode('text', { ...name, fill: armColour(theme, row.slot) }, row.arm));
    const taken = new Set(row.frames.map((frame) => frame.step));
    for (const step of layout.steps) {
      if (taken.has(step)) continue;
      const x = Math.round(scale.x(step) - framePx / 2) + 0.5;
      const box = { x, y: Math.round(top) + 0.5, width: framePx - 1, height: framePx - 1, rx: 1 };
      const dash = { 'stroke-dasharray': `${3 * unit} ${2 * unit}`, 'stroke-opacity': 0.6 };
      nodes.push(svgNode('rect', { ...box, fill: 'none', stroke: theme.axis, ...dash }));
    }
  });
  if (model.playhead !== null) {
    const x = scale.x(model.playhead);
    const rule = { x1: x, x2: x, y1: 0, y2: layout.heightPx, stroke: theme.ink, 'stroke-width': unit };
    nodes.push(svgNode('line', rule));
  }
  return nodes;
}

interface FilmParts {
  readonly canvas: HTMLCanvasElement;
  readonly svg: SVGSVGElement;
  painted: readonly unknown[];
}

const hosts = new WeakMap<Element, FilmParts>();

function partsOf(host: HTMLElement): FilmParts {
  const known = hosts.get(host);
  if (known !== undefined) return known;
  const page = host.ownerDocument;
  const canvas = page.createElement('canvas');
  const svg = page.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const element of [canvas, svg]) {
    element.style.display = 'block';
    element.style.position = 'absolute';
    element.style.inset = '0 auto auto 0';
  }
  svg.style.overflow = 'visible';
  svg.setAttribute('aria-hidden', 'true');
  canvas.setAttribute('aria-hidden', 'true');
  host.style.position = 'relative';
  host.append(canvas, svg);
  const parts: FilmParts = { canvas, svg, painted: [] };
  hosts.set(host, parts);
  return parts;
}

function paintFrames(canvas: HTMLCanvasElement, model: FilmModel, theme: Theme, width: number): void {
  const ratio = canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1;
  const layout = filmLayout(model.x, model.rows.length, width, theme.unit);
  const scale = timeScale({ ...model.x, scale: 'linear' }, width, theme.unit);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(layout.heightPx * ratio);
  canvas.style.width = `${canvas.width / ratio}px`;
  canvas.style.height = `${canvas.height / ratio}px`;
  const context = canvas.getContext('2d');
  const device = Math.round(layout.framePx * ratio);
  const wanted = new Set(layout.steps);
  model.rows.forEach((row, index) => {
    for (const frame of row.frames) {
      if (!wanted.has(frame.step)) continue;
      const image = framePixels(frame.triangle, model, device, theme);
      const inset = (device - image.width) / 2;
      const x = Math.round((scale.x(frame.step) - layout.framePx / 2) * ratio + inset);
      const y = Math.round((index * layout.rowPx + 2 * theme.unit) * ratio + inset);
      context?.putImageData(new ImageData(image.data, image.width, image.height), x, y);
    }
  });
}

/**
 * Draws the strip into an element, which gets its height. Frames are repainted only when snapshots, scale, size or
 * theme changed (compared by identity), so that moving the playhead is cheap.
 */
export function drawFilm(host: HTMLElement, model: FilmModel, theme: Theme, width = host.clientWidth): void {
  if (width <= 0) return;
  const parts = partsOf(host);
  const { heightPx } = filmLayout(model.x, model.rows.length, width, theme.unit);
  host.style.height = `${heightPx}px`;
  const ratio = host.ownerDocument.defaultView?.devicePixelRatio ?? 1;
  const frames = model.rows.flatMap((row) => [row.slot, ...row.frames.map((frame) => frame.triangle)]);
  const { epochs, stepsPerEpoch } = model.x;
  const scaleKey = model.scale.kind === 'percentile' ? model.scale.sorted : model.scale.max;
  const key = [theme.bg, theme.unit, width, ratio, epochs, stepsPerEpoch, scaleKey, ...frames];
  if (key.length !== parts.painted.length || key.some((part, index) => part !== parts.painted[index])) {
    parts.painted = key;
    paintFrames(parts.canvas, model, theme, width);
  }
  parts.svg.setAttribute('width', String(width));
  parts.svg.setAttribute('height', String(heightPx));
  mountSvg(parts.svg, { width, height: heightPx }, filmNodes(model, theme, width));
}
