import { useMemo, useRef } from 'react';
import { paintRegions } from '../../charts/regions';
import type { Dataset } from '../../spec/dataset';
import { valueNear } from '../../store/series';
import { Chart } from '../Chart';
import { LineSample } from '../LineSample';
import { viewStepNow } from '../use-view-step';
import { regionExports } from './export-regions';
import { FigureMenu } from './FigureMenu';
import type { BenchContext } from './line-sources';
import { shownSnapshot } from './rdm-data';
import { regionPoints, regionsModel } from './regions-data';
import type { ArmView } from './use-arms';

interface RegionMapProps {
  readonly arm: ArmView;
  readonly dataset: Dataset;
  readonly edge: number;
}

function RegionMap({ arm, dataset, edge }: RegionMapProps) {
  const painted = useRef<readonly unknown[]>([]);
  const points = useMemo(() => regionPoints(dataset), [dataset]);
  return (
    <Chart
      as="canvas"
      className="region"
      style={{ width: edge, height: edge }}
      label={`Decision regions of ${arm.name}`}
      draw={(canvas, theme) => {
        const raster = shownSnapshot(arm.slot)?.grid ?? null;
        const key = [raster, points, edge, theme.bg, theme.ink];
        if (key.some((part, index) => part !== painted.current[index])) {
          painted.current = key;
          paintRegions(canvas, regionsModel(arm.slot, points), theme, edge);
        }
        const accuracy = valueNear(arm.slot, 'testAccuracy', viewStepNow());
        return Number.isFinite(accuracy)
          ? `Decision regions of ${arm.name}: ${(accuracy * 100).toFixed(1)} % of the test points right`
          : `Decision regions of ${arm.name}`;
      }}
    />
  );
}

interface RegionsProps {
  readonly context: BenchContext;
  readonly dataset: Dataset;
  /** Edge of a map, CSS pixels: that of the RDMs above it. */
  readonly edge: number;
}

/** Which class each network sees where in the plane, with test points on top. */
export function Regions({ context, dataset, edge }: RegionsProps) {
  return (
    <>
      <header>
        <h2>Decision regions</h2>
        <span className="mut">with test points, one shape per class</span>
        <FigureMenu of="Decision regions" exports={regionExports(context.arms, dataset)} />
      </header>
      <div className="regions">
        {context.arms.map((arm) => (
          <figure key={arm.slot} aria-label={`Decision regions of ${arm.name}`}>
            <figcaption className="rhead">
              <LineSample slot={arm.slot} isSmall />
              {arm.name}
            </figcaption>
            <RegionMap arm={arm} dataset={dataset} edge={edge} />
          </figure>
        ))}
      </div>
    </>
  );
}
