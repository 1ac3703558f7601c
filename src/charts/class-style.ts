/**
 * How classes of two-dimensional data look: never in the hues of arms. A class has a grey tint with a texture for its
 * region and a shape, filled or hollow, for its points, so that it is told without colour in every theme.
 */
import { colourBytes } from './colour';
import type { Rgb } from './pixels';
import type { Theme } from './theme';

export type ClassShape = 'disc' | 'ring' | 'cross' | 'triangle' | 'square' | 'plus' | 'diamond' | 'bar';

const SHAPES: readonly ClassShape[] = [
  'disc',
  'ring',
  'cross',
  'triangle',
  'square',
  'plus',
  'diamond',
  'bar',
];

/** Share of ink in the tint of each class; neighbours in the list differ most. */
const INK_SHARES = [0.04, 0.2, 0.1, 0.28, 0.06, 0.24, 0.14, 0.32];

/** Shape of a class's points; repeats after eight. */
export function classShape(label: number): ClassShape {
  return SHAPES[label % SHAPES.length] ?? 'disc';
}

/** Background of a class's region. */
export function classTint(label: number, theme: Theme): Rgb {
  const share = INK_SHARES[label % INK_SHARES.length] ?? 0.1;
  const page = colourBytes(theme.bg);
  const ink = colourBytes(theme.ink);
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(page[channel] + (ink[channel] - page[channel]) * share);
  return [mix(0), mix(1), mix(2)];
}

/** Outline of a class's mark around (x, y), and whether it is filled (otherwise it is stroked). */
export function classMark(
  label: number,
  [x, y]: readonly [number, number],
  r: number,
): { readonly d: string; readonly isFilled: boolean } {
  const disc = `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  switch (classShape(label)) {
    case 'disc':
      return { d: disc, isFilled: true };
    case 'ring':
      return { d: disc, isFilled: false };
    case 'cross':
      return {
        d: `M${x - r} ${y - r}l${2 * r} ${2 * r}M${x - r} ${y + r}l${2 * r} ${-2 * r}`,
        isFilled: false,
      };
    case 'triangle':
      return { d: `M${x} ${y - 1.25 * r}l${1.2 * r} ${2.1 * r}h${-2.4 * r}Z`, isFilled: true };
    case 'square':
      return { d: `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`, isFilled: false };
    case 'plus':
      return { d: `M${x - 1.2 * r} ${y}h${2.4 * r}M${x} ${y - 1.2 * r}v${2.4 * r}`, isFilled: false };
    case 'diamond':
      return {
        d: `M${x} ${y - 1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}l${-1.3 * r} ${-1.3 * r}Z`,
        isFilled: true,
      };
    case 'bar':
      return { d: `M${x - 1.2 * r} ${y}h${2.4 * r}`, isFilled: false };
  }
}
