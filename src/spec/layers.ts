/**
 * Which stacks of hidden layers can be built: limits, a reason where one cannot, and the nearest that can.
 */
import type { DatasetShape } from './dataset';
import { countParameters, type Shape, shapeAfter } from './shapes';
import type { ExperimentSpec, LayerSpec, ParametricLayerSpec } from './spec';
import { networkOf } from './spec';

/** Limits of the network's shape; rates in percent. */
export const LAYER_LIMITS = {
  /** Entries of `hidden`, and those among them that have weights. */
  maxEntries: 12,
  maxParametric: 6,
  minUnits: 1,
  maxUnits: 1024,
  minFilters: 1,
  maxFilters: 256,
  minKernel: 1,
  maxKernel: 11,
  minStride: 1,
  maxStride: 4,
  minPool: 2,
  maxPool: 4,
  minDropPercent: 5,
  maxDropPercent: 90,
  /** Of the whole network: what a tab can hold several times. */
  maxParameters: 20_000_000,
} as const;

/** Whether the layer has weights: these are the layers 1…L of curves, angles and RDMs. */
export function isParametric(layer: LayerSpec): layer is ParametricLayerSpec {
  return layer.kind === 'dense' || layer.kind === 'conv2d';
}

/** A dropout rate as a whole percentage; links and controls know no finer ones. */
export const dropPercent = (rate: number): number => Math.round(rate * 100);

const clampWhole = (value: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, Math.round(value)));

/** The layer with every number within its limits; the very same object where they are. */
function withinLimits(layer: LayerSpec): LayerSpec {
  const limits = LAYER_LIMITS;
  let bounded: LayerSpec = layer;
  switch (layer.kind) {
    case 'dense':
      bounded = { ...layer, units: clampWhole(layer.units, limits.minUnits, limits.maxUnits) };
      break;
    case 'conv2d':
      bounded = {
        ...layer,
        filters: clampWhole(layer.filters, limits.minFilters, limits.maxFilters),
        kernel: clampWhole(layer.kernel, limits.minKernel, limits.maxKernel),
        stride: clampWhole(layer.stride, limits.minStride, limits.maxStride),
      };
      break;
    case 'maxpool2d':
    case 'avgpool2d':
      bounded = { ...layer, size: clampWhole(layer.size, limits.minPool, limits.maxPool) };
      break;
    case 'dropout':
      bounded = {
        ...layer,
        rate: clampWhole(dropPercent(layer.rate), limits.minDropPercent, limits.maxDropPercent) / 100,
      };
      break;
  }
  return JSON.stringify(bounded) === JSON.stringify(layer) ? layer : bounded;
}

/** Whether every number of a layer is within its limits. */
export function isWithinLimits(layer: LayerSpec): boolean {
  return withinLimits(layer) === layer;
}

type Plan = Pick<ExperimentSpec, 'network' | 'target' | 'loss'>;
type Data = Pick<DatasetShape, 'inputShape' | 'outputs'>;

/** Why a stack cannot be built: the entry that fails, or null where it is the whole, and a sentence's end. */
export interface StackProblem {
  readonly index: number | null;
  readonly why: string;
}

/** Numbers of a network in words: "16.8 million". */
const inMillions = (count: number): string => `${(count / 1e6).toFixed(1)} million`;

/** What keeps these hidden layers from being built on this data, or null. */
export function whyNoStack(hidden: readonly LayerSpec[], plan: Plan, data: Data): StackProblem | null {
  const { maxEntries, maxParametric, maxParameters } = LAYER_LIMITS;
  if (hidden.length > maxEntries) return { index: null, why: `at most ${maxEntries} layers and stages fit` };
  if (hidden.filter(isParametric).length > maxParametric) {
    return { index: null, why: `at most ${maxParametric} hidden layers with weights fit` };
  }
  let shape: Shape = data.inputShape;
  for (const [index, layer] of hidden.entries()) {
    if (!isWithinLimits(layer)) return { index, why: 'a number is out of range' };
    if (layer.kind === 'batchnorm' && !hidden.slice(0, index).some(isParametric)) {
      return { index, why: 'a normalisation needs a layer with weights before it' };
    }
    const after = shapeAfter(layer, shape);
    if ('why' in after) return { index, why: after.why };
    shape = after.shape;
  }
  const count = countParameters(networkOf({ ...plan, network: { ...plan.network, hidden } }, data));
  if (count <= maxParameters) return null;
  return {
    index: null,
    why: `that makes ${inMillions(count)} parameters, more than ${inMillions(maxParameters)}`,
  };
}

const halved = (layer: LayerSpec): LayerSpec => {
  if (layer.kind === 'dense') return { ...layer, units: Math.ceil(layer.units / 2) };
  return layer.kind === 'conv2d' ? { ...layer, filters: Math.ceil(layer.filters / 2) } : layer;
};

/** A layer that can stand on this input and is as like the given one as can be, or null. */
function nearest(layer: LayerSpec, input: Shape): LayerSpec | null {
  if (!('why' in shapeAfter(layer, input))) return layer;
  const side = Math.min(input[0] ?? 0, input[1] ?? 0);
  if (input.length !== 3) return null;
  if (layer.kind === 'conv2d') return { ...layer, kernel: side };
  if (layer.kind !== 'maxpool2d' && layer.kind !== 'avgpool2d') return null;
  return side >= LAYER_LIMITS.minPool ? { ...layer, size: side } : null;
}

/**
 * The nearest hidden layers that can be built on this data: kernels and pools shrink, what needs a map and has none goes, and
 * widths are halved until the network is small enough. The very same array where nothing has to change.
 */
export function fitStack(hidden: readonly LayerSpec[], plan: Plan, data: Data): readonly LayerSpec[] {
  if (whyNoStack(hidden, plan, data) === null) return hidden;
  let shape: Shape = data.inputShape;
  let fitted: LayerSpec[] = [];
  let parametric = 0;
  for (const given of hidden) {
    if (fitted.length === LAYER_LIMITS.maxEntries) break;
    const layer = nearest(withinLimits(given), shape);
    if (layer === null || (isParametric(layer) && parametric === LAYER_LIMITS.maxParametric)) continue;
    if (layer.kind === 'batchnorm' && parametric === 0) continue;
    const after = shapeAfter(layer, shape);
    if ('why' in after) continue;
    if (isParametric(layer)) parametric++;
    fitted.push(layer);
    shape = after.shape;
  }
  const lost = hidden.find(isParametric);
  if (parametric === 0 && lost) {
    fitted = [...fitted.slice(0, LAYER_LIMITS.maxEntries - 1)];
    fitted.push({ kind: 'dense', units: 64, activation: lost.activation });
  }
  while (fitted.some((layer) => halved(layer) !== layer) && whyNoStack(fitted, plan, data) !== null) {
    const smaller = fitted.map(halved);
    if (JSON.stringify(smaller) === JSON.stringify(fitted)) break;
    fitted = smaller;
  }
  return fitted;
}
