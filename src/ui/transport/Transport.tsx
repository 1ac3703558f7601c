import { BackendChip } from './BackendChip';
import { Counters, ProgressLine } from './Counters';
import { PlayKeys } from './PlayKeys';
import { Rates } from './Rates';
import { SpeedChoice } from './SpeedChoice';
import { TransportMenu } from './TransportMenu';

interface TransportProps {
  readonly isPhone: boolean;
}

/** Everything about time: begin, stop, step, speed, how far, how fast, on what. */
export function Transport({ isPhone }: TransportProps) {
  return (
    <section className="tp" aria-label="Transport">
      <div className="bar">
        <PlayKeys />
        {isPhone ? null : <SpeedChoice />}
        <Counters />
        {isPhone ? (
          <TransportMenu />
        ) : (
          <>
            <span className="sp" />
            <Rates />
            <BackendChip />
          </>
        )}
      </div>
      <ProgressLine />
    </section>
  );
}
