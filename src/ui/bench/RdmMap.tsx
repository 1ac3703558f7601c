import { type PointerEvent, useRef } from 'react';
import { paintRdm } from '../../charts/rdm-heatmap';
import { cellAt, cellRect, type RdmLayout } from '../../charts/rdm-layout';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { Chart } from '../Chart';
import type { LayerView } from './layers';
import { meansOf, panelScale, shownTriangle } from './rdm-data';
import type { ArmView } from './use-arms';

interface RdmMapProps {
  readonly arm: ArmView;
  readonly layer: LayerView;
  readonly layout: RdmLayout;
  /** Arms and layers on screen: they share one colour scale. */
  readonly panels: () => readonly Float32Array[];
  /** Whether the pinned pair is framed in this row. */
  readonly isPaired: boolean;
  readonly onPair: () => void;
}

/** One heatmap. Pointing at a cell pins the pair of stimuli in every arm. */
export function RdmMap({ arm, layer, layout, panels, isPaired, onPair }: RdmMapProps) {
  const pair = useView((state) => state.pair);
  const painted = useRef<readonly unknown[]>([]);
  const [row, column] = pair;
  const frame =
    isPaired && row < layout.count && column < layout.count ? cellRect(layout, row, column) : null;

  const point = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const cell = cellAt(layout, event.clientX - box.left, event.clientY - box.top);
    if (!cell) return;
    onPair();
    const now = useView.getState().pair;
    if (now[0] !== cell.row || now[1] !== cell.column)
      useView.getState().set({ pair: [cell.row, cell.column] });
  };

  return (
    <div className="rd0" style={{ width: layout.edgePx, height: layout.edgePx }}>
      <Chart
        as="canvas"
        style={{ width: layout.edgePx, height: layout.edgePx }}
        label={`RDM of ${layer.name} under ${arm.name}: not measured yet`}
        draw={(canvas, theme) => {
          const triangle = shownTriangle(arm.slot, layer.layer);
          const { probeRows } = useRun.getState();
          if (!triangle || probeRows.length !== layout.count) {
            // One pixel stands for nothing to show; the style sheet hides the frame of the pair then.
            if (canvas.width !== 1) canvas.width = 1;
            painted.current = [];
            return `RDM of ${layer.name} under ${arm.name}: not measured yet`;
          }
          const scale = panelScale(triangle, panels());
          const colours = scale.kind === 'percentile' ? 'percentile' : scale.max;
          const key = [triangle, layout, colours, theme.bg, theme.seq[0]];
          if (key.some((part, index) => part !== painted.current[index])) {
            painted.current = key;
            paintRdm(canvas, triangle, { layout, scale }, theme);
          }
          const { within, between } = meansOf(triangle);
          const numbers = Number.isFinite(between)
            ? `within ${within.toFixed(2)}, between ${between.toFixed(2)}`
            : 'no classes';
          return `RDM of ${layer.name} under ${arm.name}: ${numbers}`;
        }}
        onPointerMove={point}
        onPointerDown={point}
      />
      {frame && (
        <div
          className="xh"
          style={{
            left: frame.x - 2.5,
            top: frame.y - 2.5,
            width: frame.width + 5,
            height: frame.height + 5,
          }}
        />
      )}
    </div>
  );
}
