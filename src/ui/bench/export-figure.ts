/**
 * The three files that a figure can become. PNG and SVG are drawn in the light theme, CSV holds the numbers as recorded.
 */
import { type Figure, toPng, toSvg } from '../../charts/export';
import { useRun } from '../../store/run-state';
import { downloadBlob, downloadText, fileName } from '../download';
import { rateWords } from './rate-words';
import { armsOf } from './use-arms';

export interface FigureFile {
  readonly label: string;
  readonly run: () => void;
}

/** The figure with the learning rates that its arms trained with. */
const noted = (figure: Figure): Figure => {
  const state = useRun.getState();
  return { ...figure, note: rateWords(state.applied, armsOf(state)) };
};

/** Menu items for a figure; `what` goes into the file's name: "loss". */
export function figureFiles(what: string, figure: () => Figure, csv: () => string): FigureFile[] {
  return [
    {
      label: 'Save PNG',
      run: () => {
        void toPng(toSvg(noted(figure()))).then((blob) => downloadBlob(blob, fileName(what, 'png')));
      },
    },
    {
      label: 'Save SVG',
      run: () => downloadText(toSvg(noted(figure())), fileName(what, 'svg'), 'image/svg+xml'),
    },
    { label: 'Save CSV', run: () => downloadText(csv(), fileName(what, 'csv'), 'text/csv') },
  ];
}
