import { describe, expect, it } from 'vitest';
import type { SvgNode } from './svg';
import { LIGHT } from './theme';
import { stepNearPointer, trajectoryNodes } from './trajectory';
import { sampleAt, type TrajectoryLine, type TrajectoryModel } from './trajectory-model';
import { fitTrajectory, trajectoryPlot } from './trajectory-scale';

const SIZE = { width: 500, height: 320 };
const line = (
  points: readonly (readonly [step: number, accuracy: number, loss: number])[],
): TrajectoryLine => ({
  slot: 1,
  arm: 'FA',
  step: points.map(([step]) => step),
  accuracy: points.map(([, accuracy]) => accuracy),
  loss: points.map(([, , loss]) => loss),
});
const way = line([
  [0, 0.1, 2.3],
  [100, 0.8, 0.6],
  [200, 0.9, 0.5],
  [300, 0.9, 20],
]);
const modelOf = (lines: readonly TrajectoryLine[], step: number | null = null): TrajectoryModel => ({
  lines,
  domain: fitTrajectory(lines, null),
  stepsPerEpoch: 100,
  step,
  guessingNats: Math.log(10),
  marks: [],
  empty: 'Press Play to record.',
});
const textsOf = (nodes: readonly SvgNode[]): (string | null)[] => nodes.map(({ text }) => text);

describe('scales', () => {
  const plot = trajectoryPlot({ loss: [0.01, 100], leastError: 0.001 }, LIGHT, SIZE);

  it('90, 99 and 99.9 % are equally far apart', () => {
    const [a = 0, b = 0, c = 0] = [0.9, 0.99, 0.999].map(plot.x);
    expect(b - a).toBeCloseTo(c - b, 6);
    expect(plot.x(0)).toBe(plot.left);
    expect(plot.x(1)).toBeCloseTo(plot.right, 6);
  });

  it('what costs the same for each wrong answer lies on a straight line', () => {
    const points = [0.5, 0.1, 0.02].map((wrong) => [plot.x(1 - wrong), plot.y(7 * wrong)] as const);
    const slope = (from: number, to: number): number =>
      ((points[to]?.[1] ?? 0) - (points[from]?.[1] ?? 0)) /
      ((points[to]?.[0] ?? 0) - (points[from]?.[0] ?? 0));
    expect(slope(0, 1)).toBeCloseTo(slope(1, 2), 6);
  });

  it('limits grow with the data and stay where they are without reason to change', () => {
    const first = fitTrajectory([way], null);
    expect(first.leastError).toBe(0.02);
    expect(fitTrajectory([way], first)).toBe(first);
    const better = line([
      [0, 0.1, 2.3],
      [1, 0.996, 0.01],
      [2, 1, 0.009],
    ]);
    const grown = fitTrajectory([better], first);
    expect(grown.leastError).toBe(0.002);
    expect(grown.loss[0]).toBeLessThanOrEqual(0.009);
  });
});

describe('trajectory', () => {
  it('draws what came after the moment shown faintly, and the marker at that moment', () => {
    const nodes = trajectoryNodes(modelOf([way], 200), LIGHT, SIZE);
    const paths = nodes.filter(
      ({ attributes }) => attributes.stroke === LIGHT.arms[1] && attributes.fill === 'none',
    );
    expect(paths.map(({ attributes }) => attributes['stroke-opacity'])).toEqual([0.28, undefined]);
    expect(String(paths[1]?.attributes.d).split('L')).toHaveLength(3);
    const whole = trajectoryNodes(modelOf([way]), LIGHT, SIZE);
    expect(whole.filter(({ attributes }) => attributes['stroke-opacity'] === 0.28)).toHaveLength(0);
  });

  it('numbers whole epochs, names the arm, the price of guessing and that of an error', () => {
    const texts = textsOf(trajectoryNodes(modelOf([way]), LIGHT, SIZE));
    expect(texts).toContain('1');
    expect(texts).toContain('FA');
    expect(texts).toContain('guessing, 2.3');
    expect(texts).toContain('100 nats');
    expect(texts).toContain('per error');
    expect(texts).toContain('10');
  });

  it('marks where an arm stopped, once the moment shown is there', () => {
    const stopped = { ...way, hasStopped: true };
    expect(textsOf(trajectoryNodes(modelOf([stopped]), LIGHT, SIZE))).toContain('FA stopped');
    expect(textsOf(trajectoryNodes(modelOf([stopped], 200), LIGHT, SIZE))).not.toContain('FA stopped');
  });

  it('says what to press before there is anything to draw', () => {
    expect(textsOf(trajectoryNodes(modelOf([]), LIGHT, SIZE))).toContain('Press Play to record.');
  });

  it('finds the sample nearest to the pointer; of two in one place the later one', () => {
    const plot = trajectoryPlot(modelOf([way]).domain, LIGHT, SIZE);
    const at = (accuracy: number, loss: number) => [plot.x(accuracy) + 3, plot.y(loss) - 2] as const;
    expect(stepNearPointer(modelOf([way]), at(0.8, 0.6), LIGHT, SIZE)).toBe(100);
    expect(stepNearPointer(modelOf([way]), at(0.9, 20), LIGHT, SIZE)).toBe(300);
    const twice = line([
      [1, 0.5, 1],
      [2, 0.5, 1],
    ]);
    expect(stepNearPointer(modelOf([twice]), [0, 0], LIGHT, SIZE)).toBe(2);
    expect(stepNearPointer(modelOf([]), [0, 0], LIGHT, SIZE)).toBeNull();
  });

  it('knows the last sample at a step', () => {
    expect([-1, 0, 99, 100, 1000].map((step) => sampleAt(way, step))).toEqual([-1, 0, 0, 1, 3]);
  });
});
