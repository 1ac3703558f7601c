/**
 * What the live region says: "Epoch 3, BP 94 %, FA 91 %".
 */
import { wholePercent } from '../../charts/number-words';
import { answersClasses } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { valueNear } from '../../store/series';
import { armsOf } from '../bench/use-arms';

/** The state of the run in one sentence, rounded so that it changes seldom. */
export function announcement(): string {
  const { liveStep, stepsPerEpoch, totalSteps, applied, dataset, isPlaying, arms } = useRun.getState();
  if (liveStep === 0 || !dataset) return '';
  const isRegression = !answersClasses(applied, dataset);
  const scores = armsOf({ applied, arms }).map(({ slot, name, stoppedAt }) => {
    if (stoppedAt !== null) return `${name} stopped`;
    const value = valueNear(slot, isRegression ? 'testError' : 'testAccuracy', liveStep);
    if (!Number.isFinite(value)) return name;
    return isRegression ? `${name} error ${value.toPrecision(2)}` : `${name} ${wholePercent(value)}`;
  });
  const head = liveStep >= totalSteps ? 'Finished' : isPlaying ? '' : 'Paused';
  const epoch = `Epoch ${Math.floor((liveStep / stepsPerEpoch) * 10) / 10}`;
  return [...(head ? [head] : []), epoch, ...scores].join(', ');
}
