import type { Phase } from '../../spec/rule-entry';

/** Where a phase lies on the timeline of one step, percent of its width. */
export interface PhaseBar {
  readonly startPercent: number;
  readonly widthPercent: number;
}

/** A pass beside a long settling is drawn at this share of the timeline at least. */
const LEAST_PERCENT = 6;

/** One bar per phase, one after the other; together they fill the timeline. */
export function phaseBars(phases: readonly Pick<Phase, 'length'>[]): PhaseBar[] {
  const total = phases.reduce((sum, { length }) => sum + length, 0);
  const wished = phases.map(({ length }) => Math.max(LEAST_PERCENT, (100 * length) / total));
  const scale = 100 / wished.reduce((sum, width) => sum + width, 0);
  let startPercent = 0;
  return wished.map((width) => {
    const bar = { startPercent, widthPercent: width * scale };
    startPercent += bar.widthPercent;
    return bar;
  });
}

/** "1 sweep", "15 sweeps", "1 pass"; units of time are one and the same. */
export function lengthWords(length: number, unit: string): string {
  return `${length} ${length === 1 && unit !== 'ms' ? unit.replace(/(?<=ss)es$|s$/, '') : unit}`;
}
