import type { RegionPoints, RegionsModel } from '../../charts/regions';
import type { Dataset } from '../../spec/dataset';
import type { Slot } from '../../spec/spec';
import { shownSnapshot } from './rdm-data';

/** More points than this hide the regions. */
const MOST_POINTS = 240;

/** The first test points of two-dimensional data, or null for other data. */
export function regionPoints({ test }: Dataset): RegionPoints | null {
  const { x, labels, count } = test;
  if (!labels || !(x instanceof Float32Array)) return null;
  const shown = Math.min(count, MOST_POINTS);
  return { xy: x.subarray(0, 2 * shown), labels: labels.subarray(0, shown) };
}

/** An arm's regions at the moment shown. */
export function regionsModel(slot: Slot, points: RegionPoints | null): RegionsModel {
  const raster = shownSnapshot(slot)?.grid ?? null;
  return { raster, grid: raster ? Math.round(Math.sqrt(raster.length)) : 1, points };
}
