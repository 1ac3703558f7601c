/** Every drawing in every state, for looking at: `?theme=light|dark|projector`. Not part of the product. */
import { drawLineSample, type Slot } from '../../src/charts/arm-style';
import { drawBars } from '../../src/charts/bars';
import { drawCompass } from '../../src/charts/compass';
import { fitDomain, unitSuffix } from '../../src/charts/domains';
import { lineFigure, rdmFigure, toSvg } from '../../src/charts/export';
import { drawFilm } from '../../src/charts/film-frames';
import { drawLens, lensLayout } from '../../src/charts/lens';
import { drawLineChart } from '../../src/charts/line-chart';
import type { ChartLine, LineChartModel, XAxis } from '../../src/charts/line-chart-model';
import { paintPicture } from '../../src/charts/picture';
import { dissimilarityLegend, drawRampLegend, paintRdm } from '../../src/charts/rdm-heatmap';
import { rdmLayout } from '../../src/charts/rdm-layout';
import { paintRegions } from '../../src/charts/regions';
import { drawRuler } from '../../src/charts/ruler';
import { formatReading, valueAt } from '../../src/charts/samples';
import { readTheme } from '../../src/charts/theme';
import {
  curve,
  EPOCHS,
  fallingLoss,
  STEPS_PER_EPOCH,
  spirals,
  syntheticPicture,
  syntheticRdm,
} from '../../test/gallery/synthetic';

document.documentElement.dataset.theme = new URLSearchParams(location.search).get('theme') ?? 'light';
const theme = readTheme(document.documentElement);
const gallery = document.querySelector('#gallery') as HTMLElement;
const x: XAxis = { epochs: EPOCHS, stepsPerEpoch: STEPS_PER_EPOCH, scale: 'linear' };
const PLAYHEAD = 800;

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  parent: Element,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = text;
  parent.append(element);
  return element;
}

function makeSvg(parent: Element, width: string, height: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.style.width = width;
  svg.style.height = height;
  parent.append(svg);
  return svg;
}

function column(): HTMLElement {
  const element = make('section', gallery);
  element.className = 'column';
  return element;
}

type Partial2 = Pick<LineChartModel, 'y' | 'lines'> & Partial<LineChartModel>;

function modelOf(part: Partial2): LineChartModel {
  const model: LineChartModel = { x, marks: [], playhead: null, hover: null, hasXNumbers: true, ...part };
  return { ...model, y: { ...model.y, domain: fitDomain(model, model.y.domain) } };
}

function chart(parent: Element, words: [title: string, unit: string], part: Partial2, height = 6.0625): void {
  const model = modelOf(part);
  const figure = make('figure', parent);
  const header = make('header', figure);
  make('h3', header, words[0]);
  make('span', header, words[1] + unitSuffix(model)).className = 'unit';
  const readouts = make('span', header);
  readouts.className = 'readouts';
  for (const line of model.lines) {
    if (line.kind !== 'test' || model.playhead === null) continue;
    const readout = make('span', readouts);
    const sample = makeSvg(readout, '1.375rem', '.75rem');
    drawLineSample(sample, line.slot, theme, 22);
    readout.append(line.arm, ' ', formatReading(model.y.kind, valueAt(line, model.hover ?? model.playhead)));
  }
  const extra = model.hasXNumbers === true ? 0.9375 : 0;
  drawLineChart(makeSvg(figure, '100%', `${height + extra}rem`), model, theme);
}

const angle =
  (floor: number, start = 90) =>
  (epoch: number) =>
    floor + (start - floor) / (1 + 3 * epoch) + 2 * Math.sin(epoch * 9) * Math.min(1, epoch);
const accuracy = (rate: number) => (epoch: number) =>
  0.985 - 0.9 * Math.exp(-4 * rate * epoch) - 0.03 / (1 + epoch);
const loss = (slot: Slot, arm: string, rate: number, more: object = {}): ChartLine =>
  curve({ slot, arm, every: 25, ...more }, fallingLoss(rate));
const trainLoss = (slot: Slot, arm: string, rate: number, more: object = {}): ChartLine =>
  curve({ slot, arm, kind: 'train', noise: 0.25, ...more }, (e) => 0.8 * fallingLoss(rate)(e));

// The time column of the page.
const time = column();
drawRuler(
  makeSvg(time, '100%', '1.75rem'),
  { x, live: PLAYHEAD, playhead: PLAYHEAD, hover: null, switches: [] },
  theme,
);
const inColumn = { playhead: PLAYHEAD, hasXNumbers: false };
chart(time, ['Loss', 'nats, thin line: training'], {
  ...inColumn,
  y: { kind: 'log', domain: null },
  lines: [loss(0, 'BP', 1.5), loss(1, 'FA', 0.9), trainLoss(0, 'BP', 1.5), trainLoss(1, 'FA', 0.9)],
});
chart(time, ['Test accuracy', '%'], {
  ...inColumn,
  y: { kind: 'percent', domain: null, cutFrom: 80 },
  lines: [
    curve({ slot: 0, arm: 'BP', every: 25, noise: 0.003 }, accuracy(1)),
    curve({ slot: 1, arm: 'FA', every: 25, noise: 0.003 }, (e) => accuracy(0.6)(e) - 0.015),
  ],
});
chart(
  time,
  ['Update angle', 'from BP'],
  {
    ...inColumn,
    y: { kind: 'angle', domain: null, hasUphillNote: true, chanceCount: 50_176 },
    lines: [
      curve({ slot: 0, arm: 'BP', noise: 0 }, () => 0),
      curve({ slot: 1, arm: 'FA', part: 'layer 1', noise: 0.02 }, angle(35)),
      curve({ slot: 1, arm: 'FA', part: 'layer 2', noise: 0 }, () => 0),
    ],
  },
  9,
);
chart(time, ['Weight angle', 'from W2 to B2'], {
  ...inColumn,
  y: { kind: 'angle', domain: null, chanceCount: 640 },
  lines: [curve({ slot: 1, arm: 'FA', part: 'layer 2', noise: 0 }, (e) => 38 + 54 / (1 + 2.5 * e))],
});
const film = make('div', time);
const rdmsAt = (seed: number, live: number) =>
  Array.from({ length: 11 }, (_, epoch) => ({
    step: epoch * STEPS_PER_EPOCH,
    triangle: syntheticRdm(60, 10, Math.min(1, epoch / 3), seed),
  })).filter((frame) => frame.step <= live);
const groups = Array.from({ length: 10 }, () => 6);
drawFilm(
  film,
  {
    x,
    rows: [
      { slot: 0, arm: 'BP', frames: rdmsAt(1, PLAYHEAD) },
      { slot: 1, arm: 'FA', frames: rdmsAt(2, PLAYHEAD) },
    ],
    count: 60,
    groups,
    scale: { kind: 'linear', max: 1.5 },
    playhead: PLAYHEAD,
  },
  theme,
);

// Rulers.
const rulers = column();
const ruler = (
  epochs: number,
  playhead: number,
  hover: number | null,
  scale: XAxis['scale'] = 'linear',
): void => {
  const axis: XAxis = { epochs, stepsPerEpoch: STEPS_PER_EPOCH, scale };
  const switches = [{ slot: 1 as Slot, step: epochs * 50 }];
  const model = { x: axis, live: playhead, playhead, hover, switches };
  drawRuler(makeSvg(rulers, '100%', '2.25rem'), model, theme);
};
ruler(10, 0, null);
ruler(10, 500, 260);
ruler(10, 1250, null);
ruler(1, 60, 30);
ruler(100, 4200, 8000);
ruler(500, 40_000, null);
ruler(10, 300, null, 'log');

// States.
const states = column();
const four: [Slot, string, number][] = [
  [0, 'BP', 0],
  [1, 'FA', 36],
  [2, 'DFA', 24],
  [3, 'KP', 4],
];
chart(states, ['Update angle', 'layer 1, four arms'], {
  y: { kind: 'angle', domain: null },
  lines: four.map(([slot, arm, floor]) =>
    curve({ slot, arm, noise: slot === 0 ? 0 : 0.03, until: 1250 }, slot === 0 ? () => 0 : angle(floor)),
  ),
});
chart(states, ['Update angle', 'rule switched mid-run'], {
  y: { kind: 'angle', domain: null },
  lines: [
    curve({ slot: 1, arm: 'BP', noise: 0.03, until: 1250 }, (e) => (e > 4 ? 0 : angle(38)(e))),
    curve({ slot: 0, arm: 'BP', noise: 0, until: 1250 }, () => 0),
  ],
  marks: [
    { kind: 'switch', slot: 1, step: 500, from: 'FA', to: 'BP' },
    { kind: 'switch', slot: 0, step: 600, from: 'BP', to: 'DFA' },
    { kind: 'switch', slot: 0, step: 1200, from: 'DFA', to: 'BP' },
  ],
});
const diverging = curve({ slot: 1, arm: 'FA', every: 12, until: 408, noise: 0.02 }, (e) =>
  e < 2 ? fallingLoss(1)(e) : fallingLoss(1)(2) * 10 ** ((e - 2) * 2.6),
);
chart(states, ['Loss', 'nats, one arm diverged'], {
  y: { kind: 'log', domain: null },
  lines: [loss(0, 'BP', 1.5), diverging],
  marks: [{ kind: 'divergence', slot: 1, step: 412, label: 'FA stopped at step 412' }],
});
chart(states, ['Test accuracy', '%, at epoch 3.2'], {
  playhead: 800,
  hover: 400,
  y: { kind: 'percent', domain: null, cutFrom: 80 },
  lines: [
    curve({ slot: 0, arm: 'BP', every: 25, noise: 0.002 }, accuracy(1)),
    curve({ slot: 1, arm: 'FA', every: 25, noise: 0.002 }, (e) => accuracy(0.6)(e) - 0.02),
  ],
});

const more = column();
chart(more, ['Training loss', 'nats, smoothed over 100 steps, raw line kept'], {
  y: { kind: 'log', domain: null },
  lines: [
    { ...trainLoss(0, 'BP', 1.5, { smoothSteps: 100, until: 1250 }), kind: 'test' },
    { ...trainLoss(1, 'FA', 0.8, { smoothSteps: 100, until: 1250 }), kind: 'test' },
  ],
});
chart(more, ['Loss', 'nats'], { y: { kind: 'log', domain: null }, lines: [] });
chart(more, ['Weight angle', ''], {
  y: { kind: 'angle', domain: null },
  lines: [],
  empty: 'BP has no feedback weights. Add FA to see this angle.',
});
chart(more, ['Loss', 'nats, epochs on a log axis'], {
  x: { ...x, scale: 'log' },
  y: { kind: 'linear', domain: null },
  lines: [loss(0, 'BP', 1.5, { every: 5 }), loss(1, 'FA', 0.9, { every: 5 }), trainLoss(0, 'BP', 1.5)],
});
chart(more, ['Weight norm', 'Frobenius'], {
  y: { kind: 'linear', domain: null },
  playhead: 130,
  lines: [1, 2, 3].flatMap((layer) =>
    four.map(([slot, arm]) =>
      curve({ slot, arm, part: `layer ${layer}`, until: 130, noise: 0 }, (e) => 4 + layer * 2 + slot + e),
    ),
  ),
});
chart(
  more,
  ['Update angle', '300 epochs, beyond 120°'],
  {
    x: { epochs: 300, stepsPerEpoch: STEPS_PER_EPOCH, scale: 'linear' },
    y: { kind: 'angle', domain: null, chanceCount: 100 },
    lines: [
      curve(
        { slot: 2, arm: 'DFA', part: 'layer 1', until: 37_500, noise: 0.06 },
        (e) => 95 + 60 * Math.exp(-e / 50),
      ),
    ],
  },
  9,
);

// State column.
const state = column();
const devicePixelRatio = window.devicePixelRatio;
const pair = make('div', state);
pair.className = 'row';
const untrained = syntheticRdm(60, 10, 0.1, 3);
const holes = syntheticRdm(60, 10, 1, 4).map((value, index) => (index % 59 < 6 ? Number.NaN : value));
for (const triangle of [syntheticRdm(60, 10, 1, 1), untrained, holes]) {
  const canvas = make('canvas', pair);
  const layout = rdmLayout({ available: 192 * theme.unit, count: 60, groups, devicePixelRatio });
  paintRdm(canvas, triangle, { layout, scale: { kind: 'linear', max: 1.5 } }, theme);
}
drawRampLegend(makeSvg(state, '6.75rem', '1.625rem'), dissimilarityLegend(1.5, theme), theme);
const pictures = make('div', state);
pictures.className = 'row';
for (const shape of ['four', 'ring'] as const) {
  const canvas = make('canvas', pictures);
  paintPicture(canvas, { width: 28, height: 28, channels: 1, row: syntheticPicture(shape) }, theme);
  canvas.style.width = '2.375rem';
}
const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
const probabilities = (top: number, share: number): Float32Array =>
  Float32Array.from(digits, (_, digit) => (digit === top ? share : (1 - share) / 9));
const bars = (arms: number, names = digits, height = '5.125rem'): void => {
  const list = four
    .slice(0, arms)
    .map(([slot]) => ({ slot, values: probabilities(slot % 2 ? 9 : 4, 0.44 + slot / 10) }));
  drawBars(makeSvg(state, '100%', height), { kind: 'classes', names, label: 4, arms: list }, theme);
};
bars(2);
bars(4, digits, '7rem');
bars(3, [
  'T-shirt',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
]);
drawBars(
  makeSvg(state, '100%', '6rem'),
  {
    kind: 'regression',
    names: digits,
    target: Float32Array.from(digits, (_, index) => Math.sin(index)),
    arms: [0, 1].map((slot) => ({
      slot: slot as Slot,
      values: Float32Array.from(digits, (_, index) => Math.sin(index + 0.2 * slot) * 0.8),
    })),
  },
  theme,
);

// Why panel and regions.
const why = column();
const compass = (slots: readonly Slot[], ...rows: [number | null, number | null][][]): void => {
  const panel = make('div', why);
  panel.className = 'panel';
  panel.style.width = '18rem';
  const arms = slots.map((slot) => ({ slot, name: ['BP', 'FA', 'DFA', 'KP'][slot] ?? '' }));
  const needlesOf = (row: [number | null, number | null][]) =>
    row.map(([angleDeg, firstDeg]) => ({ angleDeg, firstDeg }));
  const named = rows.map((row, at) => ({ name: `Layer ${at + 1}`, needles: needlesOf(row) }));
  drawCompass(makeSvg(panel, '100%', 'auto'), { arms, rows: named }, theme);
};
// biome-ignore format: a line for each compass
compass([0, 1], [[0, null], [35.3, 45]], [[0, null], [0, null]]);
// biome-ignore format: a line for each compass
compass([0, 1, 2, 3], [[0, null], [36, 88], [121, 100], [2, 60]]);
const lenses = make('div', why);
lenses.className = 'row';
for (const path of ['feedback', 'direct', 'forward', 'none'] as const) {
  const model = { units: [784, 64, 32, 3], layer: 1, path, slot: 1 } as const;
  const { width, height } = lensLayout(model, 256 * theme.unit, theme.unit).size;
  drawLens(makeSvg(lenses, `${width}px`, `${height}px`), model, theme, width);
}
const plane = make('div', why);
plane.className = 'row';
for (const classes of [2, 3, 5]) {
  const { xy, labels, raster } = spirals(classes);
  paintRegions(make('canvas', plane), { raster, grid: 64, points: { xy, labels } }, theme, 192 * theme.unit);
}

// Exports, always light.
const exported = column();
exported.style.width = 'auto';
const figures = [
  toSvg(
    lineFigure(
      { title: 'Update angle', unit: 'from BP' },
      modelOf({
        y: { kind: 'angle', domain: null, hasUphillNote: true },
        lines: four.map(([slot, arm, floor]) =>
          curve({ slot, arm, part: 'layer 1', noise: 0.02 }, angle(floor)),
        ),
      }),
    ),
  ),
  toSvg(
    rdmFigure(
      { title: 'RDMs at epoch 6.4', unit: '1 − Pearson, 60 test images' },
      {
        rows: [
          [
            {
              title: 'BP, hidden',
              triangle: syntheticRdm(60, 10, 1, 1),
              scale: { kind: 'linear', max: 1.5 },
            },
            {
              title: 'FA, hidden',
              triangle: syntheticRdm(60, 10, 0.8, 2),
              scale: { kind: 'linear', max: 1.5 },
            },
          ],
        ],
        count: 60,
        groups,
        groupNames: digits,
      },
    ),
  ),
];
for (const svg of figures)
  make('img', exported).src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
document.documentElement.dataset.ready = 'true';
