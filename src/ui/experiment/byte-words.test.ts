import { describe, expect, it } from 'vitest';
import { amountWords, byteWords } from './byte-words';

describe('byteWords', () => {
  it('gives one decimal below 100 MB and none above', () => {
    expect(byteWords(11_594_722)).toBe('11.6 MB');
    expect(byteWords(170_052_171)).toBe('170 MB');
    expect(byteWords(4_542)).toBe('5 kB');
  });

  it('counts up to a total', () => {
    expect(amountWords(4_200_000, 11_594_722)).toBe('4.2 of 11.6 MB');
    expect(amountWords(0, 170_052_171)).toBe('0.0 of 170 MB');
  });
});
