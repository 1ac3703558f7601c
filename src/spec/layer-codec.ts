/**
 * Hidden layers as the text of a link, entries joined by dots: `64t` dense with 64 tanh units, `c6k5r` convolution with 6 filters
 * of 5 × 5 (`s2` stride, `v` without padding), `m2` and `g2` pools, `f` flatten, `n` batch normalisation, `o50` dropout of 50 %.
 */
import { ACTIVATIONS } from './catalogue';
import { dropPercent, isWithinLimits, LAYER_LIMITS } from './layers';
import type { Activation, LayerSpec } from './spec';

/** One letter per activation in a link. */
const ACTIVATION_LETTERS = { tanh: 't', relu: 'r', sigmoid: 's', linear: 'l' } as const;

const activationOf = (letter: string | undefined): Activation | undefined =>
  ACTIVATIONS.find(({ id }) => ACTIVATION_LETTERS[id] === letter)?.id;

function writeLayer(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'dense':
      return `${layer.units}${ACTIVATION_LETTERS[layer.activation]}`;
    case 'conv2d': {
      const stride = layer.stride === 1 ? '' : `s${layer.stride}`;
      const padding = layer.padding === 'valid' ? 'v' : '';
      return `c${layer.filters}k${layer.kernel}${stride}${padding}${ACTIVATION_LETTERS[layer.activation]}`;
    }
    case 'maxpool2d':
      return `m${layer.size}`;
    case 'avgpool2d':
      return `g${layer.size}`;
    case 'flatten':
      return 'f';
    case 'batchnorm':
      return 'n';
    case 'dropout':
      return `o${dropPercent(layer.rate)}`;
  }
}

/** The text of hidden layers; "0" for none. Two stacks are the same exactly where their texts are. */
export function writeLayers(layers: readonly LayerSpec[]): string {
  return layers.map(writeLayer).join('.') || '0';
}

const PATTERN =
  /^(?:(?<units>\d{1,4})(?<dense>[trsl])|c(?<filters>\d{1,3})k(?<kernel>\d{1,2})(?:s(?<stride>\d))?(?<valid>v)?(?<conv>[trsl])|(?<pool>[mg])(?<size>\d)|o(?<percent>\d{1,2})|(?<plain>[fn]))$/;

function readLayer(text: string): LayerSpec | null {
  const part = PATTERN.exec(text)?.groups;
  if (!part) return null;
  const { units, dense, filters, kernel, stride = '1', valid, conv, pool, size, percent, plain } = part;
  const activation = activationOf(dense ?? conv);
  if (units !== undefined && activation) return { kind: 'dense', units: Number(units), activation };
  if (filters !== undefined && activation) {
    return {
      kind: 'conv2d',
      filters: Number(filters),
      kernel: Number(kernel),
      stride: Number(stride),
      padding: valid === undefined ? 'same' : 'valid',
      activation,
    };
  }
  if (size !== undefined) return { kind: pool === 'm' ? 'maxpool2d' : 'avgpool2d', size: Number(size) };
  if (percent !== undefined) return { kind: 'dropout', rate: Number(percent) / 100 };
  return { kind: plain === 'f' ? 'flatten' : 'batchnorm' };
}

/** Reads hidden layers; null where the text is none, or a number is out of its limits. Whether they fit the data is another matter. */
export function readLayers(text: string): readonly LayerSpec[] | null {
  if (text === '0') return [];
  const layers: LayerSpec[] = [];
  for (const part of text.split('.', LAYER_LIMITS.maxEntries + 1)) {
    const layer = readLayer(part);
    if (!layer || !isWithinLimits(layer)) return null;
    layers.push(layer);
  }
  return layers.length <= LAYER_LIMITS.maxEntries ? layers : null;
}
