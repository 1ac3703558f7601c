import { fitDomain, unitSuffix } from '../../charts/domains';
import { lineFigure } from '../../charts/export';
import { toCsv } from '../../charts/export-csv';
import type { ChartId } from '../../spec/presets';
import { useRun } from '../../store/run-state';
import { chartTitle, chartUnit } from './chart-words';
import { type FigureFile, figureFiles } from './export-figure';
import { lineChartModel } from './line-model';
import type { BenchContext } from './line-sources';

const FILE_NAMES: Readonly<Record<ChartId, string>> = {
  loss: 'loss',
  accuracy: 'test',
  updateAngle: 'update-angle',
  weightAngle: 'weight-angle',
  normRatio: 'norm-ratio',
  signAgreement: 'sign-agreement',
  weightNorm: 'weight-norm',
  logitScale: 'logit-scale',
};

/** Menu items that save a line chart. */
export function lineChartExports(chart: ChartId, context: BenchContext): FigureFile[] {
  const figure = () => {
    const bare = lineChartModel(chart, context);
    const model = { ...bare, y: { ...bare.y, domain: fitDomain(bare, null) } };
    const unit = chartUnit(chart, context).join('') + unitSuffix(model);
    return lineFigure({ title: chartTitle(chart, context), unit }, model);
  };
  const csv = () => toCsv(lineChartModel(chart, context).lines, useRun.getState().stepsPerEpoch);
  return figureFiles(FILE_NAMES[chart], figure, csv);
}
