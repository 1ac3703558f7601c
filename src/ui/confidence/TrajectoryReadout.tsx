import { countWords, shortEpoch } from '../../charts/number-words';
import { useRun } from '../../store/run-state';
import type { BenchContext } from '../bench/line-sources';
import { LineSample } from '../LineSample';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { trajectoryLines } from './confidence-data';
import { lossAndAccuracy } from './trajectory-words';

/** Where every arm stands at the moment shown: "Epoch 3.2, step 200: BP 0.101 at 97.0 %". */
export function TrajectoryReadout({ context }: { context: BenchContext }) {
  useLiveTick();
  const step = useViewStep();
  const { stepsPerEpoch } = useRun.getState();
  const lines = trajectoryLines(context.arms);
  const newest = Math.max(0, ...lines.map((line) => lossAndAccuracy(line, step)?.step ?? 0));
  return (
    <div className="rd at">
      <span>
        Epoch {shortEpoch(newest, stepsPerEpoch)}, step {countWords(newest)}
      </span>
      {lines.map((line) => {
        const at = lossAndAccuracy(line, step);
        return (
          <span key={line.slot}>
            <LineSample slot={line.slot} isSmall />
            <span className="n">{line.arm}</span>
            {at ? (
              <span>
                <b>{at.loss}</b> at <b>{at.accuracy}</b>
              </span>
            ) : (
              '–'
            )}
          </span>
        );
      })}
    </div>
  );
}
