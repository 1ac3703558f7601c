import { describe, expect, it } from 'vitest';
import { readOptions } from './options';

describe('readOptions', () => {
  it('takes everything unless told otherwise', () => {
    const options = readOptions([]);
    expect(options?.cases).toEqual(['784-50-10', '784-256-128-10', 'lenet-mnist', 'lenet-cifar-10']);
    expect(options?.isNamed).toBe(false);
    expect(options?.quick).toBe(false);
  });

  it('reads names, and refuses those it does not know by name', () => {
    const options = readOptions(['--quick', '--cases', 'lenet-mnist, 784-50-10', '--only', 'torch']);
    expect(options?.cases).toEqual(['784-50-10', 'lenet-mnist']);
    expect(options?.only).toEqual(['torch']);
    expect(options?.isNamed).toBe(true);
    expect(readOptions(['--cases', 'none'])?.cases).toEqual([]);
    expect(() => readOptions(['--only', 'keras'])).toThrow('keras');
    expect(() => readOptions(['--optimiser', 'lion'])).toThrow('lion');
    expect(() => readOptions(['--data', 'cats'])).toThrow('cats');
    expect(() => readOptions(['--fast'])).toThrow('--fast');
  });

  it('gives way to --help', () => {
    expect(readOptions(['--help'])).toBeNull();
  });
});
