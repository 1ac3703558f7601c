import { describe, expect, it } from 'vitest';
import { curve, EPOCHS, fallingLoss, STEPS_PER_EPOCH, syntheticRdm } from '../../test/gallery/synthetic';
import type { Slot } from './arm-style';
import { barsNodes } from './bars';
import { compassNodes, compassSize } from './compass';
import { fitDomain } from './domains';
import { lineFigure, rdmFigure, toSvg } from './export';
import { filmFigure, regionsFigure } from './export-figures';
import { lensLayout, lensNodes } from './lens';
import { lineChartNodes } from './line-chart';
import type { LineChartModel } from './line-chart-model';
import { rulerNodes } from './ruler';
import { type SvgNode, svgNode, svgToText } from './svg';
import { LIGHT } from './theme';
import { trajectoryNodes } from './trajectory';
import { fitTrajectory } from './trajectory-scale';

const SIZE = { width: 428, height: 128 };
const x = { epochs: EPOCHS, stepsPerEpoch: STEPS_PER_EPOCH, scale: 'linear' } as const;

type State = Pick<LineChartModel, 'y' | 'lines'> & Partial<LineChartModel>;

function modelOf(state: State): LineChartModel {
  const model: LineChartModel = { x, marks: [], playhead: null, hover: null, hasXNumbers: true, ...state };
  return { ...model, y: { ...model.y, domain: fitDomain(model, null) } };
}

function document(nodes: readonly SvgNode[], title: string, size = SIZE): string {
  const { width, height } = size;
  const box = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` };
  const page = svgNode('rect', { width, height, fill: LIGHT.bg });
  const root = svgNode('svg', { ...box, 'font-family': LIGHT.font, overflow: 'visible' }, [
    svgNode('title', {}, title),
    page,
    ...nodes,
  ]);
  return `${svgToText(root, '')}\n`;
}

const fa = (epoch: number): number => 38 + 52 / (1 + 3 * epoch);
const bp = curve({ slot: 0, arm: 'BP', every: 25 }, fallingLoss(1.5));
const arms: [Slot, string][] = [
  [0, 'BP'],
  [1, 'FA'],
  [2, 'DFA'],
  [3, 'KP'],
];
const exploding = curve({ slot: 1, arm: 'FA', every: 12, until: 408, noise: 0 }, (epoch) =>
  epoch < 2 ? fallingLoss(1)(epoch) : 0.1 * 10 ** ((epoch - 2) * 2.6),
);
const exploded = {
  ...exploding,
  value: exploding.value.map((v, i) => (i > 33 ? Number.POSITIVE_INFINITY : v)),
};

const STATES: Record<string, State> = {
  empty: { y: { kind: 'log', domain: null }, lines: [] },
  running: {
    y: { kind: 'log', domain: null },
    playhead: 800,
    lines: [
      bp,
      curve({ slot: 1, arm: 'FA', every: 25 }, fallingLoss(0.9)),
      curve({ slot: 0, arm: 'BP', kind: 'train', noise: 0.2 }, fallingLoss(1.5)),
    ],
  },
  'four-arms': {
    y: { kind: 'angle', domain: null, hasUphillNote: true, chanceCount: 100 },
    lines: arms.map(([slot, arm]) =>
      curve({ slot, arm, part: 'layer 1', until: 1250, every: 25 }, (epoch) => fa(epoch) * (1 - slot / 4)),
    ),
  },
  switched: {
    y: { kind: 'angle', domain: null },
    lines: [curve({ slot: 1, arm: 'BP', until: 1250, every: 25 }, (epoch) => (epoch > 4 ? 0 : fa(epoch)))],
    marks: [{ kind: 'switch', slot: 1, step: 500, from: 'FA', to: 'BP' }],
  },
  diverged: {
    y: { kind: 'log', domain: null },
    lines: [bp, exploded],
    marks: [{ kind: 'divergence', slot: 1, step: 412, label: 'FA stopped at step 412' }],
  },
  hovered: {
    y: { kind: 'percent', domain: null, cutFrom: 80 },
    playhead: 800,
    hover: 400,
    lines: [curve({ slot: 0, arm: 'BP', every: 25, noise: 0 }, (epoch) => 0.98 - 0.9 * Math.exp(-4 * epoch))],
  },
  smoothed: {
    y: { kind: 'log', domain: null },
    lines: [curve({ slot: 1, arm: 'FA', noise: 0.2, smoothSteps: 100 }, fallingLoss(1))],
  },
  'log-time': { x: { ...x, scale: 'log' }, y: { kind: 'linear', domain: null }, lines: [bp] },
};

describe('gallery of line charts', () => {
  for (const [name, state] of Object.entries(STATES)) {
    it(name, async () => {
      const text = document(lineChartNodes(modelOf(state), LIGHT, SIZE), `Line chart, ${name}`);
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
      await expect(text).toMatchFileSnapshot(`../../test/gallery/${name}.svg`);
    });
  }
});

describe('gallery of other drawings', () => {
  it('ruler', async () => {
    const model = { x, live: 800, playhead: 500, hover: 260, switches: [{ slot: 1 as Slot, step: 400 }] };
    const size = { width: 428, height: 28 };
    await expect(document(rulerNodes(model, LIGHT, size), 'Ruler', size)).toMatchFileSnapshot(
      '../../test/gallery/ruler.svg',
    );
  });

  it('bars', async () => {
    const names = Array.from({ length: 10 }, (_, digit) => String(digit));
    const list = arms.map(([slot]) => ({
      slot,
      values: Float32Array.from(names, (_, i) => (i === 4 ? 0.6 : 0.04)),
    }));
    const nodes = barsNodes({ kind: 'classes', names, label: 4, arms: list }, LIGHT, SIZE);
    await expect(document(nodes, 'Bars')).toMatchFileSnapshot('../../test/gallery/bars.svg');
  });

  it('bars of a regression', async () => {
    const names = ['1', '2', '3', '4'];
    const target = Float32Array.from([0.5, -1, 2, 0]);
    const list = [{ slot: 1 as Slot, values: Float32Array.from([0.4, -0.8, 2.2, Number.NaN]) }];
    const nodes = barsNodes({ kind: 'regression', names, target, arms: list }, LIGHT, SIZE);
    await expect(document(nodes, 'Bars of a regression')).toMatchFileSnapshot(
      '../../test/gallery/bars-regression.svg',
    );
  });

  it('compass', async () => {
    const row = (name: string, ...angles: [number | null, number | null][]) => ({
      name,
      needles: angles.map(([angleDeg, firstDeg]) => ({ angleDeg, firstDeg })),
    });
    const model = {
      arms: arms.map(([slot, name]) => ({ slot, name })),
      rows: [
        row('Layer 1, hidden', [0, null], [36, 88], [38, null], [120, 95]),
        row('Layer 2, output', [0, null], [0, null], [0, null], [null, null]),
      ],
    };
    const size = compassSize(model, { width: 420 }, 1);
    const nodes = compassNodes(model, LIGHT, { width: 420 });
    await expect(document(nodes, 'Compass', size)).toMatchFileSnapshot('../../test/gallery/compass.svg');
  });

  it('network under the lens', async () => {
    for (const path of ['feedback', 'direct', 'forward'] as const) {
      const model = { units: [784, 64, 32, 3], layer: 1, path, slot: 1 as Slot };
      const { size } = lensLayout(model, 256, 1);
      await expect(document(lensNodes(model, LIGHT, 256), `Lens, ${path}`, size)).toMatchFileSnapshot(
        `../../test/gallery/lens-${path}.svg`,
      );
    }
  });

  it('trajectory', async () => {
    const size = { width: 520, height: 340 };
    const way = (slot: Slot, arm: string, loss: (epoch: number) => number, best: number) => {
      const epochs = Array.from({ length: 41 }, (_, index) => index / 5);
      return {
        slot,
        arm,
        step: epochs.map((epoch) => Math.round(epoch * STEPS_PER_EPOCH)),
        accuracy: epochs.map((epoch) => best - (best - 0.1) * Math.exp(-2 * epoch)),
        loss: epochs.map(loss),
      };
    };
    const lines = [
      way(0, 'BP', (epoch) => 0.08 + 2.2 * Math.exp(-1.6 * epoch), 0.985),
      way(1, 'FA', (epoch) => 2.3 * Math.exp(-1.6 * epoch) + 0.35 * Math.exp(0.7 * epoch), 0.905),
    ];
    const domain = fitTrajectory(lines, null);
    const model = { lines, domain, stepsPerEpoch: STEPS_PER_EPOCH, step: null, guessingNats: Math.log(10) };
    const nodes = trajectoryNodes({ ...model, marks: [], empty: '' }, LIGHT, size);
    await expect(document(nodes, 'Trajectory', size)).toMatchFileSnapshot(
      '../../test/gallery/trajectory.svg',
    );
  });
});

describe('exported figures', () => {
  it('stand alone: white page, fonts with fallback, own x numbers, no playhead', () => {
    const svg = toSvg(lineFigure({ title: 'Loss <test>', unit: 'nats' }, modelOf(STATES.running as State)));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="664"/);
    expect(svg).toContain('fill="#ffffff"');
    expect(svg).toContain('sans-serif');
    expect(svg).toContain('Loss &lt;test&gt;');
    expect(svg).toContain('>epochs</text>');
    expect(svg.split('y1="1"')).toHaveLength(1);
  });

  it('draws an RDM as crisp paths that cover every cell off the diagonal once', () => {
    const panel = {
      title: 'BP',
      triangle: syntheticRdm(20, 5, 1, 1),
      scale: { kind: 'linear', max: 1.5 },
    } as const;
    const model = {
      rows: [[panel]],
      count: 20,
      groups: [4, 4, 4, 4, 4],
      groupNames: ['0', '1', '2', '3', '4'],
    };
    const svg = toSvg(rdmFigure({ title: 'RDMs', unit: '1 − Pearson' }, model));
    let covered = 0;
    for (const [, width] of svg.matchAll(/h(\d+)v1h-\d+z/g)) covered += Number(width);
    expect(covered).toBe((20 * 20 - 20) * 4 * 4);
  });

  it('draws the film strip with a number under every frame', () => {
    const triangle = syntheticRdm(20, 5, 1, 1);
    const rows = [
      {
        slot: 0 as Slot,
        arm: 'BP',
        frames: [
          { step: 0, triangle },
          { step: 125, triangle },
        ],
      },
    ];
    const groups = [4, 4, 4, 4, 4];
    const model = { x, rows, count: 20, groups, scale: { kind: 'linear', max: 1.5 }, playhead: 40 } as const;
    const { nodes } = filmFigure({ title: 'RDM over time', unit: '' }, model);
    expect(nodes.filter((node) => node.tag === 'g')).toHaveLength(2);
    expect(nodes.filter((node) => node.tag === 'rect')).toHaveLength(9);
    expect(nodes.filter((node) => node.tag === 'line')).toHaveLength(0);
    expect(nodes.flatMap((node) => node.text ?? [])).toEqual([
      'BP',
      ...Array.from({ length: 11 }, (_, e) => `${e}`),
    ]);
  });

  it('draws decision regions that cover the square', () => {
    const raster = Uint8Array.from([0, 1, 0, 1]);
    const { nodes } = regionsFigure({ title: 'Regions', unit: '' }, { raster, grid: 2, points: null }, 20);
    let covered = 0;
    for (const node of nodes)
      for (const [, width] of String(node.attributes.d).matchAll(/h(\d+)v1/g)) covered += Number(width);
    expect(covered).toBe(400);
    expect(nodes).toHaveLength(3);
  });
});
