import type { YKind } from '../../charts/line-chart-model';
import { formatReading } from '../../charts/samples';
import { valueNear } from '../../store/series';
import { FigureTable } from '../FigureTable';
import { useLiveTick } from '../live-tick';
import { tableEpochs } from '../table-epochs';
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
  return (
    <FigureTable
      title={title}
      corner="Epoch"
      columns={sources.map((source) => ({
        key: `${source.arm.slot} ${source.key}`,
        name: [source.arm.name, source.part, roleOf?.(source) ?? ''].filter((word) => word !== '').join(' '),
      }))}
      rows={tableEpochs().map(({ step, epoch }) => ({
        name: epoch,
        cells: sources.map(({ arm, key }) => formatReading(kind, valueNear(arm.slot, key, step))),
      }))}
    />
  );
}
