/**
 * Three interleaved spiral arms in the plane, one class each: a task that no linear network can learn.
 * Point at position t ∈ [0, 1) of arm c: radius 0.08 + 0.84 t, angle 2π (c / 3 + 0.75 t).
 * `noise` is the standard deviation of the jitter of both coordinates; points are held inside [−1, 1]².
 */
import { createRng } from '../math/rng';
import type { Dataset, Split } from '../spec/dataset';
import type { DatasetSpec } from '../spec/spec';
import { isTestRow, splitCounts } from './split';

const ARMS = 3;
const INNER_RADIUS = 0.08;
const RADIUS_GROWTH = 0.84;
const TURNS = 0.75;

interface PointSplit extends Split {
  readonly x: Float32Array;
  readonly labels: Uint8Array;
}

function emptySplit(count: number): PointSplit {
  return { count, x: new Float32Array(2 * count), labels: new Uint8Array(count), targets: null };
}

function hold(value: number): number {
  return Math.min(1, Math.max(-1, value));
}

/** Arm of row i, so that training rows and test rows have each arm equally often. */
function armOf(row: number, testEvery: number): number {
  // Where runs are a multiple of the arms, their last row would always be of the same arm.
  const shift = testEvery % ARMS === 0 ? Math.floor(row / testEvery) : 0;
  return (row + shift) % ARMS;
}

/** Generates the points; row i of a seed does not depend on how many are asked for. */
export function generateSpirals(spec: DatasetSpec, seed: number): Dataset {
  const counts = splitCounts(spec.images, spec.testEvery);
  const train = emptySplit(counts.train);
  const test = emptySplit(counts.test);
  const rng = createRng(seed, 'data');
  let trainRow = 0;
  let testRow = 0;
  for (let index = 0; index < spec.images; index++) {
    const arm = armOf(index, spec.testEvery);
    const t = rng.uniform();
    const radius = INNER_RADIUS + RADIUS_GROWTH * t;
    const angle = 2 * Math.PI * (arm / ARMS + TURNS * t);
    const split = isTestRow(index, spec.testEvery) ? test : train;
    const row = split === test ? testRow++ : trainRow++;
    split.x[2 * row] = hold(radius * Math.cos(angle) + spec.noise * rng.normal());
    split.x[2 * row + 1] = hold(radius * Math.sin(angle) + spec.noise * rng.normal());
    split.labels[row] = arm;
  }
  return {
    id: 'spirals',
    name: 'Spirals',
    inputShape: [2],
    outputs: ARMS,
    classNames: ['Arm A', 'Arm B', 'Arm C'],
    train,
    test,
  };
}
