import { pixelPaths } from '../../charts/export';
import { type Cell, tableToCsv } from '../../charts/export-csv';
import { picturePixels } from '../../charts/picture';
import { type SvgNode, svgNode } from '../../charts/svg';
import { LIGHT } from '../../charts/theme';
import type { Dataset } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { type FigureFile, figureFiles } from './export-figure';
import { rowOf } from './Picture';
import type { Reconstruction } from './Reconstructions';
import { asInput } from './try-input';
import type { ArmView } from './use-arms';

interface ArmRow {
  readonly arm: ArmView;
  readonly columns: readonly Reconstruction[];
}

const SCALE = 2;
const LINE = 18;
const GAP = 8;

function inputsOf(dataset: Dataset): Float32Array[] {
  return Array.from(useRun.getState().tryRows, (row) => asInput(rowOf(dataset.test, row)));
}

/** A row of pictures under a name. */
function strip(name: string, rows: readonly Float32Array[], { inputShape }: Dataset): SvgNode[] {
  const [height = 1, width = 1, channels = 1] = inputShape;
  const text = { x: 0, y: 12, 'font-size': 12, 'font-weight': 600, fill: LIGHT.ink };
  return [
    svgNode('text', text, name),
    ...rows.map((row, place) => {
      const image = picturePixels({ height, width, channels, row }, LIGHT);
      const at = `translate(${place * (width * SCALE + GAP)} ${LINE}) scale(${SCALE})`;
      return svgNode('g', { transform: at }, pixelPaths(image, LIGHT.bg));
    }),
  ];
}

function* csvRows(rows: readonly ArmRow[], inputs: readonly Float32Array[]): Generator<Cell[]> {
  for (const { arm, columns } of rows) {
    for (const [place, { code, outputs }] of columns.entries()) {
      const input = inputs[place];
      if (!input || !outputs) continue;
      for (const [unit, value] of (code ?? []).entries())
        yield [arm.name, place + 1, 'bottleneck', unit + 1, null, value];
      for (const [pixel, value] of outputs.entries())
        yield [arm.name, place + 1, 'output', pixel + 1, input[pixel] ?? null, value];
    }
  }
}

/** Menu items that save inputs, bottlenecks and reconstructions at the moment shown. */
export function reconstructionExports(rows: readonly ArmRow[], dataset: Dataset): FigureFile[] {
  const figure = () => {
    const inputs = inputsOf(dataset);
    const [height = 1, width = 1] = dataset.inputShape;
    const strips = [
      { name: 'Inputs', pictures: inputs },
      ...rows.map(({ arm, columns }) => ({
        name: arm.name,
        pictures: columns.slice(0, inputs.length).flatMap(({ outputs }) => outputs ?? []),
      })),
    ];
    const pitch = height * SCALE + LINE + GAP;
    const nodes = strips.map(({ name, pictures }, place) =>
      svgNode('g', { transform: `translate(0 ${place * pitch})` }, strip(name, pictures, dataset)),
    );
    const size = { width: inputs.length * (width * SCALE + GAP), height: strips.length * pitch };
    return { title: 'Reconstructions', unit: '', size, nodes };
  };
  const header = ['arm', 'image', 'part', 'index', 'input', 'value'];
  return figureFiles('reconstructions', figure, () => tableToCsv(header, csvRows(rows, inputsOf(dataset))));
}
