/**
 * Which key does what, and where keys belong to something else: text, sliders, menus, tables.
 */

export type KeyAction =
  | { readonly kind: 'play' | 'batch' | 'epoch' | 'reset' | 'fullscreen' | 'left' | 'right' | 'help' }
  | { readonly kind: 'arm'; readonly index: number };

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Something that takes letters and arrows itself. */
const TAKES_ALL =
  'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="slider"], [role="grid"]';
/** Something that Space presses. */
const TAKES_SPACE =
  'button, a[href], summary, [role="button"], [role="radio"], [role="tab"], [role="switch"]';
/** Something that arrows move in. */
const TAKES_ARROWS = '[role="radiogroup"], [role="tablist"], [role="img"][tabindex], [role="application"]';

/**
 * What a key press means while `target` has the focus, or null. A button that got the focus from the pointer does not
 * keep Space to itself: after a click on Normal, Space still plays.
 */
export function keyAction(
  press: KeyPress,
  target: Pick<Element, 'closest'> | null,
  isPointerFocus = false,
): KeyAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey || target?.closest(TAKES_ALL)) return null;
  switch (press.key) {
    case ' ':
      return !isPointerFocus && target?.closest(TAKES_SPACE) ? null : { kind: 'play' };
    case 'ArrowRight':
      if (target?.closest(TAKES_ARROWS)) return null;
      return { kind: press.shiftKey ? 'epoch' : 'batch' };
    case 'r':
    case 'R':
      return { kind: 'reset' };
    case 'f':
    case 'F':
      return { kind: 'fullscreen' };
    case '[':
      return { kind: 'left' };
    case ']':
      return { kind: 'right' };
    case '?':
      return { kind: 'help' };
    case '1':
    case '2':
    case '3':
    case '4':
      return { kind: 'arm', index: Number(press.key) - 1 };
    default:
      return null;
  }
}
