import { useRun } from '../../store/run-state';
import { useViewStep } from '../use-view-step';
import type { BenchContext } from './line-sources';
import { factorWords, rateWords } from './rate-words';

/** The line under a chart that says with which learning rates its arms trained. */
export function RateNote({ context }: { context: BenchContext }) {
  const { spec, arms } = context;
  return (
    <p className="rates">
      {rateWords(spec, arms)}
      <RateNow context={context} />
    </p>
  );
}

/** What the schedule makes of the rates at the moment shown. */
function RateNow({ context: { spec } }: { context: BenchContext }) {
  const step = useViewStep();
  const stepsPerEpoch = useRun((state) => state.stepsPerEpoch);
  const totalSteps = useRun((state) => state.totalSteps);
  const words = factorWords(spec, step, { stepsPerEpoch, totalSteps });
  return words && `, ${words}`;
}
