/**
 * The picture of `--growth`: four panels, milliseconds per step on a logarithmic axis.
 */
import type { Curve, Panel } from './growth';
import { threeDigits } from './statistics';

const WIDTH = 470;
const HEIGHT = 300;
const MARGIN = { left: 58, right: 14, top: 34, bottom: 46 } as const;
const LEGEND = 46;
/** Colour (readable for the colour-blind), dash, marker: each tells a curve apart without the others. */
const STYLES: Readonly<Record<string, readonly [string, string, string]>> = {
  'lab-wasm-bp': ['#0072b2', '', 'circle'],
  'lab-wasm-fa': ['#d55e00', '6 3', 'square'],
  'all-arms': ['#d55e00', '6 3', 'square'],
  'tfjs-wasm': ['#555555', '2 3', 'triangle'],
  'jax-wasm': ['#009e73', '8 3 2 3', 'diamond'],
  torch: ['#cc79a7', '12 4', 'cross'],
};

/** A stand-alone SVG. */
export function drawGrowth(panels: readonly Panel[], caption: string): string {
  const columns = 2;
  const rows = Math.ceil(panels.length / columns);
  const [width, height] = [columns * WIDTH, LEGEND + rows * HEIGHT + 24];
  const named = new Map(
    panels.flatMap(({ curves }) => curves.map((curve) => [curve.id, curve.name] as const)).reverse(),
  );
  const parts = panels.map((panel, index) => {
    const [x, y] = [(index % columns) * WIDTH, LEGEND + Math.floor(index / columns) * HEIGHT];
    return `<g transform="translate(${x} ${y})">${drawPanel(panel)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#111">`,
    `<title>${escapeText(caption)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    drawLegend([...named].reverse()),
    ...parts,
    `<text x="${MARGIN.left}" y="${height - 10}" fill="#555">${escapeText(caption)}</text>`,
    '</svg>\n',
  ].join('\n');
}

/** Powers of ten that hold all values: the lowest and the highest exponent. */
export function decadesOf(values: readonly number[]): readonly [number, number] {
  const low = Math.floor(Math.log10(Math.min(...values)));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))];
}

function drawPanel({ title, axis, places, curves }: Panel): string {
  const values = curves.flatMap(({ msPerStep }) => msPerStep.flatMap((ms) => ms ?? []));
  const [low, high] = decadesOf(values.length === 0 ? [1] : values);
  const [right, bottom] = [WIDTH - MARGIN.right, HEIGHT - MARGIN.bottom];
  const xOf = (place: number): number =>
    MARGIN.left + 16 + (place * (right - MARGIN.left - 32)) / Math.max(1, places.length - 1);
  const yOf = (ms: number): number =>
    bottom - ((Math.log10(ms) - low) / (high - low)) * (bottom - MARGIN.top);
  const grid: string[] = [];
  for (let decade = low; decade <= high; decade++) {
    const y = round(yOf(10 ** decade));
    grid.push(`<line x1="${MARGIN.left}" x2="${right}" y1="${y}" y2="${y}" stroke="#ddd"/>`);
    grid.push(`<text x="${MARGIN.left - 6}" y="${y + 4}" text-anchor="end">${labelOf(10 ** decade)}</text>`);
  }
  const ticks = places.map(
    (place, index) =>
      `<text x="${round(xOf(index))}" y="${bottom + 16}" text-anchor="middle">${place}</text>`,
  );
  return [
    `<text x="${MARGIN.left}" y="18" font-weight="600">${escapeText(title)}</text>`,
    `<text x="${MARGIN.left - 44}" y="${MARGIN.top - 6}" fill="#555">ms/step</text>`,
    ...grid,
    ...ticks,
    `<text x="${(MARGIN.left + right) / 2}" y="${bottom + 34}" text-anchor="middle" fill="#555">${escapeText(axis)}</text>`,
    ...curves.map((curve) => drawCurve(curve, xOf, yOf)),
  ].join('\n');
}

function drawCurve(
  { id, msPerStep }: Curve,
  xOf: (place: number) => number,
  yOf: (ms: number) => number,
): string {
  const [colour, dash, marker] = styleOf(id);
  const points = msPerStep.flatMap((ms, place) =>
    ms === null ? [] : [[round(xOf(place)), round(yOf(ms))] as const],
  );
  const line = points.map(([x, y]) => `${x},${y}`).join(' ');
  const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return [
    `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2"${dashed}/>`,
    ...points.map(([x, y]) => drawMarker(marker, colour, [x, y])),
  ].join('');
}

function drawMarker(marker: string, colour: string, [x, y]: readonly [number, number]): string {
  const shapes: Readonly<Record<string, string>> = {
    circle: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z',
    square: 'M-3.5 -3.5h7v7h-7z',
    triangle: 'M0 -4.5l4.5 8h-9z',
    diamond: 'M0 -5l4 5l-4 5l-4 -5z',
    cross: 'M-4 -1h3v-3h2v3h3v2h-3v3h-2v-3h-3z',
  };
  return `<path transform="translate(${x} ${y})" d="${shapes[marker] ?? shapes.circle}" fill="${colour}"/>`;
}

function drawLegend(names: readonly (readonly [string, string])[]): string {
  const perRow = 3;
  return names
    .map(([id, name], index) => {
      const [colour, dash, marker] = styleOf(id);
      const [x, y] = [MARGIN.left + (index % perRow) * 290, 16 + 18 * Math.floor(index / perRow)];
      const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
      return [
        `<line x1="${x}" x2="${x + 28}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"${dashed}/>`,
        drawMarker(marker, colour, [x + 14, y]),
        `<text x="${x + 36}" y="${y + 4}">${escapeText(name)}</text>`,
      ].join('');
    })
    .join('\n');
}

function styleOf(id: string): readonly [string, string, string] {
  return STYLES[id] ?? ['#111111', '', 'circle'];
}

const labelOf = (ms: number): string =>
  threeDigits(ms).replace(/\.?0+$/, (end) => (end.startsWith('.') ? '' : end));

const round = (value: number): number => Math.round(10 * value) / 10;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
