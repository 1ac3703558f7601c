import { countWords } from '../../charts/number-words';
import { useRun } from '../../store/run-state';
import { useArms } from '../bench/use-arms';
import { useLiveTick } from '../live-tick';

/** Steps per second of each arm. */
export function Rates() {
  useLiveTick();
  const arms = useArms();
  const runs = useRun.getState().arms;
  return (
    <div className="kv sps">
      <span>Steps per second</span>
      <div className="rates">
        {arms.map(({ slot, name }) => (
          <span key={slot} className={`arm-${slot + 1}`}>
            <b className="in-arm">{name}</b> {rateText(runs[slot]?.stepsPerSecond ?? 0)}
          </span>
        ))}
      </div>
    </div>
  );
}

function rateText(stepsPerSecond: number): string {
  if (stepsPerSecond <= 0) return '–';
  return stepsPerSecond < 10 ? stepsPerSecond.toFixed(1) : countWords(Math.round(stepsPerSecond));
}
