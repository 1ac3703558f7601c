import { countWords, epochWords } from '../../charts/number-words';
import { useRun } from '../../store/run-state';
import { useLiveTick } from '../live-tick';

/** Epoch and step of the furthest arm. Both keep their width while they grow. */
export function Counters() {
  useLiveTick();
  const { liveStep, stepsPerEpoch, totalSteps } = useRun.getState();
  const epochs = Math.round(totalSteps / stepsPerEpoch);
  return (
    <>
      <Counter
        label="Epoch"
        now={epochWords(liveStep, stepsPerEpoch)}
        end={countWords(epochs)}
        room={epochWords(epochs, 1)}
      />
      <Counter
        label="Step"
        now={countWords(liveStep)}
        end={countWords(totalSteps)}
        room={countWords(totalSteps)}
      />
    </>
  );
}

interface CounterProps {
  readonly label: string;
  readonly now: string;
  readonly end: string;
  /** The longest that `now` becomes. */
  readonly room: string;
}

function Counter({ label, now, end, room }: CounterProps) {
  return (
    <div className="kv">
      <span>{label}</span>
      <b>{now}</b> <em>of {end}</em>
      <span className="room" aria-hidden="true">
        <b>{room}</b> <em>of {end}</em>
      </span>
    </div>
  );
}

/** How far the run is, as a line under the transport. */
export function ProgressLine() {
  useLiveTick();
  const { liveStep, totalSteps } = useRun.getState();
  return (
    <div className="prog" aria-hidden="true">
      <i style={{ transform: `scaleX(${Math.min(1, liveStep / totalSteps)})` }} />
    </div>
  );
}
