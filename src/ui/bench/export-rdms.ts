import { type RdmPanel, rdmFigure } from '../../charts/export';
import { type Cell, tableToCsv } from '../../charts/export-csv';
import { epochWords } from '../../charts/number-words';
import { dissimilarityAt } from '../../store/rdm-summary';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { type FigureFile, figureFiles } from './export-figure';
import type { LayerView } from './layers';
import type { BenchContext } from './line-sources';
import { isMapLayer } from './rdm-choices';
import {
  groupNames,
  meansOf,
  panelScale,
  probeGroups,
  probeLabels,
  shownSnapshot,
  shownTriangle,
} from './rdm-data';
import { metricWords } from './rdm-words';

const CSV_HEADER = ['epoch', 'arm', 'layer', 'i', 'j', 'class i', 'class j', 'dissimilarity'];

function gridOf({ arms }: BenchContext, layers: readonly LayerView[]): RdmPanel[][] {
  const shown = layers.flatMap(({ layer }) => arms.flatMap(({ slot }) => shownTriangle(slot, layer) ?? []));
  return layers.map(({ layer, name }) =>
    arms.flatMap((arm) => {
      const triangle = shownTriangle(arm.slot, layer);
      if (!triangle) return [];
      const { between, within } = meansOf(triangle);
      const gap = Number.isFinite(between) ? `, class gap ${(between - within).toFixed(2)}` : '';
      return [{ title: `${arm.name}, ${name}${gap}`, triangle, scale: panelScale(triangle, shown) }];
    }),
  );
}

function* csvRows({ arms }: BenchContext, layers: readonly LayerView[]): Generator<Cell[]> {
  const { dataset, probeRows, stepsPerEpoch } = useRun.getState();
  const count = probeRows.length;
  const labels = probeLabels();
  const className = (place: number): string => {
    const label = labels?.[place];
    return label === undefined ? '' : (dataset?.classNames[label] ?? String(label));
  };
  for (const { slot, name: arm } of arms) {
    const epoch = (shownSnapshot(slot)?.step ?? 0) / stepsPerEpoch;
    for (const { layer } of layers) {
      const triangle = shownTriangle(slot, layer);
      if (!triangle) continue;
      for (let i = 0; i < count; i++) {
        for (let j = i + 1; j < count; j++) {
          const value = dissimilarityAt(triangle, i, j, count);
          yield [epoch, arm, layer, i, j, className(i), className(j), value];
        }
      }
    }
  }
}

/** Menu items that save the RDMs on screen. */
export function rdmExports(context: BenchContext, layers: readonly LayerView[]): FigureFile[] {
  const figure = () => {
    const { dataset, probeRows, stepsPerEpoch } = useRun.getState();
    const snapshot = context.arms.map(({ slot }) => shownSnapshot(slot)).find((found) => found !== undefined);
    const maps = layers.some(({ layer }) => isMapLayer(context.spec, layer))
      ? (snapshot?.rdmOfMaps ?? null)
      : null;
    const title = `RDMs at epoch ${epochWords(snapshot?.step ?? 0, stepsPerEpoch)}`;
    const unit = metricWords(dataset, probeRows.length, { scale: useView.getState().rdmScale, maps });
    const model = { count: probeRows.length, groups: probeGroups(), groupNames: groupNames() };
    return rdmFigure({ title, unit }, { ...model, rows: gridOf(context, layers) });
  };
  return figureFiles('rdms', figure, () => tableToCsv(CSV_HEADER, csvRows(context, layers)));
}
