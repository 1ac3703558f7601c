import { describe, expect, it } from 'vitest';
import { keyAction } from './key-action';

const press = (key: string, more: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

/** An element that matches one of the given selectors. */
const inside = (...selectors: string[]) => ({
  closest: (list: string) =>
    list.split(', ').some((one) => selectors.includes(one)) ? ({} as Element) : null,
});

describe('keyAction', () => {
  it('plays, steps and resets on the page itself', () => {
    expect(keyAction(press(' '), null)).toEqual({ kind: 'play' });
    expect(keyAction(press('ArrowRight'), null)).toEqual({ kind: 'batch' });
    expect(keyAction(press('ArrowRight', { shiftKey: true }), null)).toEqual({ kind: 'epoch' });
    expect(keyAction(press('r'), null)).toEqual({ kind: 'reset' });
    expect(keyAction(press('3'), null)).toEqual({ kind: 'arm', index: 2 });
  });

  it('leaves Space to a button and arrows to segments', () => {
    expect(keyAction(press(' '), inside('button'))).toBeNull();
    expect(keyAction(press('r'), inside('button'))).toEqual({ kind: 'reset' });
    expect(keyAction(press('ArrowRight'), inside('[role="radiogroup"]'))).toBeNull();
  });

  it('takes Space from a button that was only clicked', () => {
    expect(keyAction(press(' '), inside('button'), true)).toEqual({ kind: 'play' });
    expect(keyAction(press(' '), inside('input'), true)).toBeNull();
  });

  it('leaves every key to text, sliders and menus', () => {
    for (const place of ['input', '[role="slider"]', '[role="menu"]', '[role="dialog"]']) {
      expect(keyAction(press('r'), inside(place))).toBeNull();
      expect(keyAction(press(' '), inside(place))).toBeNull();
    }
  });

  it('leaves the browser its own combinations', () => {
    expect(keyAction(press('r', { ctrlKey: true }), null)).toBeNull();
    expect(keyAction(press('f', { ctrlKey: true }), null)).toBeNull();
  });
});
