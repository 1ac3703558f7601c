import { pointsAway } from '../../charts/compass';
import type { BenchContext } from '../bench/line-sources';
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
    <section
      className="tablebox"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={`${COMPASS_TITLE} as a table`}
    >
      <table className="values">
        <thead>
          <tr>
            <th scope="col">Layer</th>
            {arms.map(({ slot, name }) => (
              <th scope="col" key={slot}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, needles }) => (
            <tr key={name}>
              <th scope="row">{name.replace('Layer ', '')}</th>
              {needles.map(({ angleDeg }, column) => (
                <td key={arms[column]?.slot}>
                  {angleDeg === null ? '–' : `${angleDeg.toFixed(1)}°`}
                  {pointsAway(angleDeg) && ', points away'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
