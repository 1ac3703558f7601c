import { drawFilm } from '../../charts/film-frames';
import { useRun } from '../../store/run-state';
import { snapshotsOf } from '../../store/series';
import { useView } from '../../store/view';
import { Chart } from '../Chart';
import { Segmented } from '../controls/Segmented';
import { layersOf, shownLayers } from './layers';
import { timeAxis } from './line-model';
import type { BenchContext } from './line-sources';
import { probeGroups, sharedMaximum } from './rdm-data';
import { hoverHandlers, pointedStep, setPlayhead } from './scrub';

/** RDM of one layer over training time, an arm a row. A click takes the playhead there. */
export function FilmStrip({ context }: { context: BenchContext }) {
  const { arms, spec, chosenLayers, layerCount } = context;
  const dataset = useRun((state) => state.dataset);
  const count = useRun((state) => state.probeRows.length);
  const chosen = useView((state) => state.filmLayer);
  const layers = layersOf(spec, dataset);
  const layer =
    chosen !== null && chosen <= layerCount ? chosen : (shownLayers(chosenLayers, layerCount)[0] ?? 1);
  const name = layers[layer - 1]?.name ?? '';
  const hover = hoverHandlers();
  return (
    <figure className="ch strip" aria-label="RDM over time">
      <header>
        <h3>RDM over time</h3>
        <span className="sp" />
        {layers.length > 1 && (
          <Segmented
            className="sm"
            layout="fit"
            label="Layer in the film strip"
            value={String(layer)}
            options={layers.map((each) => ({ id: String(each.layer), name: each.name }))}
            onChange={(id) => useView.getState().set({ filmLayer: Number(id) })}
          />
        )}
      </header>
      <Chart
        as="div"
        className="frames"
        label={`RDM of ${name} over time`}
        draw={(host, theme, size) => {
          if (count < 3) return null;
          const { stepsPerEpoch, liveStep } = useRun.getState();
          const rows = arms.map(({ slot, name: arm }) => ({
            slot,
            arm,
            frames: snapshotsOf(slot).flatMap(({ step, rdms }) => {
              const triangle = rdms[layer - 1];
              return step % stepsPerEpoch === 0 && triangle && triangle.length > 0
                ? [{ step, triangle }]
                : [];
            }),
          }));
          const newest = rows.flatMap((row) => row.frames.slice(-1).map((frame) => frame.triangle));
          const scale = { kind: 'linear' as const, max: sharedMaximum(newest) };
          const playhead = useView.getState().playhead ?? liveStep;
          drawFilm(
            host,
            { x: timeAxis(), rows, count, groups: probeGroups(), scale, playhead },
            theme,
            size.width,
          );
          return `RDM of ${name} over time: ${rows[0]?.frames.length ?? 0} frames of ${rows.map((row) => row.arm).join(' and ')}.`;
        }}
        {...hover}
        onClick={(event) => setPlayhead(pointedStep(event))}
      />
    </figure>
  );
}
