import { describe, expect, it } from 'vitest';
import { chipWords, fitsInRow, inputWords, layerSentence, outputWord, stackWords } from './layer-words';

describe('fitsInRow', () => {
  const ends = [
    { size: '784', word: 'pixels' },
    { size: '10', word: 'softmax' },
  ];

  it('keeps short networks in a row', () => {
    expect(fitsInRow([...ends, { size: '64', word: 'tanh' }])).toBe(true);
    expect(fitsInRow([...ends, { size: '64', word: 'tanh' }, { size: '32', word: 'tanh' }])).toBe(true);
  });

  it('stacks what would not fit', () => {
    const wide = { size: '1024', word: 'sigmoid' };
    expect(fitsInRow([...ends, wide, wide])).toBe(false);
    expect(fitsInRow([...ends, ...Array(4).fill({ size: '8', word: 'tanh' })])).toBe(false);
  });
});

describe('words of layers', () => {
  it('are short on a chip and whole for screen readers', () => {
    const conv = {
      kind: 'conv2d',
      filters: 6,
      kernel: 5,
      stride: 2,
      padding: 'valid',
      activation: 'relu',
    } as const;
    expect(chipWords(conv)).toEqual({ size: '6 @ 5×5', word: 'ReLU' });
    expect(layerSentence(conv)).toBe('6 filters of 5 × 5, ReLU, stride 2, no padding');
    expect(chipWords({ kind: 'dropout', rate: 0.35 }).size).toBe('drop 35 %');
    expect(stackWords([conv, { kind: 'maxpool2d', size: 2 }])).toBe('6@5×5–max 2');
    expect(stackWords([])).toBe('none');
  });
});

describe('words of the ends', () => {
  it('counts pixels and numbers', () => {
    expect(inputWords({ inputShape: [28, 28, 1] })).toEqual({ size: '784', word: 'pixels' });
    expect(inputWords({ inputShape: [30] })).toEqual({ size: '30', word: 'inputs' });
  });

  it('names what follows the last sums', () => {
    const network = { hidden: [], outputActivation: 'relu', init: 'glorot', initSigma: 0.1 } as const;
    expect(outputWord({ loss: 'softmax-cross-entropy', network })).toBe('softmax');
    expect(outputWord({ loss: 'mse', network })).toBe('ReLU');
  });
});
