import { drawFilm } from '../../charts/film-frames';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { Chart } from '../Chart';
import { filmExports } from './export-film';
import { FigureMenu } from './FigureMenu';
import { filmModel } from './film-model';
import { LayerSwitch } from './LayerSwitch';
import { layersOf, shownLayers } from './layers';
import type { BenchContext } from './line-sources';
import { hoverHandlers, pointedStep, setPlayhead } from './scrub';

/** RDM of one layer over training time, an arm a row. A click takes the playhead there. */
export function FilmStrip({ context }: { context: BenchContext }) {
  const { arms, spec, chosenLayers, layerCount } = context;
  const dataset = useRun((state) => state.dataset);
  const chosen = useView((state) => state.filmLayer);
  const layers = layersOf(spec, dataset);
  const layer =
    chosen !== null && chosen <= layerCount ? chosen : (shownLayers(chosenLayers, layerCount)[0] ?? 1);
  const shown = layers[layer - 1];
  const name = shown?.name ?? '';
  const hover = hoverHandlers();
  return (
    <figure className="ch strip" aria-label="RDM over time">
      <header>
        <h3>RDM over time</h3>
        {shown && <FigureMenu of="RDM over time" exports={filmExports(arms, shown)} />}
        <span className="sp" />
        <LayerSwitch
          layers={layers}
          layer={layer}
          label="Layer in the film strip"
          choose={(next) => useView.getState().set({ filmLayer: next })}
        />
      </header>
      <Chart
        as="div"
        className="frames"
        label={`RDM of ${name} over time`}
        draw={(host, theme, size) => {
          const model = filmModel(arms, layer);
          if (!model) return null;
          drawFilm(host, model, theme, size.width);
          const [first] = model.rows;
          const names = model.rows.map((row) => row.arm).join(' and ');
          return `RDM of ${name} over time: ${first?.frames.length ?? 0} frames of ${names}.`;
        }}
        {...hover}
        onClick={(event) => setPlayhead(pointedStep(event))}
      />
    </figure>
  );
}
