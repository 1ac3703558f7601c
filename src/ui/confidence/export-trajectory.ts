import { tableToCsv } from '../../charts/export-csv';
import { LIGHT } from '../../charts/theme';
import { trajectoryNodes } from '../../charts/trajectory';
import { fitTrajectory } from '../../charts/trajectory-scale';
import { useRun } from '../../store/run-state';
import { LOSS_UNITS } from '../bench/chart-words';
import { type FigureFile, figureFiles } from '../bench/export-figure';
import type { BenchContext } from '../bench/line-sources';
import { trajectoryLines, trajectoryModel } from './confidence-data';

export const TRAJECTORY_TITLE = 'Loss against accuracy';

/** "test loss, nats; numbers are epochs" */
export function trajectoryUnit({ spec }: Pick<BenchContext, 'spec'>): string {
  return `test loss, ${LOSS_UNITS[spec.loss]}; numbers are epochs`;
}

/** Menu items that save the trajectories, the whole way of every arm. */
export function trajectoryExports(context: BenchContext): FigureFile[] {
  const figure = () => {
    const size = { width: 560, height: 380 };
    const model = { ...trajectoryModel(context, (lines) => fitTrajectory(lines, null)), step: null };
    const unit = trajectoryUnit(context);
    return { title: TRAJECTORY_TITLE, unit, size, nodes: trajectoryNodes(model, LIGHT, size) };
  };
  const csv = (): string => {
    const { stepsPerEpoch } = useRun.getState();
    const rows = trajectoryLines(context.arms).flatMap(({ arm, step, accuracy, loss }) =>
      step.map((at, index) => [arm, at, at / stepsPerEpoch, accuracy[index] ?? null, loss[index] ?? null]),
    );
    return tableToCsv(['arm', 'step', 'epoch', 'test accuracy', 'test loss'], rows);
  };
  return figureFiles('loss-against-accuracy', figure, csv);
}
