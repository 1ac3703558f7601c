import { pointsAway } from '../../charts/compass';
import { degreeWords } from '../../charts/number-words';
import type { BenchContext } from '../bench/line-sources';
import { FigureTable } from '../FigureTable';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { compassModel } from './compass-model';
import { COMPASS_TITLE } from './export-compass';

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
          ({ angleDeg }) => `${degreeWords(angleDeg)}${pointsAway(angleDeg) ? ', points away' : ''}`,
        ),
      }))}
    />
  );
}
