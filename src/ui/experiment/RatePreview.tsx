import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';
import { isFlat, rateCurve, ratePath, rateWords } from './rate-curve';

const WIDTH = 200;
const HEIGHT = 40;

/** The learning rate over the whole run, small, with the place where the run is; nothing where it never changes. */
export function RatePreview() {
  const spec = useExperiment((state) => state.spec);
  const stepsPerEpoch = useRun((state) => state.stepsPerEpoch);
  const { schedule, training } = spec;
  const length = { stepsPerEpoch, totalSteps: stepsPerEpoch * training.epochs };
  const done = useRun(({ liveStep, applied, totalSteps }) => {
    const isThisRun = JSON.stringify(applied.schedule) === JSON.stringify(schedule);
    return isThisRun && liveStep > 0 ? Math.round((liveStep / totalSteps) * WIDTH) : null;
  });
  if (isFlat(schedule)) return null;
  const path = ratePath(rateCurve(schedule, length), WIDTH, HEIGHT);
  const words = rateWords(spec, length);
  return (
    <figure className="ratecurve">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Learning rate over the run: ${words}`}
      >
        <path className="area" d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} />
        <path className="line" d={path} />
        {done === null ? null : <path className="now" d={`M${done} 0V${HEIGHT}`} />}
      </svg>
      <figcaption>
        <span>Rate over {training.epochs === 1 ? '1 epoch' : `${training.epochs} epochs`}</span>
        <span className="n">{words}</span>
      </figcaption>
    </figure>
  );
}
