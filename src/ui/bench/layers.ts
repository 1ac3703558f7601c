/**
 * Names, sizes and choice of layers, counted from 1 (weights into the first hidden layer) to L (output).
 * Pools, dropout and the like are stages between layers and have no number.
 */
import type { Dataset } from '../../spec/dataset';
import { isParametric } from '../../spec/layers';
import { parametersOf, type Shape, shapesAlong } from '../../spec/shapes';
import { type ExperimentSpec, type LayerSpec, networkOf, takesLogits } from '../../spec/spec';

export interface LayerView {
  readonly layer: number;
  /** "Hidden", "Hidden 2", "Conv 1", "Output". */
  readonly name: string;
  /** Where there is little room: "Hid 2", "Out". */
  readonly short: string;
  /** "64 units", "6 maps of 28 × 28", "logits", "10 outputs". */
  readonly size: string;
  /** Number of weights, without biases; 0 before the data is loaded. */
  readonly weights: number;
}

/** How many layers with weights there are, the output layer included: L. */
export function countLayers({ network }: Pick<ExperimentSpec, 'network'>): number {
  return network.hidden.filter(isParametric).length + 1;
}

function sizeWords(layer: LayerSpec, after: Shape | undefined): string {
  if (layer.kind === 'conv2d') {
    const [height, width, maps = layer.filters] = after ?? [];
    const words = maps === 1 ? '1 map' : `${maps} maps`;
    return height === undefined || width === undefined ? words : `${words} of ${height} × ${width}`;
  }
  if (layer.kind !== 'dense') return '';
  return layer.units === 1 ? '1 unit' : `${layer.units} units`;
}

/** The layers of the running network, input to output. */
export function layersOf(spec: ExperimentSpec, dataset: Dataset | null): LayerView[] {
  const count = countLayers(spec);
  const network = networkOf(spec, dataset ?? { inputShape: [0], outputs: 0 });
  const shapes = dataset ? shapesAlong(network) : [];
  const views: LayerView[] = [];
  for (const [index, given] of network.layers.entries()) {
    if (!isParametric(given)) continue;
    const layer = views.length + 1;
    const before = shapes[index];
    const biases = given.kind === 'conv2d' ? given.filters : given.units;
    const weights = before ? parametersOf(given, before) - biases : 0;
    const isConv = given.kind === 'conv2d';
    if (layer === count) {
      const outputs = dataset ? sizeWords(given, shapes[index + 1]).replace('unit', 'output') : '';
      views.push({
        layer,
        name: 'Output',
        short: 'Out',
        size: takesLogits(spec.loss) ? 'logits' : outputs,
        weights,
      });
    } else {
      const number = count > 2 ? ` ${layer}` : '';
      const name = isConv ? `Conv${number}` : `Hidden${number}`;
      const short = name.replace('Hidden', 'Hid');
      views.push({ layer, name, short, size: sizeWords(given, shapes[index + 1]), weights });
    }
  }
  return views;
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
