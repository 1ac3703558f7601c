import type { BenchContext } from '../bench/line-sources';
import { FigureTable } from '../FigureTable';
import { useLiveTick } from '../live-tick';
import { tableEpochs } from '../table-epochs';
import { trajectoryLines } from './confidence-data';
import { TRAJECTORY_TITLE } from './export-trajectory';
import { lossAndAccuracy } from './trajectory-words';

/** The trajectories as a table: loss and accuracy of every arm at whole epochs and at the live end. */
export function TrajectoryTable({ context }: { context: BenchContext }) {
  useLiveTick();
  const lines = trajectoryLines(context.arms);
  return (
    <FigureTable
      title={TRAJECTORY_TITLE}
      corner="Epoch"
      columns={lines.flatMap(({ slot, arm }) =>
        ['loss', 'accuracy'].map((what) => ({ key: `${slot} ${what}`, name: `${arm} ${what}` })),
      )}
      rows={tableEpochs().map(({ step, epoch }) => ({
        name: epoch,
        cells: lines.flatMap((line) => {
          const at = lossAndAccuracy(line, step);
          return [at?.loss ?? '–', at?.accuracy ?? '–'];
        }),
      }))}
    />
  );
}
