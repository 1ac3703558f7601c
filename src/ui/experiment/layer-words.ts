/**
 * Words and sizes of layers and stages: what a chip says, what a list of layers reads like.
 */
import { countWords } from '../../charts/number-words';
import type { DatasetShape } from '../../spec/dataset';
import { dropPercent } from '../../spec/layers';
import { type Shape, sizeOf } from '../../spec/shapes';
import type { Activation, ExperimentSpec, LayerSpec, LossId } from '../../spec/spec';

/** What a chip says: a size, and a word beside or under it. */
export interface ChipWords {
  readonly size: string;
  readonly word: string;
}

/** "784 pixels", "2 inputs". */
export function inputWords({ inputShape }: Pick<DatasetShape, 'inputShape'>): ChipWords {
  return { size: String(sizeOf(inputShape)), word: inputShape.length === 3 ? 'pixels' : 'inputs' };
}

const OUTPUT_WORDS: Readonly<Partial<Record<LossId, string>>> = {
  'softmax-cross-entropy': 'softmax',
  'sigmoid-cross-entropy': 'sigmoid',
};

/** What the output layer does to its sums. */
export function outputWord(spec: Pick<ExperimentSpec, 'loss' | 'network'>): string {
  return OUTPUT_WORDS[spec.loss] ?? activationWord(spec.network.outputActivation);
}

export function activationWord(activation: Activation): string {
  return activation === 'relu' ? 'ReLU' : activation;
}

/** "64 tanh", "6 @ 5×5 ReLU", "max 2", "drop 50 %". */
export function chipWords(layer: LayerSpec): ChipWords {
  switch (layer.kind) {
    case 'dense':
      return { size: String(layer.units), word: activationWord(layer.activation) };
    case 'conv2d':
      return {
        size: `${layer.filters} @ ${layer.kernel}×${layer.kernel}`,
        word: activationWord(layer.activation),
      };
    case 'maxpool2d':
      return { size: `max ${layer.size}`, word: '' };
    case 'avgpool2d':
      return { size: `mean ${layer.size}`, word: '' };
    case 'flatten':
      return { size: 'flatten', word: '' };
    case 'batchnorm':
      return { size: 'norm', word: '' };
    case 'dropout':
      return { size: `drop ${dropPercent(layer.rate)} %`, word: '' };
  }
}

/** What a layer is, in full, for names and screen readers: "Convolution, 6 filters of 5 × 5, ReLU, stride 2, no padding". */
export function layerSentence(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'dense':
      return `${layer.units} ${layer.units === 1 ? 'unit' : 'units'}, ${activationWord(layer.activation)}`;
    case 'conv2d':
      return [
        `${layer.filters} ${layer.filters === 1 ? 'filter' : 'filters'} of ${layer.kernel} × ${layer.kernel}`,
        activationWord(layer.activation),
        ...(layer.stride === 1 ? [] : [`stride ${layer.stride}`]),
        ...(layer.padding === 'valid' ? ['no padding'] : []),
      ].join(', ');
    case 'maxpool2d':
      return `largest of ${layer.size} × ${layer.size}`;
    case 'avgpool2d':
      return `mean of ${layer.size} × ${layer.size}`;
    case 'flatten':
      return 'the map as one vector';
    case 'batchnorm':
      return 'mean 0 and variance 1 over the batch';
    case 'dropout':
      return `leaves out ${dropPercent(layer.rate)} % while training`;
  }
}

/** Names of the kinds in menus and popovers. */
export const LAYER_NAMES: Readonly<Record<LayerSpec['kind'], string>> = {
  dense: 'Dense layer',
  conv2d: 'Convolution',
  maxpool2d: 'Max pool',
  avgpool2d: 'Mean pool',
  flatten: 'Flatten',
  batchnorm: 'Batch normalisation',
  dropout: 'Dropout',
};

/** "28×28×6", "120". */
export function shapeWords(shape: Shape): string {
  return shape.map(countWords).join('×');
}

/** A stack in a few characters: "6@5×5–max 2–84"; "none" without layers. */
export function stackWords(hidden: readonly LayerSpec[]): string {
  return hidden.map((layer) => chipWords(layer).size.replace(' @ ', '@')).join('–') || 'none';
}

/** Room for chips in a row, rem: the narrowest panel's. */
const ROW_REM = 13.5;
const PLUS_REM = 1;

/** Whether chips with these words fit side by side; otherwise they are stacked. */
export function fitsInRow(chips: readonly ChipWords[]): boolean {
  const widths = chips.map(({ size, word }) => 0.4 + Math.max(size.length * 0.62, word.length * 0.41));
  return widths.reduce((sum, width) => sum + width, (chips.length - 1) * PLUS_REM) <= ROW_REM;
}
