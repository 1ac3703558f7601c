/**
 * A small tanh network with softmax cross-entropy, trained by plain SGD in float32 arrays: an independent
 * measure of how hard a data set is, without the engine. Glorot uniform initialisation.
 */
import { createRng, permutation } from '../src/math/rng';
import { type Dataset, featuresOf, type Split } from '../src/spec/dataset';

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array; // [inputs, outputs]
  readonly biases: Float32Array;
  readonly weightSums: Float32Array; // gradients of the batch so far
  readonly biasSums: Float32Array;
}

export interface SoftmaxNet {
  testAccuracy(): number;
}

export interface TrainingPlan {
  readonly epochs: number;
  readonly learningRate: number;
  readonly batch: number;
  readonly seed: number;
}

function createLayer(inputs: number, outputs: number, random: () => number): Layer {
  const bound = Math.sqrt(6 / (inputs + outputs));
  return {
    inputs,
    outputs,
    weights: Float32Array.from({ length: inputs * outputs }, () => bound * (2 * random() - 1)),
    biases: new Float32Array(outputs),
    weightSums: new Float32Array(inputs * outputs),
    biasSums: new Float32Array(outputs),
  };
}

/** out = h W + b. */
function applyLayer(layer: Layer, h: Float32Array, out: Float32Array): void {
  out.set(layer.biases);
  for (let i = 0; i < layer.inputs; i++) {
    const value = h[i] ?? 0;
    if (value === 0) continue;
    const from = i * layer.outputs;
    for (let j = 0; j < layer.outputs; j++) {
      out[j] = (out[j] as number) + value * (layer.weights[from + j] as number);
    }
  }
}

/** Adds hᵀδ and δ to the sums. */
function addGradient(layer: Layer, h: Float32Array, delta: Float32Array): void {
  for (let j = 0; j < layer.outputs; j++)
    layer.biasSums[j] = (layer.biasSums[j] as number) + (delta[j] as number);
  for (let i = 0; i < layer.inputs; i++) {
    const value = h[i] ?? 0;
    if (value === 0) continue;
    const from = i * layer.outputs;
    for (let j = 0; j < layer.outputs; j++) {
      layer.weightSums[from + j] = (layer.weightSums[from + j] as number) + value * (delta[j] as number);
    }
  }
}

/** out = (W δ) ∘ (1 − h²). */
function carryBack(layer: Layer, h: Float32Array, delta: Float32Array, out: Float32Array): void {
  for (let i = 0; i < layer.inputs; i++) {
    let sum = 0;
    for (let j = 0; j < layer.outputs; j++) {
      sum += (layer.weights[i * layer.outputs + j] as number) * (delta[j] as number);
    }
    out[i] = sum * (1 - (h[i] as number) ** 2);
  }
}

function applySums(parameters: Float32Array, sums: Float32Array, rate: number): void {
  for (let k = 0; k < parameters.length; k++)
    parameters[k] = (parameters[k] as number) - rate * (sums[k] as number);
  sums.fill(0);
}

/** Trains on the training split (classification only) and reports accuracy on the test split. */
export function trainSoftmax(data: Dataset, hidden: readonly number[], plan: TrainingPlan): SoftmaxNet {
  const sizes = [featuresOf(data), ...hidden, data.outputs];
  const rng = createRng(plan.seed, 'init');
  const layers = hidden
    .concat(data.outputs)
    .map((outputs, k) => createLayer(sizes[k] ?? 0, outputs, rng.uniform));
  const h = sizes.map((size) => new Float32Array(size));
  const delta = sizes.map((size) => new Float32Array(size));
  const at = (arrays: readonly Float32Array[], index: number): Float32Array => arrays[index] as Float32Array;
  const scale = data.train.x instanceof Uint8Array ? 1 / 255 : 1;

  const run = (split: Split, row: number): Float32Array => {
    const input = at(h, 0);
    for (let k = 0; k < input.length; k++) input[k] = (split.x[row * input.length + k] as number) * scale;
    layers.forEach((layer, index) => {
      const out = at(h, index + 1);
      applyLayer(layer, at(h, index), out);
      if (index < layers.length - 1)
        for (let j = 0; j < out.length; j++) out[j] = Math.tanh(out[j] as number);
    });
    return at(h, layers.length);
  };

  const learn = (row: number): void => {
    const logits = run(data.train, row);
    const last = at(delta, layers.length);
    const greatest = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - greatest), 0);
    const label = data.train.labels?.[row];
    for (let j = 0; j < last.length; j++) {
      last[j] = Math.exp((logits[j] as number) - greatest) / total - (j === label ? 1 : 0);
    }
    for (let index = layers.length - 1; index >= 0; index--) {
      const layer = layers[index] as Layer;
      addGradient(layer, at(h, index), at(delta, index + 1));
      if (index > 0) carryBack(layer, at(h, index), at(delta, index + 1), at(delta, index));
    }
  };

  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const order = permutation(createRng(plan.seed, 'order', epoch), data.train.count);
    for (let from = 0; from + plan.batch <= order.length; from += plan.batch) {
      for (const row of order.subarray(from, from + plan.batch)) learn(row);
      for (const layer of layers) {
        applySums(layer.weights, layer.weightSums, plan.learningRate / plan.batch);
        applySums(layer.biases, layer.biasSums, plan.learningRate / plan.batch);
      }
    }
  }
  return {
    testAccuracy() {
      let right = 0;
      for (let row = 0; row < data.test.count; row++) {
        const outputs = run(data.test, row);
        if (outputs.indexOf(Math.max(...outputs)) === data.test.labels?.[row]) right++;
      }
      return right / data.test.count;
    },
  };
}
