import { formatReading } from '../../charts/samples';
import type { ChartId } from '../../spec/presets';
import { useRun } from '../../store/run-state';
import { valueNear } from '../../store/series';
import { useLiveTick } from '../live-tick';
import { chartTitle } from './chart-words';
import { valueAxis } from './line-model';
import { type BenchContext, lineSources } from './line-sources';

interface ValueTableProps {
  readonly chart: ChartId;
  readonly context: BenchContext;
}

/** A chart as a table: the values at whole epochs and at the live end. */
export function ValueTable({ chart, context }: ValueTableProps) {
  useLiveTick();
  const { liveStep, stepsPerEpoch } = useRun.getState();
  const { kind } = valueAxis(chart, context);
  const sources = lineSources(chart, context);
  const steps = Array.from(
    { length: Math.floor(liveStep / stepsPerEpoch) + 1 },
    (_, epoch) => epoch * stepsPerEpoch,
  );
  if (liveStep % stepsPerEpoch !== 0) steps.push(liveStep);
  return (
    <section
      className="tablebox"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={`${chartTitle(chart, context)} as a table`}
    >
      <table className="values">
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            {sources.map(({ arm, key, part, kind: role }) => (
              <th scope="col" key={`${arm.slot} ${key}`}>
                {[arm.name, part, chart === 'loss' ? (role === 'train' ? 'training' : 'test') : '']
                  .filter((word) => word !== '')
                  .join(' ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step}>
              <th scope="row">{Number((step / stepsPerEpoch).toFixed(1))}</th>
              {sources.map(({ arm, key }) => (
                <td key={`${arm.slot} ${key}`}>{formatReading(kind, valueNear(arm.slot, key, step))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
