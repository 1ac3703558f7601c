import { useMemo, useRef } from 'react';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { NetworkPanel } from '../network/NetworkPanel';
import { CompassPanel } from '../why/CompassPanel';
import { Curves } from './Curves';
import { shownLayers } from './layers';
import { RdmPanel } from './RdmPanel';
import { probeGroups } from './rdm-data';
import { type RdmGeometry, rdmGeometry } from './rdm-geometry';
import { TryIt } from './TryIt';
import { useBenchContext } from './use-bench-context';
import { type Room, useRoom } from './use-room';

/** Windows narrower than this have one column. */
const ONE_COLUMN = 1023;

function useGeometry(room: Room, arms: number, rows: number): RdmGeometry | null {
  const probeRows = useRun((state) => state.probeRows);
  const dataset = useRun((state) => state.dataset);
  const isFullscreen = useView((state) => state.fullscreen === 'rdms');
  // biome-ignore lint/correctness/useExhaustiveDependencies: groups follow the data set.
  return useMemo(() => {
    if (room.width === 0) return null;
    const groups = probeGroups();
    return rdmGeometry({
      benchWidth: isFullscreen ? room.windowWidth : room.width,
      windowHeight: room.windowHeight,
      isOneColumn: room.windowWidth <= ONE_COLUMN,
      isFullscreen,
      arms,
      rows,
      count: probeRows.length > 0 ? probeRows.length : 60,
      groups: probeRows.length > 0 ? groups : new Array<number>(10).fill(6),
      unit: room.unit,
      devicePixelRatio: window.devicePixelRatio || 1,
    });
  }, [room, arms, rows, probeRows, dataset, isFullscreen]);
}

/** Everything below the transport: time on the left, the state at the moment shown on the right. */
export function Bench() {
  const host = useRef<HTMLDivElement>(null);
  const room = useRoom(host);
  const context = useBenchContext();
  const rows = shownLayers(context.chosenLayers, context.layerCount).length;
  const geometry = useGeometry(room, context.arms.length, rows);
  const width = geometry?.stateWidth;
  return (
    <div className="bench" ref={host}>
      <Curves context={context} />
      <div className="state" style={width ? { width } : undefined}>
        <RdmPanel context={context} geometry={geometry} />
        <TryIt context={context} geometry={geometry} />
        <CompassPanel context={context} />
        <NetworkPanel context={context} />
      </div>
    </div>
  );
}
