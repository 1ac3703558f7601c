/**
 * jax-js: the whole step, gradients and update, under one `jit`. Batches wait on the device.
 */
import { createRequire } from 'node:module';
import {
  blockUntilReady,
  type Device,
  defaultDevice,
  init,
  jit,
  lax,
  nn,
  numpy as np,
  tree,
  valueAndGrad,
} from '@jax-js/jax';
import { NODE_BACKENDS } from '../../cli/node-backends';
import { glorotLimit } from '../../src/engine/initialise';
import { createRng } from '../../src/math/rng';
import type { LayerSpec } from '../../src/spec/spec';
import { batchOf } from '../batch';
import { BATCHES, type BenchData } from '../bench-data';
import type { BenchCase } from '../cases';
import type { OpenRunner } from './runner';

type Values = np.Array[];

/** Maps are `[rows, channels, height, width]`, as jax-js wants them. */
interface Built {
  readonly params: Values;
  /** Logits; takes over its arguments as jax-js's functions do. */
  readonly forward: (params: Values, x: np.Array) => np.Array;
}

/** `variant`: the device. */
export const openJax: OpenRunner = async (bench, variant, data) => {
  const device = variant as Device;
  let adapter: string | null = null;
  if (device === 'webgpu') {
    const found = await NODE_BACKENDS.webgpu.look();
    if (!found.available) throw new Error(found.why);
    adapter = found.adapter?.architecture ?? null;
    // It reads the browser's name to work round Firefox.
    Object.assign((globalThis as unknown as { navigator: object }).navigator, { userAgent: 'Node' });
  }
  if (!(await init(device)).includes(device)) throw new Error(`jax-js has no ${device} here`);
  defaultDevice(device);
  const { params, forward } = build(bench);
  const lossOf = (values: Values, x: np.Array, y: np.Array): np.Array =>
    nn
      .logSoftmax(forward(values, x))
      .mul(y)
      .sum()
      .mul(-1 / bench.batch);
  const step =
    bench.optimiser === 'adam' ? adamStep(lossOf, bench.learningRate) : sgdStep(lossOf, bench.learningRate);
  let state = bench.optimiser === 'adam' ? withMoments(params) : params;
  const batches = batchesOf(bench, data);
  let at = 0;
  return {
    about: [`jax-js ${versionOf('@jax-js/jax')}`, device, adapter].filter((part) => part !== null).join(', '),
    async train(count) {
      const start = performance.now();
      for (let taken = 0; taken < count; taken++) {
        const { x, y } = batches[at++ % BATCHES] as Ready;
        state = step(state, x.ref, y.ref);
      }
      const scriptMs = performance.now() - start;
      await blockUntilReady(state);
      return { steps: count, scriptMs };
    },
    async loss() {
      const { x, y } = batches[0] as Ready;
      const [loss = Number.NaN] = await lossOf(tree.ref(state.slice(0, params.length)), x.ref, y.ref).data();
      return loss;
    },
  };
};

type LossOf = (values: Values, x: np.Array, y: np.Array) => np.Array;
type Step = (state: Values, x: np.Array, y: np.Array) => Values;

function sgdStep(lossOf: LossOf, rate: number): Step {
  return jit((values: Values, x: np.Array, y: np.Array) => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(values), x, y);
    loss.dispose();
    return values.map((value, index) => value.sub(at(gradients, index).mul(rate)));
  });
}

/** State: parameters, first moments, second moments, and c = β^t of both for the correction of the bias. */
function withMoments(params: Values): Values {
  const zeros = (): Values => params.map(({ shape }) => np.zeros(shape));
  return [...params, ...zeros(), ...zeros(), np.array(1), np.array(1)];
}

function adamStep(lossOf: LossOf, rate: number): Step {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  return jit((state: Values, x: np.Array, y: np.Array) => {
    const count = (state.length - 2) / 3;
    const values = state.slice(0, count);
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(values), x, y);
    loss.dispose();
    const power1 = at(state, 3 * count).mul(beta1);
    const power2 = at(state, 3 * count + 1).mul(beta2);
    const first = values.map((_, index) =>
      at(state, count + index)
        .mul(beta1)
        .add(at(gradients, index).ref.mul(1 - beta1)),
    );
    const second = values.map((_, index) =>
      at(state, 2 * count + index)
        .mul(beta2)
        .add(np.square(at(gradients, index)).mul(1 - beta2)),
    );
    const moved = values.map((value, index) => {
      const mean = at(first, index).ref.div(np.subtract(1, power1.ref));
      const spread = np.sqrt(at(second, index).ref.div(np.subtract(1, power2.ref))).add(epsilon);
      return value.sub(mean.div(spread).mul(rate));
    });
    return [...moved, ...first, ...second, power1, power2];
  });
}

interface Ready {
  readonly x: np.Array;
  readonly y: np.Array;
}

function batchesOf(bench: BenchCase, data: BenchData): readonly Ready[] {
  return Array.from({ length: BATCHES }, (_, index) => {
    const { x, y } = batchOf(bench, data, index);
    return {
      x: np.array(x).reshape([bench.batch, ...bench.network.input]),
      y: np.array(y).reshape([bench.batch, 10]),
    };
  });
}

type Layer = (h: np.Array, params: Values) => np.Array;

function build(bench: BenchCase): Built {
  const rng = createRng(0, 'init');
  const params: Values = [];
  const steps: Layer[] = [];
  let shape = [...bench.network.input];
  if (shape.length === 3) {
    const [height = 1, width = 1, channels = 1] = shape;
    shape = [channels, height, width];
    steps.push((h) => np.transpose(h, [0, 3, 1, 2]));
  }
  const draw = (of: number[], fanIn: number, fanOut: number): np.Array => {
    const limit = glorotLimit({ fanIn, fanOut });
    const size = of.reduce((product, length) => product * length, 1);
    return np.array(Float32Array.from({ length: size }, () => limit * (2 * rng.uniform() - 1))).reshape(of);
  };
  for (const layer of bench.network.layers) {
    const [channels = 1, height = 1, width = 1] = shape;
    if (layer.kind === 'dense') {
      const inputs = shape.reduce((product, length) => product * length, 1);
      const weights =
        params.push(draw([inputs, layer.units], inputs, layer.units), np.zeros([layer.units])) - 2;
      steps.push((h, values) =>
        activate(
          np.matmul(h.reshape([bench.batch, inputs]), at(values, weights)).add(at(values, weights + 1)),
          layer,
        ),
      );
      shape = [layer.units];
    } else if (layer.kind === 'conv2d') {
      const { filters, kernel, stride } = layer;
      const area = kernel * kernel;
      const weights =
        params.push(
          draw([filters, channels, kernel, kernel], channels * area, filters * area),
          np.zeros([filters, 1, 1]),
        ) - 2;
      const padding = layer.padding === 'same' ? 'SAME' : 'VALID';
      steps.push((h, values) =>
        activate(
          lax.conv(h, at(values, weights), [stride, stride], padding).add(at(values, weights + 1)),
          layer,
        ),
      );
      const side = (length: number): number =>
        Math.ceil((padding === 'SAME' ? length : length - kernel + 1) / stride);
      shape = [filters, side(height), side(width)];
    } else if (layer.kind === 'maxpool2d' || layer.kind === 'avgpool2d') {
      const { size, kind } = layer;
      const [rows, columns] = [Math.floor(height / size), Math.floor(width / size)];
      steps.push((h) => {
        const whole =
          rows * size === height && columns * size === width
            ? h
            : h.slice([], [], [0, rows * size], [0, columns * size]);
        const squares = whole.reshape([bench.batch, channels, rows, size, columns, size]);
        return kind === 'maxpool2d' ? np.max(squares, [3, 5]) : np.mean(squares, [3, 5]);
      });
      shape = [channels, rows, columns];
    } else {
      throw new Error(`the bench does not translate the layer ${layer.kind}`);
    }
  }
  return { params, forward: (values, x) => steps.reduce((h, step) => step(h, values), x) };
}

function activate(a: np.Array, layer: Extract<LayerSpec, { activation: unknown }>): np.Array {
  if (layer.activation === 'relu') return nn.relu(a);
  if (layer.activation === 'linear') return a;
  throw new Error(`the bench does not translate the activation ${layer.activation}`);
}

function at(values: Values, index: number): np.Array {
  const value = values[index];
  if (value === undefined) throw new Error(`jax: no value ${index}`);
  return value;
}

function versionOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  const { version } = createRequire(entry)(entry.replace(/dist\/.*/, 'package.json')) as { version: string };
  return version;
}
