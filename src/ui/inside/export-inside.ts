import { fitDomain } from '../../charts/domains';
import { lineFigure } from '../../charts/export';
import { tableToCsv } from '../../charts/export-csv';
import type { LineChartModel } from '../../charts/line-chart-model';
import { INNER_FIGURES } from '../../spec/inner-catalogue';
import type { InnerFigureId } from '../../spec/inner-rules';
import { useRun } from '../../store/run-state';
import { type FigureFile, figureFiles } from '../bench/export-figure';
import { isWithinStep } from './inside-model';

/** decoderTranspose → "decoder-transpose" */
const fileOf = (id: InnerFigureId): string => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Menu items that save a chart of a rule's inner life; `unit` as on the page. */
export function innerExports(
  id: InnerFigureId,
  unit: () => string,
  modelNow: () => LineChartModel,
): FigureFile[] {
  const { title } = INNER_FIGURES[id];
  const figure = () => {
    const bare = modelNow();
    return lineFigure({ title, unit: unit() }, { ...bare, y: { ...bare.y, domain: fitDomain(bare, null) } });
  };
  const csv = (): string => {
    const { lines } = modelNow();
    const { stepsPerEpoch } = useRun.getState();
    const isWithin = isWithinStep(INNER_FIGURES[id]);
    const rows = lines.flatMap(({ arm, part, step, value, length }) =>
      Array.from(step.subarray(0, length), (at, index) => {
        const time = isWithin ? [at] : [at, at / stepsPerEpoch];
        return [arm, part, ...time, value[index] ?? null];
      }),
    );
    return tableToCsv(['arm', 'part', 'step', ...(isWithin ? [] : ['epoch']), title], rows);
  };
  return figureFiles(fileOf(id), figure, csv);
}
