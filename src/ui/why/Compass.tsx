import { drawCompass } from '../../charts/compass';
import { FigureMenu } from '../bench/FigureMenu';
import type { BenchContext } from '../bench/line-sources';
import { Chart } from '../Chart';
import { compassLayer, compassModel } from './compass-model';
import { compassExports } from './export-compass';

/** Where each arm's update points, as seen from backpropagation's, at the moment shown. */
export function Compass({ context }: { context: BenchContext }) {
  return (
    <div className="ch">
      <header>
        <h3>Where the update points</h3>
        <FigureMenu of="Where the update points" exports={compassExports(context)} />
      </header>
      <Chart
        as="svg"
        className="compass"
        label="Where the update points"
        draw={(svg, theme, size) => {
          const model = compassModel(context);
          drawCompass(svg, model, theme, size.width);
          const angles = model.needles.map(({ arm, angleDeg }) =>
            angleDeg === null ? `${arm} not measured` : `${arm} ${angleDeg.toFixed(0)}°`,
          );
          return `Angle between the update of layer ${compassLayer(context)} and backpropagation’s: ${angles.join(', ')}`;
        }}
      />
    </div>
  );
}
