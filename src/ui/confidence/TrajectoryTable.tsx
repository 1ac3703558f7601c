import { useRun } from '../../store/run-state';
import type { BenchContext } from '../bench/line-sources';
import { useLiveTick } from '../live-tick';
import { trajectoryLines } from './confidence-data';
import { TRAJECTORY_TITLE } from './export-trajectory';
import { lossAndAccuracy } from './trajectory-words';

/** The trajectories as a table: loss and accuracy of every arm at whole epochs and at the live end. */
export function TrajectoryTable({ context }: { context: BenchContext }) {
  useLiveTick();
  const { liveStep, stepsPerEpoch } = useRun.getState();
  const lines = trajectoryLines(context.arms);
  const steps = Array.from(
    { length: Math.floor(liveStep / stepsPerEpoch) + 1 },
    (_, epoch) => epoch * stepsPerEpoch,
  );
  if (liveStep % stepsPerEpoch !== 0) steps.push(liveStep);
  return (
    <section
      className="tablebox"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      aria-label={`${TRAJECTORY_TITLE} as a table`}
    >
      <table className="values">
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            {lines.flatMap(({ slot, arm }) => [
              <th scope="col" key={`${slot} loss`}>
                {arm} loss
              </th>,
              <th scope="col" key={`${slot} accuracy`}>
                {arm} accuracy
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step}>
              <th scope="row">{Number((step / stepsPerEpoch).toFixed(1))}</th>
              {lines.flatMap((line) => {
                const at = lossAndAccuracy(line, step);
                return [
                  <td key={`${line.slot} loss`}>{at?.loss ?? '–'}</td>,
                  <td key={`${line.slot} accuracy`}>{at?.accuracy ?? '–'}</td>,
                ];
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
