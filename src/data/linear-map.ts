/**
 * Regression to a random linear teacher: y = T x + noise · ε, x ∈ ℝ³⁰ with entries N(0, 1), T 10 × 30 with entries U(−1, 1),
 * ε with entries N(0, 1). A linear network 30-20-10 shows feedback alignment at its clearest.
 * Source: Lillicrap, Cownden, Tweed, Akerman (2016), Nature Communications 7:13276.
 */
import { createRng } from '../math/rng';
import type { Dataset, Split } from '../spec/dataset';
import type { DatasetSpec } from '../spec/spec';
import { isTestRow, splitCounts } from './split';

const INPUTS = 30;
const OUTPUTS = 10;
const TEACHER_SUBSTREAM = 0x80000000;

/** The teacher T of a seed. `[10, 30]`, row-major, entries U(−1, 1). */
export function linearTeacher(seed: number): Float64Array {
  const rng = createRng(seed, 'data', TEACHER_SUBSTREAM);
  return Float64Array.from({ length: OUTPUTS * INPUTS }, () => 2 * rng.uniform() - 1);
}

interface PairSplit extends Split {
  readonly x: Float32Array;
  readonly targets: Float32Array;
}

function emptySplit(count: number): PairSplit {
  return {
    count,
    x: new Float32Array(count * INPUTS),
    labels: null,
    targets: new Float32Array(count * OUTPUTS),
  };
}

/** Generates the pairs; row i of a seed does not depend on how many are asked for. */
export function generateLinearMap(spec: DatasetSpec, seed: number): Dataset {
  const counts = splitCounts(spec.images, spec.testEvery);
  const train = emptySplit(counts.train);
  const test = emptySplit(counts.test);
  const teacher = linearTeacher(seed);
  const rng = createRng(seed, 'data');
  let trainRow = 0;
  let testRow = 0;
  for (let index = 0; index < spec.images; index++) {
    const split = isTestRow(index, spec.testEvery) ? test : train;
    const row = split === test ? testRow++ : trainRow++;
    const x = split.x.subarray(row * INPUTS, (row + 1) * INPUTS);
    for (let k = 0; k < INPUTS; k++) x[k] = rng.normal();
    for (let j = 0; j < OUTPUTS; j++) {
      // y_j = Σ_k T_jk x_k + noise ε_j
      let sum = spec.noise * rng.normal();
      for (let k = 0; k < INPUTS; k++) sum += (teacher[j * INPUTS + k] as number) * (x[k] as number);
      split.targets[row * OUTPUTS + j] = sum;
    }
  }
  return {
    id: 'linear-map',
    name: 'Linear map',
    inputShape: [INPUTS],
    outputs: OUTPUTS,
    classNames: [],
    train,
    test,
  };
}
