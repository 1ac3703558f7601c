import { pointsAway } from '../../charts/compass';
import type { BenchContext } from '../bench/line-sources';
import { FigureTable } from '../FigureTable';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { compassModel } from './compass-model';
import { COMPASS_TITLE } from './export-compass';

const inWords = (angleDeg: number | null): string => (angleDeg === null ? '–' : `${angleDeg.toFixed(1)}°`);

/** The compass as a table: layers down, arms across. */
export function CompassTable({ context }: { context: BenchContext }) {
  useLiveTick();
  useViewStep();
  const { arms, rows } = compassModel(context);
  return (
    <FigureTable
      title={COMPASS_TITLE}
      corner="Layer"
      columns={arms.map(({ slot, name }) => ({ key: String(slot), name }))}
      rows={rows.map(({ name, needles }) => ({
        name: name.replace('Layer ', ''),
        cells: needles.map(
          ({ angleDeg }) => `${inWords(angleDeg)}${pointsAway(angleDeg) ? ', points away' : ''}`,
        ),
      }))}
    />
  );
}
