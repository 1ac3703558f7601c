/**
 * Who is timed: the lab on every backend, and its peers.
 */
import { type BenchCase, hasMaps } from './cases';

/** Where a contestant runs. Each has a process of its own (the page's is the browser's), so that memory can be told apart. */
export type Home = 'node' | 'page' | 'python';

export interface Contestant {
  readonly id: string;
  readonly name: string;
  readonly home: Home;
  /** For Node: a key of PEERS in peers/child.ts. */
  readonly peer: string;
  readonly variant: string;
  /** Part of `--quick` on networks of dense layers, on convolutions. */
  readonly quick: readonly [boolean, boolean];
  /** Rounds hold at least so many steps where there is time: as many as go to the device at once. */
  readonly leastSteps: number;
  /** A sentence where it is not worth trying on this network, else null. */
  readonly refuses: (bench: BenchCase) => string | null;
}

const MLPS = [true, false] as const;
const ALL = [true, true] as const;
const NONE = [false, false] as const;
const nothing = (): null => null;

/** Too slow to be of use to anyone; the small network shows it. */
const smallOnly = ({ id }: BenchCase): string | null =>
  id === '784-50-10' ? null : 'only timed on 784-50-10, plain JavaScript is slow';

const eagerOnly = (bench: BenchCase): string | null =>
  hasMaps(bench) ? 'only timed on dense layers, for the milliseconds of JavaScript' : null;

type Row = readonly [
  id: string,
  name: string,
  peer: string,
  variant: string,
  quick: readonly [boolean, boolean],
  refuses?: Contestant['refuses'],
];

const contestant = (home: Home, [id, name, peer, variant, quick, refuses = nothing]: Row): Contestant => ({
  id,
  name,
  home,
  peer,
  variant,
  quick,
  // One submit carries many captured steps; one by one they would pay for it each.
  leastSteps: variant.startsWith('webgpu') && peer === 'lab' ? 64 : 1,
  refuses,
});

const IN_NODE: readonly Row[] = [
  ['lab-wasm-bp', 'lab, wasm, BP', 'lab', 'wasm bp', ALL],
  ['lab-wasm-fa', 'lab, wasm, FA', 'lab', 'wasm fa', ALL],
  ['lab-webgpu-bp', 'lab, WebGPU, BP', 'lab', 'webgpu bp', MLPS],
  ['lab-webgpu-fa', 'lab, WebGPU, FA', 'lab', 'webgpu fa', MLPS],
  ['lab-webgpu-eager', 'lab, WebGPU, BP, not captured', 'lab', 'webgpu bp eager', MLPS, eagerOnly],
  ['lab-cpu-bp', 'lab, plain JavaScript, BP', 'lab', 'cpu bp', NONE, smallOnly],
  ['tfjs-wasm', 'TensorFlow.js fit, wasm', 'tfjs', 'wasm', MLPS],
  ['tfjs-webgpu', 'TensorFlow.js fit, WebGPU', 'tfjs', 'webgpu', MLPS],
  ['tfjs-cpu', 'TensorFlow.js fit, plain JavaScript', 'tfjs', 'cpu', NONE, smallOnly],
  ['jax-wasm', 'jax-js jit, wasm', 'jax', 'wasm', MLPS],
  ['jax-webgpu', 'jax-js jit, WebGPU', 'jax', 'webgpu', MLPS],
  ['convnetjs', 'ConvNetJS', 'convnet', '', MLPS],
];
const IN_PYTHON: readonly Row[] = [
  ['torch', 'PyTorch eager, 1 thread', 'torch', 'bp', ALL],
  ['biotorch', 'BioTorch FA, 1 thread', 'torch', 'biotorch', ALL],
  ['torch-cuda', 'PyTorch eager, CUDA', 'torch', 'bp cuda', MLPS],
];
const IN_PAGE: readonly Row[] = [['tfjs-webgl', 'TensorFlow.js fit, WebGL', 'tfjs', 'webgl', NONE]];

/** In the order of the tables. */
export const CONTESTANTS: readonly Contestant[] = [
  ...IN_NODE.map((row) => contestant('node', row)),
  ...IN_PYTHON.map((row) => contestant('python', row)),
  ...IN_PAGE.map((row) => contestant('page', row)),
];

/** The one that the others are compared with in tables. */
export const REFERENCE = 'lab-wasm-bp';
