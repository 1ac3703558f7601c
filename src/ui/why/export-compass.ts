import { compassNodes, compassSize, pointsAway } from '../../charts/compass';
import { tableToCsv } from '../../charts/export-csv';
import { LIGHT } from '../../charts/theme';
import { useRun } from '../../store/run-state';
import { type FigureFile, figureFiles } from '../bench/export-figure';
import type { BenchContext } from '../bench/line-sources';
import { viewStepNow } from '../use-view-step';
import { compassModel } from './compass-model';

export const COMPASS_TITLE = 'Gradient compass';

/** Menu items that save the compass at the moment shown. */
export function compassExports(context: BenchContext): FigureFile[] {
  const epoch = (): number => viewStepNow() / useRun.getState().stepsPerEpoch;
  const figure = () => {
    const model = compassModel(context);
    const room = { width: Math.max(320, 130 * model.arms.length) };
    const size = compassSize(model, room, 1);
    const unit = `angle from the true gradient, epoch ${epoch().toFixed(1)}`;
    // On paper the halos of the marks are white like the page, not the panel's grey.
    return {
      title: COMPASS_TITLE,
      unit,
      size,
      nodes: compassNodes(model, { ...LIGHT, panel: LIGHT.bg }, room),
    };
  };
  const csv = (): string => {
    const { arms, rows } = compassModel(context);
    const cells = rows.flatMap(({ needles }, place) =>
      needles.map(({ angleDeg }, column) => [
        arms[column]?.name ?? '',
        place + 1,
        epoch(),
        angleDeg,
        angleDeg === null ? '' : pointsAway(angleDeg) ? 'yes' : 'no',
      ]),
    );
    return tableToCsv(['arm', 'layer', 'epoch', 'update angle (degrees)', 'points away'], cells);
  };
  return figureFiles('compass', figure, csv);
}
