import type { LineChartModel } from '../../charts/line-chart-model';
import { formatReading } from '../../charts/samples';
import { FigureTable } from '../FigureTable';

interface WithinTableProps {
  readonly title: string;
  readonly model: LineChartModel;
}

/** Curves within one step of training as a table: a row for each of its own steps. */
export function WithinTable({ title, model: { lines, x, y } }: WithinTableProps) {
  return (
    <FigureTable
      title={title}
      corner="Step"
      columns={lines.map(({ slot, arm, part }) => ({
        key: `${slot} ${part}`,
        name: `${arm} ${part}`.trim(),
      }))}
      rows={Array.from({ length: x.epochs + 1 }, (_, step) => ({
        name: step,
        cells: lines.map(({ value }) => formatReading(y.kind, value[step] ?? null)),
      }))}
    />
  );
}
