/**
 * ConvNetJS: plain JavaScript, one row at a time, an update after every `batch` rows.
 */
import { Net, Trainer, Vol } from 'convnetjs';
import type { LayerSpec } from '../../src/spec/spec';
import { type BenchCase, featuresOf } from '../cases';
import type { OpenRunner } from './runner';

type Volume = InstanceType<typeof Vol>;

export const openConvNet: OpenRunner = async (bench, _variant, { x, labels, count }) => {
  const net = new Net();
  net.makeLayers(definitionsOf(bench));
  const trainer = new Trainer(net, {
    // It has no Adam; Adadelta keeps as many numbers.
    method: bench.optimiser === 'adam' ? 'adadelta' : 'sgd',
    learning_rate: bench.learningRate,
    batch_size: bench.batch,
    momentum: 0,
    l2_decay: 0,
  });
  const features = featuresOf(bench);
  const [height = 1, width = 1, depth = features] =
    bench.network.input.length === 3 ? bench.network.input : [];
  const rows = Array.from({ length: count }, (_, row) => {
    const volume = new Vol(width, height, depth, 0);
    for (let at = 0; at < features; at++) volume.w[at] = (x[row * features + at] ?? 0) / 255;
    return volume;
  });
  let row = 0;
  return {
    about: bench.optimiser === 'adam' ? 'ConvNetJS 0.3.0, Adadelta' : 'ConvNetJS 0.3.0',
    async train(steps) {
      const start = performance.now();
      for (let taken = 0; taken < steps * bench.batch; taken++) {
        const at = row++ % count;
        trainer.train(rows[at] as Volume, labels[at] ?? 0);
      }
      return { steps, scriptMs: performance.now() - start };
    },
    async loss() {
      const first = rows.slice(0, bench.batch);
      const lossOf = (volume: Volume, at: number): number =>
        -Math.log(net.forward(volume).w[labels[at] ?? 0] ?? Number.NaN);
      return first.reduce((sum, volume, at) => sum + lossOf(volume, at), 0) / bench.batch;
    },
  };
};

function definitionsOf(bench: BenchCase): object[] {
  const features = featuresOf(bench);
  const [height = 1, width = 1, depth = features] =
    bench.network.input.length === 3 ? bench.network.input : [];
  const last = bench.network.layers.length - 1;
  return [
    { type: 'input', out_sx: width, out_sy: height, out_depth: depth },
    ...bench.network.layers.map((layer, index) =>
      index === last ? { type: 'softmax', num_classes: 10 } : definitionOf(layer),
    ),
  ];
}

function definitionOf(layer: LayerSpec): object {
  switch (layer.kind) {
    case 'dense':
      return { type: 'fc', num_neurons: layer.units, activation: layer.activation };
    case 'conv2d':
      return {
        type: 'conv',
        sx: layer.kernel,
        filters: layer.filters,
        stride: layer.stride,
        pad: layer.padding === 'same' ? (layer.kernel - 1) / 2 : 0,
        activation: layer.activation,
      };
    case 'maxpool2d':
      return { type: 'pool', sx: layer.size, stride: layer.size };
    default:
      throw new Error(`ConvNetJS has no layer like ${layer.kind}`);
  }
}
