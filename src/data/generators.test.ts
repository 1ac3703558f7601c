import { describe, expect, it } from 'vitest';
import { trainSoftmax } from '../../test/tiny-softmax';
import { DEFAULT_SPEC } from '../spec/presets';
import type { DatasetId } from '../spec/spec';
import { DATASET_GENERATORS, generateDataset } from './index';
import { linearTeacher } from './linear-map';

const SMALL = (['digits', 'spirals', 'linear-map'] as const).map((id) => [id] as const);

describe('every generator', () => {
  it('stands in the table, except for files', () => {
    const made = (Object.keys(DATASET_GENERATORS) as DatasetId[]).filter((id) => DATASET_GENERATORS[id]);
    expect(made.sort()).toEqual(['branching', 'digits', 'linear-map', 'objects', 'rumelhart', 'spirals']);
    expect(() =>
      generateDataset({ ...DEFAULT_SPEC.dataset, id: 'idx-files', images: 200, noise: 0 }, 1),
    ).toThrow('read from files');
  });

  it.each([2, 3, 6, 10])('keeps one row in %i for testing, every class in both parts', (testEvery) => {
    for (const id of ['digits', 'spirals'] as const) {
      const images = testEvery * 30;
      const data = generateDataset({ ...DEFAULT_SPEC.dataset, id, images, testEvery }, 4);
      expect([data.train.count, data.test.count]).toEqual([images - 30, 30]);
      for (const { labels, count } of [data.train, data.test]) {
        const each = data.classNames.map((_, label) => labels?.filter((own) => own === label).length);
        expect(each).toEqual(data.classNames.map(() => count / data.classNames.length));
      }
    }
  });

  it.each(SMALL)('%s: fewer rows are a prefix, other seeds are other data', (id) => {
    const few = generateDataset({ ...DEFAULT_SPEC.dataset, id, images: 207, noise: 0.03 }, 4);
    const many = generateDataset({ ...DEFAULT_SPEC.dataset, id, images: 300, noise: 0.03 }, 4);
    const other = generateDataset({ ...DEFAULT_SPEC.dataset, id, images: 207, noise: 0.03 }, 5);
    expect([few.train.count, few.test.count]).toEqual([166, 41]);
    expect(few.train.x).toEqual(many.train.x.slice(0, few.train.x.length));
    expect(few.test.x).toEqual(many.test.x.slice(0, few.test.x.length));
    expect(few.train.x).not.toEqual(other.train.x);
    if (few.train.targets) {
      expect(few.train.targets).toEqual(many.train.targets?.slice(0, few.train.targets.length));
    }
  });
});

describe('spirals', () => {
  const spirals = generateDataset({ ...DEFAULT_SPEC.dataset, id: 'spirals', images: 1500, noise: 0.02 }, 1);

  it('has three balanced arms inside the square', () => {
    for (const split of [spirals.train, spirals.test]) {
      const counts = [0, 0, 0];
      for (const label of split.labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
      expect(counts).toEqual(new Array(3).fill(split.count / 3));
    }
    expect(Math.max(...spirals.train.x)).toBeLessThanOrEqual(1);
    expect(Math.min(...spirals.train.x)).toBeGreaterThanOrEqual(-1);
  });

  it('turns by a third of a circle from arm to arm', () => {
    const clean = generateDataset({ ...DEFAULT_SPEC.dataset, id: 'spirals', images: 300, noise: 0 }, 2).train;
    for (let row = 0; row < clean.count; row++) {
      const x = clean.x[2 * row] ?? 0;
      const y = clean.x[2 * row + 1] ?? 0;
      const t = (Math.hypot(x, y) - 0.08) / 0.84;
      const turns = Math.atan2(y, x) / (2 * Math.PI) - 0.75 * t - (clean.labels?.[row] ?? 0) / 3;
      expect(Math.abs(turns - Math.round(turns))).toBeLessThan(1e-5);
    }
  });

  it('cannot be learned by a linear classifier, but by hidden layers', () => {
    const plan = { epochs: 60, learningRate: 0.3, batch: 8, seed: 1 };
    expect(trainSoftmax(spirals, [], { ...plan, epochs: 5 }).testAccuracy()).toBeLessThan(0.7);
    expect(trainSoftmax(spirals, [32, 32], plan).testAccuracy()).toBeGreaterThan(0.93);
  });
});

describe('linear-map', () => {
  it('is the teacher exactly without noise', () => {
    const { train } = generateDataset(
      { ...DEFAULT_SPEC.dataset, id: 'linear-map', images: 200, noise: 0 },
      3,
    );
    const teacher = linearTeacher(3);
    for (let row = 0; row < train.count; row++) {
      for (let j = 0; j < 10; j++) {
        let sum = 0;
        for (let k = 0; k < 30; k++) sum += (teacher[30 * j + k] ?? 0) * (train.x[30 * row + k] ?? 0);
        expect(train.targets?.[10 * row + j]).toBeCloseTo(sum, 4);
      }
    }
    expect(Math.max(...teacher.map(Math.abs))).toBeLessThanOrEqual(1);
    expect(teacher.reduce((sum, value) => sum + value * value, 0) / 300).toBeCloseTo(1 / 3, 1);
  });

  it('has standard normal inputs and noise of the asked size on the targets alone', () => {
    const clean = generateDataset(
      { ...DEFAULT_SPEC.dataset, id: 'linear-map', images: 2000, noise: 0 },
      1,
    ).train;
    const noisy = generateDataset(
      { ...DEFAULT_SPEC.dataset, id: 'linear-map', images: 2000, noise: 0.5 },
      1,
    ).train;
    expect(noisy.x).toEqual(clean.x);
    expect([...clean.x].reduce((sum, value) => sum + value * value, 0) / clean.x.length).toBeCloseTo(1, 1);
    let sum = 0;
    const targets = clean.targets ?? new Float32Array(0);
    targets.forEach((value, index) => {
      sum += ((noisy.targets?.[index] ?? 0) - value) ** 2;
    });
    expect(Math.sqrt(sum / targets.length)).toBeCloseTo(0.5, 1);
  });
});
