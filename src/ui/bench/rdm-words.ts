/**
 * What the RDM panel says.
 */

import type { Dataset } from '../../spec/dataset';
import { DATASET_CATALOGUE } from '../../spec/dataset-catalogue';
import type { RdmOfMaps } from '../../spec/spec';
import type { ColourScale } from '../../store/view';

/** "images", "points", "pairs": what the rows of a data set are called. */
export function rowWords(dataset: Dataset | null): { readonly one: string; readonly many: string } {
  const many = dataset === null ? 'images' : DATASET_CATALOGUE[dataset.id].rows.toLowerCase();
  return { one: many.replace(/s$/, ''), many };
}

interface MetricChoices {
  readonly scale: ColourScale;
  /** What stands for the maps of convolutions; null where none is shown. */
  readonly maps: RdmOfMaps | null;
}

const MAP_WORDS: Readonly<Record<RdmOfMaps, string>> = {
  flattened: 'flattened maps',
  mean: 'means over positions',
};

/** "1 − Pearson, 60 test images", what stands for maps, and what colours are scaled to unless all panels share it. */
export function metricWords(dataset: Dataset | null, count: number, { scale, maps }: MetricChoices): string {
  const words = [`1 − Pearson, ${count} test ${rowWords(dataset).many}`];
  if (maps) words.push(MAP_WORDS[maps]);
  if (scale !== 'shared') words.push(scale === 'panel' ? 'scaled per panel' : 'percentiles per panel');
  return words.join(', ');
}

/** One sentence on how to read the maps. */
export function howToRead(dataset: Dataset | null, isDark: boolean, isUntrained: boolean): string {
  const { many } = rowWords(dataset);
  if (isUntrained) return `Before training. A random network already separates some ${many}.`;
  return `${isDark ? 'Bright' : 'Dark'} cells: two ${many} that the network treats alike.`;
}

/** "3 of 60 patterns are constant.", or null. */
export function constantWords(constant: number, count: number): string | null {
  if (constant === 0) return null;
  return constant === 1
    ? `1 of ${count} patterns is constant: it has no correlation.`
    : `${constant} of ${count} patterns are constant: they have no correlation.`;
}
