/**
 * Painting single entries of an arm's feedback weights: what the brush writes, how many entries there may be.
 */
import { PAINT_LIMITS } from '../../spec/arm-check';
import type { PaintedEntry, RuleId } from '../../spec/spec';

/** What the brush writes: a positive or negative weight, none, or the weight as it was drawn. */
export type BrushKind = 'plus' | 'zero' | 'minus' | 'off';

export interface Brush {
  readonly kind: BrushKind;
  /** Times the root mean square of the layer's feedback weights. */
  readonly size: number;
}

/** The value that a brush writes, three digits so that links stay short; null takes the paint off. */
export function brushValue({ kind, size }: Brush, rootMeanSquare: number): number | null {
  if (kind === 'off') return null;
  if (kind === 'zero') return 0;
  const most = PAINT_LIMITS.maxValue;
  const value = Math.min(most, size * (rootMeanSquare > 0 ? rootMeanSquare : 1));
  return Number((kind === 'plus' ? value : -value).toPrecision(3));
}

/** The entries of one layer by their place; the last one painted counts. */
export function paintedOf(painted: readonly PaintedEntry[], layer: number): ReadonlyMap<number, number> {
  return new Map(painted.filter((entry) => entry.layer === layer).map(({ at, value }) => [at, value]));
}

/** How many entries are painted, all layers together. */
export function countPainted(painted: readonly PaintedEntry[]): number {
  return new Set(painted.map(({ layer, at }) => `${layer}/${at}`)).size;
}

/** The entries with another one painted, or taken off; the very same where nothing changes or no more may be painted. */
export function paintEntry(
  painted: readonly PaintedEntry[],
  { layer, at }: Pick<PaintedEntry, 'layer' | 'at'>,
  value: number | null,
): readonly PaintedEntry[] {
  const before = painted.findLast((entry) => entry.layer === layer && entry.at === at);
  if (value === null ? before === undefined : before?.value === value) return painted;
  const others = painted.filter((entry) => entry.layer !== layer || entry.at !== at);
  if (value === null) return others;
  return others.length >= PAINT_LIMITS.maxEntries ? painted : [...others, { layer, at, value }];
}

/** The root mean square of weights, those set by hand left out. */
export function drawnSize(values: Float32Array, painted: ReadonlyMap<number, number>): number {
  let squares = 0;
  let count = 0;
  for (const [at, value] of values.entries()) {
    if (painted.has(at)) continue;
    squares += value * value;
    count++;
  }
  return count === 0 ? 0 : Math.sqrt(squares / count);
}

/** "12 of 64 entries painted"; what to do where no more fit. */
export function countWords(count: number): string {
  const { maxEntries } = PAINT_LIMITS;
  if (count === 0) return `Nothing painted yet, ${maxEntries} entries at most.`;
  const words = `${count} of ${maxEntries} entries painted.`;
  return count < maxEntries ? words : `${words} Undo or clear some to paint others.`;
}

/** What painting does to feedback weights that learn; null for all others. */
export function learningWords(rule: RuleId, name: string): string | null {
  if (rule !== 'kp' && rule !== 'wm') return null;
  return `Each stroke draws the feedback of ${name} anew: what it had learned is gone, and it learns on from what you paint.`;
}
