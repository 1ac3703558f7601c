/**
 * The colours and sizes of a drawing as one plain object, read from the page's custom properties
 * (the token names of the style sheet) or given: LIGHT is used for exports and wherever there is no page.
 * Drawings multiply design pixels by `unit`, so that the projector's larger root font scales everything.
 */

/** Resolved tokens; colours are CSS colours, `#rrggbb` wherever a canvas interpolates between them. */
export interface Theme {
  /** CSS pixels per design pixel: root font size / 16. */
  readonly unit: number;
  readonly font: string;
  /** Whether the page is darker than the ink. */
  readonly isDark: boolean;
  readonly bg: string;
  readonly panel: string;
  readonly sunk: string;
  readonly line: string;
  readonly edge: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly grid: string;
  readonly axis: string;
  readonly fill: string;
  readonly onFill: string;
  /** One colour per slot. `[4]` */
  readonly arms: readonly string[];
  /** One background tint per slot. `[4]` */
  readonly tints: readonly string[];
  /** Evenly spaced stops of the dissimilarity map, 0 → max. */
  readonly seq: readonly string[];
  /** Evenly spaced stops of the signed map, − → +; the middle one is zero. */
  readonly div: readonly string[];
  /** Width of test lines, CSS pixels. */
  readonly armWidthPx: number;
  /** Width of training lines, CSS pixels. */
  readonly thinWidthPx: number;
  /** Opacity of training lines, 0 to 1. */
  readonly thinOpacity: number;
  /** Marker radius in design pixels. */
  readonly markerRadius: number;
}

/** The light theme at 16 px: exports always use it. */
export const LIGHT: Theme = {
  unit: 1,
  font: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  isDark: false,
  bg: '#ffffff',
  panel: '#f6f7f8',
  sunk: '#eceef1',
  line: '#e1e4e8',
  edge: '#7c8490',
  ink: '#14171c',
  ink2: '#434a54',
  ink3: '#626a75',
  grid: '#e6e8ec',
  axis: '#a9b0ba',
  fill: '#14171c',
  onFill: '#ffffff',
  arms: ['#2165d6', '#bf4d00', '#004f40', '#551a66'],
  tints: ['#e7eefc', '#fff3ea', '#e0f0ec', '#f2e6f6'],
  seq: ['#181f3d', '#123b5c', '#015973', '#057785', '#359494', '#62b0a5', '#8ecabb', '#b9e4d6', '#e4fef4'],
  div: [
    '#923f00',
    '#af5a28',
    '#c37c58',
    '#d6a085',
    '#e7c6b6',
    '#f4f4f6',
    '#bccfed',
    '#90afe0',
    '#6791d2',
    '#4073c3',
    '#1656b3',
  ],
  armWidthPx: 2,
  thinWidthPx: 1.1,
  thinOpacity: 0.62,
  markerRadius: 3.4,
};

function lengthPx(text: string, rootPx: number): number {
  const value = Number.parseFloat(text);
  return text.endsWith('rem') ? value * rootPx : value;
}

/** Relative luminance of `#rrggbb`, 0 to 1 (a coarse one: it only tells dark from light). */
function lightness(hex: string): number {
  const channel = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16) / 255;
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Reads the theme in force on an element (the root, as a rule); a token that is missing keeps LIGHT's value. */
export function readTheme(element: Element): Theme {
  const view = element.ownerDocument.defaultView;
  if (view === null) return LIGHT;
  const style = view.getComputedStyle(element);
  const rootPx =
    Number.parseFloat(view.getComputedStyle(element.ownerDocument.documentElement).fontSize) || 16;
  const token = (name: string, otherwise: string): string =>
    style.getPropertyValue(`--${name}`).trim() || otherwise;
  const length = (name: string, otherwise: number): number => lengthPx(token(name, `${otherwise}px`), rootPx);
  const slots = (name: string, otherwise: readonly string[]): string[] =>
    otherwise.map((colour, slot) => token(`${name}${slot + 1}`, colour));
  const stops = (name: string, otherwise: readonly string[]): string[] =>
    token(name, otherwise.join(','))
      .split(',')
      .map((stop) => stop.trim());
  const bg = token('bg', LIGHT.bg);
  const ink = token('ink', LIGHT.ink);
  return {
    unit: rootPx / 16,
    font: token('font', LIGHT.font),
    isDark: lightness(bg) < lightness(ink),
    bg,
    ink,
    panel: token('panel', LIGHT.panel),
    sunk: token('sunk', LIGHT.sunk),
    line: token('line', LIGHT.line),
    edge: token('edge', LIGHT.edge),
    ink2: token('ink2', LIGHT.ink2),
    ink3: token('ink3', LIGHT.ink3),
    grid: token('grid', LIGHT.grid),
    axis: token('axis', LIGHT.axis),
    fill: token('fill', LIGHT.fill),
    onFill: token('on-fill', LIGHT.onFill),
    arms: slots('arm', LIGHT.arms),
    tints: slots('tint', LIGHT.tints),
    seq: stops('seq', LIGHT.seq),
    div: stops('div', LIGHT.div),
    armWidthPx: length('w-arm', LIGHT.armWidthPx),
    thinWidthPx: length('w-thin', LIGHT.thinWidthPx),
    thinOpacity: Number.parseFloat(token('thin-o', String(LIGHT.thinOpacity))),
    markerRadius: Number.parseFloat(token('mk', String(LIGHT.markerRadius))),
  };
}
