import { useCallback, useMemo, useRef, useState } from 'react';
import { isPicture } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { currentTheme } from '../chart-loop';
import { LineSample } from '../LineSample';
import { classTicks } from './class-ticks';
import { LayerChips } from './LayerChips';
import { layersOf, shownLayers } from './layers';
import type { BenchContext } from './line-sources';
import { PairReadout } from './PairReadout';
import { RdmRow } from './RdmRow';
import { RdmTitle } from './RdmTitle';
import { groupNames, groupRows, shownTriangle } from './rdm-data';
import type { RdmGeometry } from './rdm-geometry';
import { useScrollEdge } from './use-scroll-edge';

interface RdmPanelProps {
  readonly context: BenchContext;
  readonly geometry: RdmGeometry | null;
}

/** Heatmaps at the moment shown: layers down, arms across. */
export function RdmPanel({ context, geometry }: RdmPanelProps) {
  const { arms, spec, chosenLayers, layerCount } = context;
  const dataset = useRun((state) => state.dataset);
  const isFull = useView((state) => state.fullscreen === 'rdms');
  const layers = useMemo(() => layersOf(spec, dataset), [spec, dataset]);
  const rows = layers.filter(({ layer }) => shownLayers(chosenLayers, layerCount).includes(layer));
  const grid = useRef<HTMLDivElement>(null);
  const hasMore = useScrollEdge(grid);
  const [pairLayer, setPairLayer] = useState(1);
  const paired = rows.some(({ layer }) => layer === pairLayer) ? pairLayer : (rows[0]?.layer ?? 1);
  const panels = useCallback(
    () =>
      arms.flatMap(({ slot }) =>
        shownLayers(chosenLayers, layerCount).flatMap((layer) => shownTriangle(slot, layer) ?? []),
      ),
    [arms, chosenLayers, layerCount],
  );
  const ticks = useMemo(() => {
    if (!geometry || !dataset) return [];
    const { unit } = currentTheme();
    return classTicks({
      layout: geometry.layout,
      names: groupNames(),
      rows: groupRows(),
      hasPictures: isPicture(dataset),
      unit,
    });
  }, [dataset, geometry]);
  return (
    <section className="rdmp" aria-label="RDMs" data-panel="rdms" data-fullscreen={isFull || undefined}>
      <RdmTitle context={context} rows={rows} />
      <LayerChips layers={layers} chosen={chosenLayers} />
      {geometry && (
        <div className="rdms" ref={grid} data-more={hasMore || undefined}>
          <div className="rline">
            {arms.map(({ slot, name }) => (
              <div className="rhead" key={slot} style={{ width: geometry.layout.edgePx }}>
                <LineSample slot={slot} isSmall />
                <span title={name}>{name}</span>
              </div>
            ))}
          </div>
          {rows.map((layer, index) => (
            <RdmRow
              key={layer.layer}
              layer={layer}
              arms={arms}
              layout={geometry.layout}
              dataset={dataset}
              ticks={ticks}
              isLast={index === rows.length - 1}
              panels={panels}
              isPaired={layer.layer === paired}
              onPair={() => setPairLayer(layer.layer)}
            />
          ))}
        </div>
      )}
      <PairReadout arms={arms} layer={paired} panels={panels} />
    </section>
  );
}
