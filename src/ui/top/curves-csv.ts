/**
 * All curves of all arms as one table, a row per sample.
 */
import type { Slot } from '../../spec/spec';

/** One series of one arm; `key` is a name or `name/layer`. Only the first `length` entries are filled. */
export interface CurveTable {
  readonly slot: Slot;
  readonly arm: string;
  readonly key: string;
  readonly step: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly length: number;
}

/** Long-form CSV with a header: arm number, rule, series, layer (empty for whole-network series), step, epoch, value. */
export function curvesCsv(curves: readonly CurveTable[], stepsPerEpoch: number): string {
  const rows = ['arm,rule,series,layer,step,epoch,value'];
  for (const { slot, arm, key, step, value, length } of curves) {
    const [series = key, layer = ''] = key.split('/');
    for (let index = 0; index < length; index++) {
      const at = step[index] ?? 0;
      const epoch = Number((at / stepsPerEpoch).toFixed(4));
      const number = value[index] ?? Number.NaN;
      rows.push(
        `${slot + 1},${arm},${series},${layer},${at},${epoch},${Number.isFinite(number) ? Number(number.toPrecision(7)) : ''}`,
      );
    }
  }
  return `${rows.join('\n')}\n`;
}
