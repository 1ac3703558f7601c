// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { curve, fallingLoss, spirals } from '../../test/gallery/synthetic';
import { ARM_STYLES, drawLineSample, markerPath } from './arm-style';
import { barNodes } from './bar-fills';
import { drawLineChart } from './line-chart';
import type { LineChartModel } from './line-chart-model';
import { liveStep } from './line-labels';
import { picturePixels } from './picture';
import { regionPixels, regionPointNodes } from './regions';
import { drawRuler, rulerNodes } from './ruler';
import { mountSvg, svgNode } from './svg';
import { LIGHT, readTheme } from './theme';

const size = { width: 400, height: 97 };
const x = { epochs: 10, stepsPerEpoch: 125, scale: 'linear' } as const;
const DARK = { ...LIGHT, isDark: true, bg: '#111318', ink: '#eef0f3' };

function makeSvg(): SVGSVGElement {
  return document.createElementNS('http://www.w3.org/2000/svg', 'svg');
}

function texts(svg: Element): string[] {
  return [...svg.querySelectorAll('text')].map((text) => text.textContent ?? '');
}

/** Elements in order with their attributes, whose order does not matter. */
function outline(svg: Element): unknown[] {
  return [...svg.querySelectorAll('*')].map((element) => [
    element.localName,
    element.textContent,
    Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  ]);
}

function model(part: Partial<LineChartModel> = {}): LineChartModel {
  const y = { kind: 'log', domain: null } as const;
  return { x, y, lines: [], marks: [], playhead: null, hover: null, ...part };
}

describe('mountSvg', () => {
  it('makes any drawing out of any other and keeps elements that stay', () => {
    const svg = makeSvg();
    mountSvg(svg, size, [
      svgNode('g', {}, [svgNode('line', { x1: 1, stroke: 'red' })]),
      svgNode('text', {}, 'a'),
    ]);
    const line = svg.querySelector('line');
    mountSvg(svg, size, [svgNode('g', {}, [svgNode('line', { x1: 2.345678 })]), svgNode('rect', {})]);
    expect(svg.querySelector('line')).toBe(line);
    expect(line?.getAttribute('x1')).toBe('2.35');
    expect(line?.hasAttribute('stroke')).toBe(false);
    expect([...svg.children].map((child) => child.localName)).toEqual(['g', 'rect']);
    mountSvg(svg, size, []);
    expect(svg.childElementCount).toBe(0);
  });
});

describe('drawLineChart', () => {
  it('says what to press, with real axes, and draws the curves after the first sample', () => {
    const svg = makeSvg();
    drawLineChart(svg, model(), LIGHT, size);
    expect(texts(svg)).toContain('Press Play to record.');
    expect(texts(svg)).toContain('0.3');
    const lines = [curve({ slot: 1, arm: 'FA', every: 25 }, fallingLoss(1))];
    drawLineChart(svg, model({ lines }), LIGHT, size);
    expect(texts(svg)).not.toContain('Press Play to record.');
    expect(texts(svg)).toContain('FA');
    expect(svg.querySelector('path[stroke-dasharray="7 3"]')?.getAttribute('stroke')).toBe(LIGHT.arms[1]);
  });

  it('is the same whatever was drawn before', () => {
    const lines = [
      curve({ slot: 0, arm: 'BP' }, fallingLoss(1)),
      curve({ slot: 1, arm: 'FA' }, fallingLoss(2)),
    ];
    const one = makeSvg();
    const two = makeSvg();
    drawLineChart(one, model({ lines, playhead: 300 }), LIGHT, size);
    drawLineChart(two, model({ lines: lines.slice(1), hover: 20 }), LIGHT, size);
    drawLineChart(two, model({ lines, playhead: 300 }), LIGHT, size);
    expect(outline(two)).toEqual(outline(one));
  });

  it('enlarges markers under the pointer by half', () => {
    const lines = [curve({ slot: 1, arm: 'FA', noise: 0 }, () => 1)];
    const count = (hover: number | null): string => {
      const svg = makeSvg();
      drawLineChart(svg, model({ lines, hover }), LIGHT, size);
      return svg.lastElementChild?.outerHTML ?? '';
    };
    expect(count(400)).toContain('<path');
    expect(count(null)).toContain('<text');
  });

  it('puts a cross at the last finite value and no name at the line of an arm that stopped', () => {
    const dead = curve({ slot: 1, arm: 'FA', every: 25 }, fallingLoss(1));
    dead.value.fill(Number.NaN, 10);
    const svg = makeSvg();
    const marks = [{ kind: 'divergence', slot: 1, step: 412, label: 'FA stopped at step 412' }] as const;
    drawLineChart(svg, model({ lines: [dead], marks }), LIGHT, size);
    expect(texts(svg)).toContain('FA stopped at step 412');
    expect(texts(svg)).not.toContain('FA');
    const cross = svg.querySelector('path[stroke-width="2.5"]')?.getAttribute('d') ?? '';
    const stepX = 38 + ((9 * 25) / 1250) * 300;
    expect(Number.parseFloat(cross.slice(1))).toBeCloseTo(stepX - 6, 1);
    expect(liveStep([dead])).toBe(800);
  });

  it('collapses to one name per arm when there are more names than rows', () => {
    const lines = [1, 2, 3].flatMap((layer) =>
      ([0, 1, 2, 3] as const).map((slot) =>
        curve({ slot, arm: `R${slot}`, part: `layer ${layer}`, noise: 0 }, () => 0.1 * layer + slot / 5),
      ),
    );
    const svg = makeSvg();
    drawLineChart(svg, model({ lines }), LIGHT, size);
    expect(texts(svg).filter((text) => text.startsWith('R'))).toEqual(['R0', 'R1', 'R2', 'R3']);
  });

  it('marks a rule switch with both names', () => {
    const lines = [curve({ slot: 1, arm: 'BP', until: 1250 }, fallingLoss(1))];
    const svg = makeSvg();
    const marks = [{ kind: 'switch', slot: 1, step: 500, from: 'FA', to: 'BP' }] as const;
    drawLineChart(svg, model({ lines, marks }), LIGHT, { width: 500, height: 97 });
    expect(texts(svg)).toEqual(expect.arrayContaining(['FA', 'BP from epoch 4']));
    expect(svg.querySelector('circle')?.getAttribute('r')).toBe('5');
  });
});

describe('ruler', () => {
  it('hides numbers within 25 px of the pill', () => {
    const svg = makeSvg();
    const ruler = { x, live: 800, playhead: 500, hover: null, switches: [] };
    drawRuler(svg, ruler, LIGHT, { width: 400, height: 28 });
    expect(texts(svg)).toEqual(['0', '1', '2', '3', '5', '6', '7', '8', '9', '10', 'epochs', '4.0']);
  });
  it('shows the hovered epoch only away from the playhead', () => {
    const at = (hover: number): string[] =>
      rulerNodes({ x, live: 800, playhead: 500, hover, switches: [] }, LIGHT, {
        width: 400,
        height: 28,
      }).flatMap((node) => node.text ?? []);
    expect(at(200)).toContain('1.6');
    expect(at(510)).not.toContain('4.1');
  });
});

describe('arm style', () => {
  it('gives every slot its own dash, marker and bar fill', () => {
    const styles = Object.values(ARM_STYLES);
    for (const key of ['marker', 'barFill'] as const) expect(new Set(styles.map((s) => s[key])).size).toBe(4);
    expect(new Set(styles.map((s) => s.dash.join())).size).toBe(4);
    expect(new Set(styles.map((s) => markerPath(s.marker, [0, 0], 3))).size).toBe(4);
    const svg = makeSvg();
    drawLineSample(svg, 2, LIGHT, 28);
    expect(svg.getAttribute('viewBox')).toBe('0 0 28 12');
  });
  it('fills bars within their outline', () => {
    const bar = { x: 10, y: 20, width: 12, height: 30 };
    const hatch = barNodes(1, bar, LIGHT)[1]?.attributes.d ?? '';
    const numbers =
      String(hatch)
        .match(/[\d.]+/g)
        ?.map(Number) ?? [];
    expect(numbers.length).toBeGreaterThan(12);
    numbers.forEach((value, index) => {
      const [low, length] = index % 2 === 0 ? [bar.x, bar.width] : [bar.y, bar.height];
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(low + length);
    });
  });
});

describe('pictures and regions', () => {
  it('draws ink on the page and inverts in the dark', () => {
    const picture = { width: 2, height: 1, channels: 1, row: Uint8Array.from([0, 255]) };
    expect([...picturePixels(picture, LIGHT).data]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
    expect([...picturePixels(picture, DARK).data]).toEqual([17, 19, 24, 255, 255, 255, 255, 255]);
    const colour = { width: 1, height: 1, channels: 3, row: Float32Array.from([1, 0.5, Number.NaN]) };
    expect([...picturePixels(colour, LIGHT).data]).toEqual([255, 128, 0, 255]);
  });
  it('tints two classes differently with a line between them', () => {
    const raster = Uint8Array.from([0, 1, 0, 1]);
    const { data } = regionPixels({ raster, grid: 2, points: null }, LIGHT, 8);
    const row = Array.from({ length: 8 }, (_, column) => data[column * 4]);
    expect(new Set(row.slice(0, 3)).size).toBe(1);
    expect(new Set(row.slice(4)).size).toBe(1);
    expect(row[0]).not.toBe(row[7]);
    expect(row[3]).toBe(0x62);
  });
  it('puts points with y up, one path per class', () => {
    const points = { xy: Float32Array.from([-1, 1, 1, -1]), labels: Uint8Array.from([0, 1]) };
    const nodes = regionPointNodes(points, LIGHT, 100);
    expect(nodes).toHaveLength(4);
    expect(nodes[0]?.attributes.d).toMatch(/^M-2\.4 0a/);
    expect(nodes[2]?.attributes.d).toMatch(/^M97\.6 100a/);
    expect(regionPointNodes(spirals(5), LIGHT, 100)).toHaveLength(10);
  });
});

describe('readTheme', () => {
  it('reads the custom properties and keeps the light value of a missing one', () => {
    const style = document.documentElement.style;
    style.setProperty('--bg', '#111318');
    style.setProperty('--ink', '#eef0f3');
    style.setProperty('--arm2', '#f28437');
    style.setProperty('--w-arm', '3.2px');
    style.setProperty('--seq', '#000000, #ffffff');
    style.fontSize = '20px';
    const theme = readTheme(document.documentElement);
    expect(theme.isDark).toBe(true);
    expect(theme.arms).toEqual([LIGHT.arms[0], '#f28437', LIGHT.arms[2], LIGHT.arms[3]]);
    expect([theme.armWidthPx, theme.unit, theme.markerRadius]).toEqual([3.2, 1.25, 3.4]);
    expect(theme.seq).toEqual(['#000000', '#ffffff']);
  });
});
