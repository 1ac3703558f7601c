/**
 * Names, sizes and choice of layers, counted from 1 (weights into the first hidden layer) to L (output).
 */
import type { Dataset } from '../../spec/dataset';
import type { ExperimentSpec } from '../../spec/spec';

export interface LayerView {
  readonly layer: number;
  /** "Hidden", "Hidden 2", "Output". */
  readonly name: string;
  /** "64 units", "logits", "10 outputs". */
  readonly size: string;
  /** Number of weights, without biases; 0 before the data is loaded. */
  readonly weights: number;
}

/** The layers of the running network, input to output. */
export function layersOf(spec: ExperimentSpec, dataset: Dataset | null): LayerView[] {
  const { hidden } = spec.network;
  const isLogits = spec.loss === 'softmax-cross-entropy' || spec.loss === 'sigmoid-cross-entropy';
  const shape = dataset ?? { inputShape: [0], outputs: 0 };
  let inputs = shape.inputShape.reduce((product, size) => product * size, 1);
  return [...hidden.map(({ units }) => units), shape.outputs].map((units, index) => {
    const layer = index + 1;
    const weights = inputs * units;
    inputs = units;
    if (index === hidden.length) {
      const size = isLogits ? 'logits' : dataset ? `${units} outputs` : '';
      return { layer, name: 'Output', size, weights };
    }
    const name = hidden.length > 1 ? `Hidden ${layer}` : 'Hidden';
    return { layer, name, size: units === 1 ? '1 unit' : `${units} units`, weights };
  });
}

/** The layers that are shown, at most two, ascending: those chosen, else the first and the last. */
export function shownLayers(chosen: readonly number[] | null, layerCount: number): number[] {
  const valid = [...new Set(chosen ?? [])].filter((layer) => layer >= 1 && layer <= layerCount).slice(0, 2);
  if (valid.length > 0) return valid.sort((a, b) => a - b);
  return layerCount === 1 ? [1] : [1, layerCount];
}

/** The layers whose weight angles are shown: feedback has no twin in layer 1. */
export function weightAngleLayers(chosen: readonly number[] | null, layerCount: number): number[] {
  const valid = shownLayers(chosen, layerCount).filter((layer) => layer >= 2);
  if (chosen !== null && valid.length > 0) return valid;
  return layerCount <= 2 ? [2] : [2, layerCount];
}
