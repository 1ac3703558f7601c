/**
 * Which learning rates an experiment trains with, in words: what every chart has to say before two rules are compared.
 */
import type { RunLength } from '../../spec/schedule';
import { rateFactor } from '../../spec/schedule';
import { type ArmSpec, type ExperimentSpec, learningRateOf, type ScheduleSpec } from '../../spec/spec';

const plain = (value: number): string => {
  const size = Math.abs(value);
  return size !== 0 && size < 0.0001 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
};

const epochs = (count: number): string => `${plain(count)} ${count === 1 ? 'epoch' : 'epochs'}`;

/** "× 0.1 every 10 epochs, warm-up over 2 epochs"; empty for a constant rate. */
export function scheduleWords({ id, warmup, every, factor }: ScheduleSpec): string {
  const shape = {
    constant: [],
    cosine: ['cosine to 0'],
    steps: [`× ${plain(factor)} every ${epochs(every)}`],
  };
  return [...shape[id], ...(warmup > 0 ? [`warm-up over ${epochs(warmup)}`] : [])].join(', ');
}

/** What of an arm its rate is told by. */
interface NamedArm {
  readonly slot: ArmSpec['slot'];
  readonly name: string;
}

/** "same rate for all: 0.1", or "tuned per rule: BP 0.1 · FA 0.01", then the schedule where there is one. */
export function rateWords(spec: ExperimentSpec, arms: readonly NamedArm[]): string {
  const schedule = scheduleWords(spec.schedule);
  const suffix = schedule === '' ? '' : `, ${schedule}`;
  if (spec.rateMode === 'same') return `same rate for all: ${plain(spec.optimiser.learningRate)}${suffix}`;
  const rates = arms.flatMap(({ slot, name }) => {
    const arm = spec.arms.find((candidate) => candidate.slot === slot);
    return arm ? [`${name} ${plain(learningRateOf(spec, arm))}`] : [];
  });
  return `tuned per rule: ${rates.join(' · ')}${suffix}`;
}

/** "now × 0.43"; null where the schedule leaves the rates as they are. */
export function factorWords({ schedule }: ExperimentSpec, step: number, length: RunLength): string | null {
  if (scheduleWords(schedule) === '') return null;
  return `now × ${plain(rateFactor(schedule, step, length))}`;
}
