import { type Cell, tableToCsv } from '../../charts/export-csv';
import { regionsFigure } from '../../charts/export-figures';
import { epochWords } from '../../charts/number-words';
import { svgNode } from '../../charts/svg';
import { LIGHT } from '../../charts/theme';
import type { Dataset } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { type FigureFile, figureFiles } from './export-figure';
import { shownSnapshot } from './rdm-data';
import { regionPoints, regionsModel } from './regions-data';
import type { ArmView } from './use-arms';

const EDGE = 320;
const PITCH = EDGE + 24;

function* csvRows(arms: readonly ArmView[], dataset: Dataset): Generator<Cell[]> {
  for (const { slot, name } of arms) {
    const { raster, grid } = regionsModel(slot, null);
    if (!raster) continue;
    for (const [cell, label] of raster.entries()) {
      const x = (2 * ((cell % grid) + 0.5)) / grid - 1;
      const y = 1 - (2 * (Math.floor(cell / grid) + 0.5)) / grid;
      yield [name, x, y, dataset.classNames[label] ?? label];
    }
  }
}

/** Menu items that save the decision regions of all arms at the moment shown. */
export function regionExports(arms: readonly ArmView[], dataset: Dataset): FigureFile[] {
  const figure = () => {
    const nodes = arms.map(({ slot, name }, index) => {
      const map = regionsFigure({ title: name, unit: '' }, regionsModel(slot, regionPoints(dataset)), EDGE);
      const text = { x: 0, y: 12, 'font-size': 12, 'font-weight': 600, fill: LIGHT.ink };
      return svgNode('g', { transform: `translate(${index * PITCH} 0)` }, [
        svgNode('text', text, name),
        svgNode('g', { transform: 'translate(0 20)' }, map.nodes),
      ]);
    });
    const first = arms[0] && shownSnapshot(arms[0].slot);
    const unit = `epoch ${epochWords(first?.step ?? 0, useRun.getState().stepsPerEpoch)}`;
    return {
      title: 'Decision regions',
      unit,
      size: { width: arms.length * PITCH - 24, height: EDGE + 20 },
      nodes,
    };
  };
  return figureFiles('regions', figure, () => tableToCsv(['arm', 'x', 'y', 'class'], csvRows(arms, dataset)));
}
