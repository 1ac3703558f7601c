/**
 * Which classes are marked beside an RDM, and how: digits and letters as they are, words as tiny sample pictures.
 * Many classes are thinned out, never drawn over each other.
 */
import { groupCentres, type RdmLayout } from '../../charts/rdm-layout';
import type { ClassTickModel } from './ClassTick';
import { areTicks, tickNames } from './class-names';

interface TickRequest {
  readonly layout: RdmLayout;
  /** Name and first stimulus of each class, in the order of the stimuli. */
  readonly names: readonly string[];
  readonly rows: readonly number[];
  readonly hasPictures: boolean;
  /** CSS pixels per design pixel. */
  readonly unit: number;
}

/** Design pixels. */
const LARGEST_PICTURE = 16;
const SMALLEST_PICTURE = 11;
const LETTERS = 13;

/** The marks, in order; none without classes. */
export function classTicks({ layout, names, rows, hasPictures, unit }: TickRequest): ClassTickModel[] {
  if (names.length < 2) return [];
  const centres = groupCentres(layout);
  const spacing = layout.edgePx / Math.max(1, centres.length);
  const isPictorial = hasPictures && !areTicks(names);
  const least = (isPictorial ? SMALLEST_PICTURE + 1 : LETTERS) * unit;
  const every = Math.max(1, Math.ceil(least / spacing - 1e-9));
  const sizePx = Math.min(LARGEST_PICTURE * unit, Math.floor(spacing * every) - 1);
  const texts = tickNames(names);
  return names.flatMap((name, group) =>
    group % every === 0
      ? [
          {
            name,
            text: isPictorial ? null : (texts[group] ?? ''),
            row: rows[group] ?? 0,
            centre: centres[group] ?? 0,
            sizePx,
          },
        ]
      : [],
  );
}
