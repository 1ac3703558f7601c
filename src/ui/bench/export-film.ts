import { type Cell, tableToCsv } from '../../charts/export-csv';
import { filmFigure } from '../../charts/export-figures';
import type { FilmModel } from '../../charts/film-frames';
import { useRun } from '../../store/run-state';
import { type FigureFile, figureFiles } from './export-figure';
import { filmModel } from './film-model';
import type { LayerView } from './layers';
import { meansOf } from './rdm-data';
import type { ArmView } from './use-arms';

const CSV_HEADER = ['arm', 'layer', 'epoch', 'mean within classes', 'mean between classes'];

function* csvRows({ rows }: FilmModel, layer: number): Generator<Cell[]> {
  const { stepsPerEpoch } = useRun.getState();
  for (const { arm, frames } of rows) {
    for (const { step, triangle } of frames) {
      const { within, between } = meansOf(triangle);
      yield [arm, layer, step / stepsPerEpoch, within, between];
    }
  }
}

/** Menu items that save the film strip; its table has the class means of every frame. */
export function filmExports(arms: readonly ArmView[], { layer, name }: LayerView): FigureFile[] {
  const model = (): FilmModel => {
    const found = filmModel(arms, layer);
    if (!found) throw new Error('filmExports: no stimuli');
    return found;
  };
  const words = { title: 'RDM over time', unit: `${name}, 1 − Pearson` };
  return figureFiles(
    'rdm-film',
    () => filmFigure(words, model()),
    () => tableToCsv(CSV_HEADER, csvRows(model(), layer)),
  );
}
