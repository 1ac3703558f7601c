import { epochWords } from '../../charts/number-words';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { rdmExports } from './export-rdms';
import { FigureMenu } from './FigureMenu';
import type { LayerView } from './layers';
import type { BenchContext } from './line-sources';
import { isMapLayer, rdmChoices } from './rdm-choices';
import { meansOf, shownSnapshot, shownTriangle } from './rdm-data';
import { constantWords, howToRead, metricWords } from './rdm-words';

interface RdmTitleProps {
  readonly context: BenchContext;
  readonly rows: readonly LayerView[];
}

/** Stimuli without a defined correlation, the most of any panel shown. */
function mostConstant({ arms }: BenchContext, rows: readonly LayerView[]): number {
  const counts = arms.flatMap(({ slot }) =>
    rows.map(({ layer }) => {
      const triangle = shownTriangle(slot, layer);
      return triangle ? meansOf(triangle).constant : 0;
    }),
  );
  return Math.max(0, ...counts);
}

/** When and what: the epoch of the measurement that is shown, the metric, and how to read it. */
export function RdmTitle({ context, rows }: RdmTitleProps) {
  useLiveTick();
  useViewStep();
  const { dataset, probeRows, stepsPerEpoch } = useRun.getState();
  const isAway = useView((state) => state.playhead !== null);
  const isDark = useView((state) => state.theme === 'dark');
  const scale = useView((state) => state.rdmScale);
  const snapshot = context.arms.map(({ slot }) => shownSnapshot(slot)).find((found) => found !== undefined);
  const constant = constantWords(mostConstant(context, rows), probeRows.length);
  const maps = rows.some(({ layer }) => isMapLayer(context.spec, layer))
    ? (snapshot?.rdmOfMaps ?? null)
    : null;
  const metric = metricWords(dataset, probeRows.length, { scale, maps });
  const isOff = !context.spec.probes.rdms;
  const sentence = isOff ? 'RDMs are switched off.' : howToRead(dataset, isDark, snapshot?.step === 0);
  return (
    <>
      <header className="st-h">
        <h2>RDMs{snapshot && ` at epoch ${epochWords(snapshot.step, stepsPerEpoch)}`}</h2>
        <span className="metric" title={metric}>
          {metric}
        </span>
        <FigureMenu of="RDMs" choices={rdmChoices(context.spec, scale)} exports={rdmExports(context, rows)} />
        {isAway && (
          <button
            type="button"
            className="btn line live"
            onClick={() => useView.getState().set({ playhead: null })}
          >
            Back to live
          </button>
        )}
      </header>
      <p className="rexp">
        <span className="how">{sentence}</span> {constant}
      </p>
    </>
  );
}
