import { isPicture } from '../../spec/dataset';
import { dissimilarityAt } from '../../store/rdm-summary';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { LineSample } from '../LineSample';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { withArticle } from './class-names';
import { Picture, rowOf } from './Picture';
import { RdmLegend } from './RdmLegend';
import { shownTriangle } from './rdm-data';
import { rowWords } from './rdm-words';
import type { ArmView } from './use-arms';

interface PairReadoutProps {
  readonly arms: readonly ArmView[];
  /** Layer whose values are read. */
  readonly layer: number;
  readonly panels: () => readonly Float32Array[];
}

/** The pinned pair: both stimuli, their names, and each arm's dissimilarity. */
export function PairReadout({ arms, layer, panels }: PairReadoutProps) {
  useLiveTick();
  useViewStep();
  const pair = useView((state) => state.pair);
  const dataset = useRun((state) => state.dataset);
  const probeRows = useRun((state) => state.probeRows);
  const count = probeRows.length;
  if (!dataset || count < 2) return <div className="ro" />;
  const places = pair.map((place) => Math.min(place, count - 1));
  const [i = 0, j = 0] = places;
  const rows = places.map((place) => probeRows[place] ?? 0);
  const names = rows.map((row, at) => {
    const label = dataset.test.labels?.[row];
    if (label !== undefined) return dataset.classNames[label] ?? String(label);
    return dataset.itemNames?.[row] ?? `${rowWords(dataset).one} ${(places[at] ?? 0) + 1}`;
  });
  const [first = '', second = ''] = dataset.test.labels ? names.map(withArticle) : names;
  return (
    <div className="ro">
      {isPicture(dataset) &&
        rows.map((row, at) => (
          <Picture key={at === 0 ? 'first' : 'second'} dataset={dataset} row={rowOf(dataset.test, row)} />
        ))}
      <span className="pairname">
        {first} and {second}
      </span>
      {arms.map(({ slot, name }) => {
        const triangle = shownTriangle(slot, layer);
        const value = triangle ? dissimilarityAt(triangle, i, j, count) : Number.NaN;
        return (
          <span className="val1" key={slot}>
            <LineSample slot={slot} isSmall />
            <span className="vh">{name}</span>
            <b>{Number.isFinite(value) ? value.toFixed(2) : '–'}</b>
          </span>
        );
      })}
      <RdmLegend panels={panels} />
    </div>
  );
}
