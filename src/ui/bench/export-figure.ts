/**
 * The three files that a figure can become. PNG and SVG are drawn in the light theme, CSV holds the numbers as recorded.
 */
import { type Figure, toPng, toSvg } from '../../charts/export';
import { downloadBlob, downloadText, fileName } from '../download';

export interface FigureFile {
  readonly label: string;
  readonly run: () => void;
}

/** Menu items for a figure; `what` goes into the file's name: "loss". */
export function figureFiles(what: string, figure: () => Figure, csv: () => string): FigureFile[] {
  return [
    {
      label: 'Save PNG',
      run: () => {
        void toPng(toSvg(figure())).then((blob) => downloadBlob(blob, fileName(what, 'png')));
      },
    },
    {
      label: 'Save SVG',
      run: () => downloadText(toSvg(figure()), fileName(what, 'svg'), 'image/svg+xml'),
    },
    { label: 'Save CSV', run: () => downloadText(csv(), fileName(what, 'csv'), 'text/csv') },
  ];
}
