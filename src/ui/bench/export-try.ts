import { type BarsModel, barsNodes } from '../../charts/bars';
import { tableToCsv } from '../../charts/export-csv';
import { LIGHT } from '../../charts/theme';
import { type FigureFile, figureFiles } from './export-figure';
import type { ArmView } from './use-arms';

/** Menu items that save the outputs for the chosen input. `caption` says which: "label 4". */
export function tryExports(model: BarsModel, arms: readonly ArmView[], caption: string): FigureFile[] {
  const nameOf = (slot: ArmView['slot']): string => arms.find((arm) => arm.slot === slot)?.name ?? '';
  const size = { width: 560, height: 150 };
  const drawn = model.arms.map(({ slot }) => nameOf(slot)).join(' and ');
  const unit = [drawn, caption].filter((word) => word !== '').join(', ');
  const csv = (): string => {
    const target = model.kind === 'regression' ? model.target : null;
    const header = ['output', ...model.arms.map(({ slot }) => nameOf(slot)), ...(target ? ['target'] : [])];
    const names = (model.kind === 'classes' && model.fullNames) || model.names;
    const rows = names.map((name, index) => [
      name,
      ...model.arms.map(({ values }) => values[index] ?? null),
      ...(target ? [target[index] ?? null] : []),
    ]);
    return tableToCsv(header, rows);
  };
  return figureFiles(
    'outputs',
    () => ({ title: 'Outputs', unit, size, nodes: barsNodes(model, LIGHT, size) }),
    csv,
  );
}
