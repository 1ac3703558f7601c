import { setSpeed } from '../../store/run';
import { SPEED_LIMITS, type Speed, useRun } from '../../store/run-state';
import { Segmented, type SegmentOption } from '../controls/Segmented';

const OPTIONS: readonly SegmentOption<Speed>[] = [
  { id: 'slow', name: 'Slow', tip: `${SPEED_LIMITS.slow} steps per second: every step can be watched` },
  { id: 'normal', name: 'Normal', tip: `Up to ${SPEED_LIMITS.normal} steps per second` },
  { id: 'max', name: 'Max', tip: 'As fast as this computer can' },
];

/** How fast all arms train. */
export function SpeedChoice() {
  const speed = useRun((state) => state.speed);
  return <Segmented value={speed} options={OPTIONS} label="Speed" layout="fit" onChange={setSpeed} />;
}
