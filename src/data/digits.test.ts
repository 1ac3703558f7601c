import { describe, expect, it } from 'vitest';
import { type SoftmaxNet, trainSoftmax } from '../../test/tiny-softmax';
import type { Dataset } from '../spec/dataset';
import { DEFAULT_SPEC } from '../spec/presets';
import { DIGIT_STYLES } from './digit-skeletons';
import { generateDigits } from './digits';

const make = (images: number, seed = 1, noise = 0.03): Dataset =>
  generateDigits({ ...DEFAULT_SPEC.dataset, id: 'digits', images, noise }, seed);

/** Mean of one picture's bytes over a window of rows and columns. */
function meanOf(
  picture: Uint8Array | Float32Array,
  inside: (row: number, column: number) => boolean,
): number {
  let sum = 0;
  let count = 0;
  for (let pixel = 0; pixel < 784; pixel++) {
    if (!inside(Math.floor(pixel / 28), pixel % 28)) continue;
    sum += picture[pixel] ?? 0;
    count++;
  }
  return sum / count;
}

describe('digits', () => {
  it('is a function of the seed', () => {
    expect(make(60)).toEqual(make(60));
    expect(make(60).train.x).not.toEqual(make(60, 2).train.x);
  });

  it('gives a prefix when fewer pictures are asked for', () => {
    const few = make(203);
    const many = make(500);
    expect([few.train.count, few.test.count]).toEqual([163, 40]);
    for (const part of ['train', 'test'] as const) {
      expect(few[part].x).toEqual(many[part].x.slice(0, few[part].x.length));
      expect(few[part].labels).toEqual(many[part].labels?.slice(0, few[part].count));
    }
  });

  it('is balanced and shuffled in both splits', () => {
    const data = make(1000);
    for (const [part, each] of [
      ['train', 80],
      ['test', 20],
    ] as const) {
      const counts = new Array(10).fill(0);
      for (const label of data[part].labels ?? []) counts[label]++;
      expect(counts).toEqual(new Array(10).fill(each));
    }
    const labels = data.train.labels ?? [];
    let equalNeighbours = 0;
    for (let row = 1; row < labels.length; row++) if (labels[row] === labels[row - 1]) equalNeighbours++;
    expect(equalNeighbours).toBeGreaterThan(20);
    expect(equalNeighbours).toBeLessThan(140);
  });

  it('draws bright ink on dark paper and keeps it off the edge', () => {
    const { x, count } = make(300, 5, 0).train;
    for (let row = 0; row < count; row++) {
      const picture = x.subarray(row * 784, (row + 1) * 784);
      expect(Math.max(...picture)).toBeGreaterThan(140);
      expect(meanOf(picture, () => true)).toBeGreaterThan(5);
      expect(meanOf(picture, () => true)).toBeLessThan(110);
      expect(meanOf(picture, (r, c) => r === 0 || c === 0 || r === 27 || c === 27)).toBeLessThan(12);
    }
  });

  it('adds noise of the asked strength without changing the shapes', () => {
    const clean = make(100, 1, 0).train.x;
    const noisy = make(100, 1, 0.2).train.x;
    let sum = 0;
    let count = 0;
    for (let k = 0; k < clean.length; k++) {
      const value = clean[k] ?? 0;
      if (value < 110 || value > 145) continue;
      sum += ((noisy[k] ?? 0) - value) ** 2;
      count++;
    }
    expect(Math.sqrt(sum / count) / 255).toBeCloseTo(0.2, 1);
    expect(count).toBeGreaterThan(500);
  });

  it('knows at least four styles of every digit', () => {
    expect(DIGIT_STYLES.length).toBe(10);
    for (const styles of DIGIT_STYLES)
      expect(new Set(styles.map(({ name }) => name)).size).toBeGreaterThanOrEqual(4);
  });

  it('is not easy for a linear classifier, and learnable with a hidden layer', () => {
    const data = make(4000);
    const accuracyAfter = (hidden: readonly number[], epochs: number): number => {
      const net: SoftmaxNet = trainSoftmax(data, hidden, { epochs, learningRate: 0.1, batch: 32, seed: 7 });
      return net.testAccuracy();
    };
    const linear = accuracyAfter([], 5);
    const deep = accuracyAfter([64], 5);
    expect(linear).toBeGreaterThan(0.8);
    expect(linear).toBeLessThan(0.93);
    expect(deep).toBeGreaterThan(0.93);
    expect(deep - linear).toBeGreaterThan(0.02);
  });

  it('makes 2,000 pictures well within a second', () => {
    const start = performance.now();
    make(2000);
    // Measured: 0.2 s; the bound leaves room for a busy machine.
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
