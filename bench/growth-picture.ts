/**
 * The picture of `--growth`: four panels, milliseconds per step on a logarithmic axis.
 */
import type { Curve, Panel } from './growth';

const WIDTH = 470;
const HEIGHT = 300;
const MARGIN = { left: 58, right: 14, top: 34, bottom: 46 } as const;
const LEGEND = 46;
const UNITS = { CPU: 'ms of processor time per step', wall: 'ms per step' } as const;
/** Colour (readable for the colour-blind), dash, marker: each tells a curve apart without the others. */
const STYLES: Readonly<Record<string, readonly [string, string, string]>> = {
  'lab-wasm-bp': ['#0072b2', '', 'circle'],
  'lab-wasm-fa': ['#d55e00', '6 3', 'square'],
  'each-arm': ['#111111', '', 'diamond'],
  'all-arms': ['#111111', '2 3', 'square'],
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
    panels.flatMap(({ curves }) => curves.map((curve) => [curve.id, curve.name] as const)),
  );
  const parts = panels.map((panel, index) => {
    const [x, y] = [(index % columns) * WIDTH, LEGEND + Math.floor(index / columns) * HEIGHT];
    return `<g transform="translate(${x} ${y})">${drawPanel(panel)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#111">`,
    `<title>${escapeText(caption)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    drawLegend([...named]),
    ...parts,
    `<text x="${MARGIN.left}" y="${height - 10}" fill="#555">${escapeText(caption)}</text>`,
    '</svg>\n',
  ].join('\n');
}

/** The numbers 1, 2, 5 times powers of ten that hold all values between the first and the last. Values are above 0. */
export function ticksOf(values: readonly number[]): readonly number[] {
  const steps: number[] = [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  for (let decade = Math.floor(Math.log10(low)); 10 ** decade <= 10 * high; decade++) {
    for (const digit of [1, 2, 5]) steps.push(Number(`${digit}e${decade}`));
  }
  const first = Math.max(
    0,
    steps.findLastIndex((step) => step <= low),
  );
  const last = steps.findIndex((step) => step >= high);
  return steps.slice(first, Math.max(last, first + 1) + 1);
}

function drawPanel({ title, axis, clock, places, curves }: Panel): string {
  const values = curves.flatMap(({ msPerStep }) => msPerStep.flatMap((ms) => ms ?? []));
  const ticks = ticksOf(values.length === 0 ? [1] : values);
  const [low, high] = [Math.log10(ticks[0] ?? 1), Math.log10(ticks.at(-1) ?? 10)];
  const [right, bottom] = [WIDTH - MARGIN.right, HEIGHT - MARGIN.bottom];
  const xOf = (place: number): number =>
    MARGIN.left + 16 + (place * (right - MARGIN.left - 32)) / Math.max(1, places.length - 1);
  const yOf = (ms: number): number =>
    bottom - ((Math.log10(ms) - low) / (high - low)) * (bottom - MARGIN.top);
  const grid = ticks.map((tick) => {
    const y = round(yOf(tick));
    return `<line x1="${MARGIN.left}" x2="${right}" y1="${y}" y2="${y}" stroke="#ddd"/><text x="${MARGIN.left - 6}" y="${y + 4}" text-anchor="end">${tick}</text>`;
  });
  const labels = places.map(
    (place, index) =>
      `<text x="${round(xOf(index))}" y="${bottom + 16}" text-anchor="middle">${place}</text>`,
  );
  return [
    `<text x="${MARGIN.left}" y="18"><tspan font-weight="600">${escapeText(title)}</tspan> <tspan fill="#555">${UNITS[clock]}</tspan></text>`,
    ...grid,
    ...labels,
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
  const perRow = 4;
  return names
    .map(([id, name], index) => {
      const [colour, dash, marker] = styleOf(id);
      const [x, y] = [MARGIN.left + (index % perRow) * 228, 16 + 18 * Math.floor(index / perRow)];
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

const round = (value: number): number => Math.round(10 * value) / 10;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
