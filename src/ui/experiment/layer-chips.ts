/**
 * Words and sizes of the layer chips.
 */
import type { DatasetShape } from '../../spec/dataset';
import type { Activation, DenseLayerSpec, ExperimentSpec, LossId } from '../../spec/spec';

/** "784 pixels", "2 numbers". */
export function inputWords({ inputShape }: Pick<DatasetShape, 'inputShape'>): { size: number; word: string } {
  const size = inputShape.reduce((product, length) => product * length, 1);
  return { size, word: inputShape.length === 3 ? 'pixels' : 'inputs' };
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

/** Room for chips in a row, rem: the narrowest panel's. */
const ROW_REM = 13.5;
const PLUS_REM = 1;

/** Whether chips with these sizes and words fit side by side; otherwise they are stacked. */
export function fitsInRow(chips: readonly { readonly size: number; readonly word: string }[]): boolean {
  const widths = chips.map(
    ({ size, word }) => 0.4 + Math.max(String(size).length * 0.62, word.length * 0.41),
  );
  return widths.reduce((sum, width) => sum + width, (chips.length - 1) * PLUS_REM) <= ROW_REM;
}

/** A layer to put at `index`: like the one before it, else like the one after it. */
export function newLayerAt(hidden: readonly DenseLayerSpec[], index: number): DenseLayerSpec {
  return hidden[index - 1] ?? hidden[index] ?? { kind: 'dense', units: 64, activation: 'tanh' };
}
