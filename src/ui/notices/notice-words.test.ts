import { describe, expect, it } from 'vitest';
import { divergenceWords, linkIssueText, tenthOf } from './notice-words';

describe('linkIssueText', () => {
  const rate = { label: 'Learning rate', why: 'was out of range' };

  it('names what has one reason together', () => {
    expect(linkIssueText([rate, { label: 'Images', why: 'was out of range' }])).toBe(
      '2 settings were out of range and use their defaults: learning rate, images.',
    );
    expect(linkIssueText([rate])).toBe('1 setting was out of range and uses its default: learning rate.');
  });

  it('gives each its reason where they differ', () => {
    expect(linkIssueText([rate, { label: 'RDMs', why: 'is unknown' }])).toBe(
      '2 settings could not be used and use their defaults: learning rate (out of range), RDMs (unknown).',
    );
  });
});

describe('tenthOf', () => {
  it('stays a round number', () => {
    expect(tenthOf(0.15)).toBe(0.015);
    expect(tenthOf(0.3)).toBe(0.03);
    expect(tenthOf(1000)).toBe(100);
  });
});

describe('divergenceWords', () => {
  const fa = { name: 'FA', step: 412, what: 'loss' } as const;

  it('says when, what, and what helps', () => {
    expect(divergenceWords([fa])).toEqual({
      title: 'FA stopped at step 412',
      text: 'Its loss became infinite. A smaller learning rate usually helps.',
    });
  });

  it('takes several arms together', () => {
    expect(divergenceWords([fa, { name: 'DFA', step: 1005, what: 'weights' }])).toEqual({
      title: 'FA stopped at step 412, DFA at step 1,005',
      text: 'Their weights became infinite. A smaller learning rate usually helps.',
    });
  });
});

describe('a reason that is a sentence of its own', () => {
  it('stands in brackets', () => {
    expect(linkIssueText([{ label: 'Layers', why: 'a convolution needs pictures' }])).toBe(
      '1 setting could not be used and uses its default: layers (a convolution needs pictures).',
    );
  });
});
