import type { LineChartModel } from '../../charts/line-chart-model';
import { formatReading } from '../../charts/samples';

interface WithinTableProps {
  readonly title: string;
  readonly model: LineChartModel;
}

/** Curves within one step of training as a table: a row for each of its own steps. */
export function WithinTable({ title, model: { lines, x, y } }: WithinTableProps) {
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
            <th scope="col">Step</th>
            {lines.map(({ slot, arm, part }) => (
              <th scope="col" key={`${slot} ${part}`}>
                {`${arm} ${part}`.trim()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: x.epochs + 1 }, (_, step) => step).map((step) => (
            <tr key={step}>
              <th scope="row">{step}</th>
              {lines.map(({ slot, part, value }) => (
                <td key={`${slot} ${part}`}>{formatReading(y.kind, value[step] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
