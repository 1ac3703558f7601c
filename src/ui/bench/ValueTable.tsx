import type { YKind } from '../../charts/line-chart-model';
import { formatReading } from '../../charts/samples';
import { useRun } from '../../store/run-state';
import { valueNear } from '../../store/series';
import { useLiveTick } from '../live-tick';
import type { LineSource } from './line-sources';

interface ValueTableProps {
  readonly title: string;
  readonly sources: readonly LineSource[];
  readonly kind: YKind;
  /** What a line is beside its arm and part: "training". */
  readonly roleOf?: (source: LineSource) => string;
}

/** A chart as a table: the values at whole epochs and at the live end. */
export function ValueTable({ title, sources, kind, roleOf }: ValueTableProps) {
  useLiveTick();
  const { liveStep, stepsPerEpoch } = useRun.getState();
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
      aria-label={`${title} as a table`}
    >
      <table className="values">
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            {sources.map((source) => (
              <th scope="col" key={`${source.arm.slot} ${source.key}`}>
                {[source.arm.name, source.part, roleOf?.(source) ?? '']
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
