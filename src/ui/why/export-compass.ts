import { compassNodes, compassSize } from '../../charts/compass';
import { tableToCsv } from '../../charts/export-csv';
import { LIGHT } from '../../charts/theme';
import { useRun } from '../../store/run-state';
import { type FigureFile, figureFiles } from '../bench/export-figure';
import type { BenchContext } from '../bench/line-sources';
import { viewStepNow } from '../use-view-step';
import { compassLayer, compassModel } from './compass-model';

/** Menu items that save the compass at the moment shown. */
export function compassExports(context: BenchContext): FigureFile[] {
  const epoch = (): number => viewStepNow() / useRun.getState().stepsPerEpoch;
  const figure = () => {
    const size = compassSize(320, 1);
    const unit = `from BP, epoch ${epoch().toFixed(1)}`;
    // On paper the halos of the marks are white like the page, not the panel's grey.
    const nodes = compassNodes(compassModel(context), { ...LIGHT, panel: LIGHT.bg }, size);
    return { title: 'Where the update points', unit, size, nodes };
  };
  const csv = (): string => {
    const rows = compassModel(context).needles.map(({ arm, angleDeg }) => [
      arm,
      compassLayer(context),
      epoch(),
      angleDeg,
    ]);
    return tableToCsv(['arm', 'layer', 'epoch', 'update angle (degrees)'], rows);
  };
  return figureFiles('compass', figure, csv);
}
