/**
 * The networks that are timed, the same for every contestant: the lab's own specification of a network, a batch, an optimiser.
 */
import { PRESETS } from '../src/spec/presets';
import { type NetworkSpec, networkOf } from '../src/spec/spec';

/** What a contestant is asked to train. Plain JSON: it travels to other processes and to Python. */
export interface BenchCase {
  /** As in tables and names of ratios: "784-50-10", "lenet-mnist". */
  readonly id: string;
  readonly network: NetworkSpec;
  /** Rows of a batch. */
  readonly batch: number;
  readonly optimiser: 'sgd' | 'adam';
  readonly learningRate: number;
  /** What the pictures are: bench-data.ts. */
  readonly data: 'digits' | 'noise';
}

const CLASSES = 10;

/** "784-50-10": ReLU units between input and ten logits, plain stochastic gradient descent. */
export function perceptron(id: string, batch = 64): BenchCase {
  const [inputs = 0, ...units] = id.split('-').map(Number);
  const hidden = units.slice(0, -1);
  return {
    id,
    network: {
      input: [inputs],
      layers: [
        ...hidden.map((count) => ({ kind: 'dense', units: count, activation: 'relu' }) as const),
        { kind: 'dense', units: units.at(-1) ?? CLASSES, activation: 'linear' },
      ],
    },
    batch,
    optimiser: 'sgd',
    learningRate: 0.05,
    data: 'digits',
  };
}

/** A preset's network with the preset's optimiser, on pictures of its data set's shape. */
function convolutional(id: 'lenet-mnist' | 'lenet-cifar-10', inputShape: readonly number[]): BenchCase {
  const { spec } = PRESETS[id];
  return {
    id,
    network: networkOf(spec, { inputShape, outputs: CLASSES }),
    batch: 64,
    optimiser: spec.optimiser.id === 'adam' ? 'adam' : 'sgd',
    learningRate: spec.optimiser.learningRate,
    data: id === 'lenet-mnist' ? 'digits' : 'noise',
  };
}

/** The networks of a run, the goals' first. */
export const CASES: readonly BenchCase[] = [
  perceptron('784-50-10'),
  perceptron('784-256-128-10'),
  convolutional('lenet-mnist', [28, 28, 1]),
  convolutional('lenet-cifar-10', [32, 32, 3]),
];

/** True where some layer is a convolution. */
export function hasMaps({ network }: BenchCase): boolean {
  return network.layers.some(({ kind }) => kind === 'conv2d');
}

/** Numbers per row of the input. */
export function featuresOf({ network }: BenchCase): number {
  return network.input.reduce((product, length) => product * length, 1);
}
