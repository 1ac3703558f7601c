import type { ChartId } from '../../spec/presets';
import { useRun } from '../../store/run-state';
import { LineFigure } from '../bench/LineFigure';
import type { BenchContext } from '../bench/line-sources';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { guessingNats } from './confidence-data';
import { confidenceFacts } from './confidence-facts';
import { confidenceSentence } from './confidence-words';
import { TrajectoryFigure } from './TrajectoryFigure';

const CHARTS: readonly ChartId[] = ['logitScale', 'normRatio', 'weightNorm'];

/** How sure the networks are of their answers, and how often that is right. */
export function Confidence({ context }: { context: BenchContext }) {
  return (
    <>
      <Sentence context={context} />
      {!context.isRegression && <TrajectoryFigure context={context} />}
      {CHARTS.map((chart) => (
        <LineFigure key={chart} chart={chart} context={context} />
      ))}
    </>
  );
}

/** What the numbers say, in one sentence. */
function Sentence({ context }: { context: BenchContext }) {
  useLiveTick();
  const step = useViewStep();
  if (context.isRegression)
    return (
      <p className="says">
        Outputs here are numbers, not answers among classes: there is nothing to be sure of. Their scale is
        below.
      </p>
    );
  const said = confidenceSentence(
    confidenceFacts(context.arms, step),
    guessingNats(context),
    useRun.getState().stepsPerEpoch,
  );
  return (
    <p className="says">
      {said ?? 'Loss counts how sure a network is of its answers, accuracy only which answer it gives.'}
    </p>
  );
}
