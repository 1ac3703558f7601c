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
  const sentence = failing ? `“${chipWords(failing).size}” cannot stand there: ${problem.why}` : problem.why;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
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
  const { hidden } = spec.network;
  const shape = shapesOf(hidden, data)[index] ?? data.inputShape;
  return LAYER_KINDS.map((kind) => {
    const layer = newLayer(kind, hidden, index);
    const isVain = kind === 'flatten' && !isMap(shape);
    const whyNot = isVain
      ? 'This is a vector already.'
      : whyNotLayers(spec, data, hidden.toSpliced(index, 0, layer));
    return { kind, layer, whyNot };
  });
}

/** Whether nothing at all can be added any more. */
export function isFull(hidden: readonly LayerSpec[]): boolean {
  return hidden.length >= LAYER_LIMITS.maxEntries;
}
