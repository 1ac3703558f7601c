/**
 * TensorFlow.js as its documentation trains: a layers model, `compile`, `model.fit`. Data wait on the device, nothing is
 * shuffled, nothing is printed, and `fit` never yields to the page.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { train as optimisers, type Tensor, tensor } from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import type { LayerSpec } from '../../src/spec/spec';
import { batchOf } from '../batch';
import { BATCHES, type BenchData } from '../bench-data';
import { type BenchCase, featuresOf } from '../cases';
import type { Runner } from './runner';

/** Opens on the backend that is set. */
export async function openLayersModel(bench: BenchCase, data: BenchData, about: string): Promise<Runner> {
  const model = layers.sequential();
  const { input } = bench.network;
  let inputShape: number[] | undefined = [...input];
  let isMap = input.length === 3;
  for (const [index, layer] of bench.network.layers.entries()) {
    const isLast = index === bench.network.layers.length - 1;
    const made = layersFor(layer, { isMap, isLast, inputShape });
    for (const one of made) model.add(one);
    isMap = isMap && layer.kind !== 'dense' && layer.kind !== 'flatten';
    inputShape = undefined;
  }
  const optimiser =
    bench.optimiser === 'adam' ? optimisers.adam(bench.learningRate) : optimisers.sgd(bench.learningRate);
  // What runs before `fit` waits for a loss: forward pass, gradients, update.
  let scriptMs = 0;
  const minimize = optimiser.minimize.bind(optimiser);
  optimiser.minimize = (...args) => {
    const start = performance.now();
    const cost = minimize(...args);
    scriptMs += performance.now() - start;
    return cost;
  };
  model.compile({ optimizer: optimiser, loss: 'categoricalCrossentropy' });
  const { first, take } = tensorsOf(bench, data);
  return {
    about,
    async train(count) {
      // Whole passes over the data, or the beginning of them.
      const batches = Math.min(count, BATCHES);
      const epochs = Math.max(1, Math.round(count / batches));
      const { x, y } = take(batches);
      scriptMs = 0;
      await model.fit(x, y, {
        batchSize: bench.batch,
        epochs,
        shuffle: false,
        verbose: 0,
        yieldEvery: 'never',
      });
      return { steps: batches * epochs, scriptMs };
    },
    async loss() {
      const result = model.evaluate(first.x, first.y, { batchSize: bench.batch });
      const [loss = Number.NaN] = (await (Array.isArray(result) ? result[0] : result)?.data()) ?? [];
      return loss;
    },
  };
}

interface Place {
  readonly isMap: boolean;
  readonly isLast: boolean;
  readonly inputShape: number[] | undefined;
}

function layersFor(layer: LayerSpec, { isMap, isLast, inputShape }: Place): layers.layers.Layer[] {
  const shape = inputShape === undefined ? {} : { inputShape };
  switch (layer.kind) {
    case 'dense': {
      const activation = isLast ? 'softmax' : layer.activation;
      const dense = layers.layers.dense({
        units: layer.units,
        activation,
        kernelInitializer: 'glorotUniform',
        ...(isMap ? {} : shape),
      });
      return isMap ? [layers.layers.flatten(shape), dense] : [dense];
    }
    case 'conv2d':
      return [
        layers.layers.conv2d({
          filters: layer.filters,
          kernelSize: layer.kernel,
          strides: layer.stride,
          padding: layer.padding,
          activation: layer.activation,
          ...shape,
        }),
      ];
    case 'maxpool2d':
      return [layers.layers.maxPooling2d({ poolSize: layer.size, strides: layer.size })];
    case 'avgpool2d':
      return [layers.layers.averagePooling2d({ poolSize: layer.size, strides: layer.size })];
    default:
      throw new Error(`the bench does not translate the layer ${layer.kind}`);
  }
}

/** All data on the device, and the beginnings of them that rounds of few steps need. */
function tensorsOf(bench: BenchCase, data: BenchData) {
  const parts = Array.from({ length: BATCHES }, (_, index) => batchOf(bench, data, index));
  const features = featuresOf(bench);
  const kept = new Map<number, { x: Tensor; y: Tensor }>();
  const take = (batches: number) => {
    const ready = kept.get(batches);
    if (ready) return ready;
    const rows = batches * bench.batch;
    const x = new Float32Array(rows * features);
    const y = new Float32Array(rows * 10);
    for (const [index, part] of parts.slice(0, batches).entries()) {
      x.set(part.x, index * part.x.length);
      y.set(part.y, index * part.y.length);
    }
    const made = { x: tensor(x, [rows, ...bench.network.input]), y: tensor(y, [rows, 10]) };
    kept.set(batches, made);
    return made;
  };
  return { first: take(1), take };
}
