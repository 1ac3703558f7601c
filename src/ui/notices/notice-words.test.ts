import { describe, expect, it } from 'vitest';
import { divergenceWords, linkIssueText, tenthOf } from './notice-words';

describe('linkIssueText', () => {
  it('gathers settings by reason', () => {
    const issues = [
      { label: 'Learning rate', why: 'was out of range' },
      { label: 'Images', why: 'was out of range' },
      { label: 'Preset', why: 'is unknown' },
    ];
    expect(linkIssueText(issues)).toBe(
      '2 settings were out of range: learning rate and images. Preset is unknown.',
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
  it('says when, what, and what helps', () => {
    expect(divergenceWords('FA', { step: 412, what: 'loss' })).toEqual({
      title: 'FA stopped at step 412',
      text: 'Its loss became infinite. A smaller learning rate usually helps.',
    });
  });
});
