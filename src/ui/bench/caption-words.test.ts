import { describe, expect, it } from 'vitest';
import { createArm } from '../../spec/presets';
import { captionWords } from './caption-words';

const preset = { caption: 'Both learn. Watch the angle.', arms: [createArm(0, 'bp'), createArm(1, 'fa')] };

describe('captionWords', () => {
  it('is the preset’s as long as its rules run', () => {
    expect(captionWords(preset, preset.arms, ['BP', 'FA'])).toBe(preset.caption);
  });

  it('says what runs where other rules do', () => {
    const arms = [createArm(0, 'dtp'), createArm(1, 'pc'), createArm(2, 'bp')];
    expect(captionWords(preset, arms, ['DTP', 'PC', 'BP'])).toBe('DTP, PC and BP, side by side.');
    expect(captionWords(preset, arms.slice(0, 2), ['DTP', 'PC'])).toBe('DTP and PC, side by side.');
    expect(captionWords(preset, arms.slice(0, 1), ['DTP'])).toBe('DTP on its own.');
  });
});
