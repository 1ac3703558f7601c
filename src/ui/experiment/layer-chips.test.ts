import { describe, expect, it } from 'vitest';
import { fitsInRow, inputWords, newLayerAt, outputWord } from './layer-chips';

describe('fitsInRow', () => {
  const ends = [
    { size: 784, word: 'pixels' },
    { size: 10, word: 'softmax' },
  ];

  it('keeps short networks in a row', () => {
    expect(fitsInRow([...ends, { size: 64, word: 'tanh' }])).toBe(true);
    expect(fitsInRow([...ends, { size: 64, word: 'tanh' }, { size: 32, word: 'tanh' }])).toBe(true);
  });

  it('stacks what would not fit', () => {
    const wide = { size: 1024, word: 'sigmoid' };
    expect(fitsInRow([...ends, wide, wide])).toBe(false);
    expect(fitsInRow([...ends, ...Array(4).fill({ size: 8, word: 'tanh' })])).toBe(false);
  });
});

describe('newLayerAt', () => {
  const small = { kind: 'dense', units: 8, activation: 'relu' } as const;

  it('copies its neighbour', () => {
    expect(newLayerAt([small], 1)).toEqual(small);
    expect(newLayerAt([small], 0)).toEqual(small);
  });

  it('starts a first layer at 64 tanh units', () => {
    expect(newLayerAt([], 0)).toEqual({ kind: 'dense', units: 64, activation: 'tanh' });
  });
});

describe('words of the ends', () => {
  it('counts pixels and numbers', () => {
    expect(inputWords({ inputShape: [28, 28, 1] })).toEqual({ size: 784, word: 'pixels' });
    expect(inputWords({ inputShape: [30] })).toEqual({ size: 30, word: 'inputs' });
  });

  it('names what follows the last sums', () => {
    const network = { hidden: [], outputActivation: 'relu', init: 'glorot', initSigma: 0.1 } as const;
    expect(outputWord({ loss: 'softmax-cross-entropy', network })).toBe('softmax');
    expect(outputWord({ loss: 'mse', network })).toBe('ReLU');
  });
});
