/**
 * Editing a stack of layers: what can be added where, what a change would break, and the shapes along the way.
 */
import type { DatasetShape } from '../../spec/dataset';
import { isParametric, LAYER_LIMITS, whyNoStack } from '../../spec/layers';
import { isMap, type Shape, shapeAfter, sizeOf } from '../../spec/shapes';
import type { Activation, ExperimentSpec, LayerSpec } from '../../spec/spec';
import { chipWords } from './layer-words';

type Data = Pick<DatasetShape, 'inputShape' | 'outputs'>;

/** Every kind, in the order of the menu. */
export const LAYER_KINDS: readonly LayerSpec['kind'][] = [
  'dense',
  'conv2d',
  'maxpool2d',
  'avgpool2d',
  'flatten',
  'batchnorm',
  'dropout',
];

/** Why the experiment cannot have these hidden layers, as a sentence, or null. */
export function whyNotLayers(spec: ExperimentSpec, data: Data, hidden: readonly LayerSpec[]): string | null {
  const problem = whyNoStack(hidden, spec, data);
  if (problem === null) return null;
  const failing = problem.index === null ? undefined : hidden[problem.index];
  return asSentence(
    failing ? `“${chipWords(failing).size}” cannot stand there: ${problem.why}` : problem.why,
  );
}

const asSentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** Why a layer cannot be put at `index`: its own reason, or that of the layer behind it which it would break. */
function whyNotAt(spec: ExperimentSpec, data: Data, index: number, layer: LayerSpec): string | null {
  const { hidden } = spec.network;
  if (layer.kind === 'flatten' && !isMap(shapesOf(hidden, data)[index] ?? data.inputShape)) {
    return 'This is a vector already.';
  }
  const next = hidden.toSpliced(index, 0, layer);
  const problem = whyNoStack(next, spec, data);
  return problem?.index === index ? asSentence(problem.why) : whyNotLayers(spec, data, next);
}

/** The shape after each hidden layer. `[hidden + 1]`, the input's first */
export function shapesOf(hidden: readonly LayerSpec[], data: Data): readonly Shape[] {
  const shapes: Shape[] = [data.inputShape];
  for (const layer of hidden) {
    const last = shapes.at(-1) ?? data.inputShape;
    const after = shapeAfter(layer, last);
    shapes.push('why' in after ? last : after.shape);
  }
  return shapes;
}

/** Whether a map becomes a vector between this layer and the one before it without a flatten of its own. */
export function isFlattened(before: Shape, layer: LayerSpec | 'output'): boolean {
  return isMap(before) && sizeOf(before) > 0 && (layer === 'output' || layer.kind === 'dense');
}

const nearestActivation = (hidden: readonly LayerSpec[], index: number): Activation | undefined =>
  [...hidden.slice(0, index).reverse(), ...hidden.slice(index)].find(isParametric)?.activation;

/** A layer of a kind to put at `index`: like the nearest of its kind, else a usual one. */
export function newLayer(kind: LayerSpec['kind'], hidden: readonly LayerSpec[], index: number): LayerSpec {
  const before = hidden.slice(0, index).findLast((layer) => layer.kind === kind);
  const like = before ?? hidden.slice(index).find((layer) => layer.kind === kind);
  if (like) return like;
  const activation = nearestActivation(hidden, index);
  switch (kind) {
    case 'dense':
      return { kind, units: 64, activation: activation ?? 'tanh' };
    case 'conv2d':
      return { kind, filters: 8, kernel: 3, stride: 1, padding: 'same', activation: activation ?? 'relu' };
    case 'maxpool2d':
    case 'avgpool2d':
      return { kind, size: 2 };
    case 'flatten':
    case 'batchnorm':
      return { kind };
    case 'dropout':
      return { kind, rate: 0.5 };
  }
}

/** A kind that can be added, or the reason why not. */
export interface Addition {
  readonly kind: LayerSpec['kind'];
  readonly layer: LayerSpec;
  readonly whyNot: string | null;
}

/** What the "+" at `index` offers. */
export function additionsAt(spec: ExperimentSpec, data: Data, index: number): Addition[] {
  return LAYER_KINDS.map((kind) => {
    const layer = newLayer(kind, spec.network.hidden, index);
    return { kind, layer, whyNot: whyNotAt(spec, data, index, layer) };
  });
}

/** Whether nothing at all can be added any more. */
export function isFull(hidden: readonly LayerSpec[]): boolean {
  return hidden.length >= LAYER_LIMITS.maxEntries;
}
