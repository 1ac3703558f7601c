/**
 * How long a training step of one experiment takes beside that of another: processor time, in turns.
 */
import { probeRows, tryRows } from '../src/data/probe-rows';
import type { Dataset } from '../src/spec/dataset';
import type { ExperimentSpec } from '../src/spec/spec';
import { openSession } from '../src/worker/session';

/** One arm on its data. */
export interface Trial {
  readonly spec: ExperimentSpec;
  readonly dataset: Dataset;
}

const ROUNDS = 4;

/** Milliseconds of a step of each: the least of several rounds taken in turns, which a busy machine disturbs least. */
export async function stepsBeside(one: Trial, other: Trial): Promise<readonly [number, number]> {
  const quickest: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const trials = [await stepperOf(one), await stepperOf(other)] as const;
  for (let round = 0; round < ROUNDS; round++) {
    for (const at of [0, 1] as const) quickest[at] = Math.min(quickest[at], await trials[at].stepMs());
  }
  for (const { close } of trials) close();
  return quickest;
}

const WARM_STEPS = 3;
/** A round takes so much of the processor at least, and so many steps at most. */
const ROUND_MS = 60;
const ROUND_STEPS = 40;

/** Trains and measures nothing; a warm-up of the rule's own comes first and does not count. */
async function stepperOf({ spec, dataset }: Trial) {
  const [arm] = spec.arms;
  if (!arm) throw new Error('stepperOf: no arm');
  const never = (): boolean => false;
  const session = openSession(
    {
      runId: 1,
      slot: arm.slot,
      spec: { ...spec, training: { ...spec.training, epochs: 100 } },
      dataset,
      probeRows: probeRows(dataset, 10, spec.seed),
      tryRows: tryRows(dataset, 1, spec.seed),
      cadence: () => ({ trainLoss: never, angles: never, evaluation: never }),
    },
    () => undefined,
    () => performance.now(),
  );
  while (session.step < WARM_STEPS) await session.advance();
  return {
    close: (): void => session.close(),
    async stepMs(): Promise<number> {
      const start = process.cpuUsage();
      let spentMs = 0;
      let steps = 0;
      while (spentMs < ROUND_MS && steps < ROUND_STEPS) {
        await session.advance();
        steps++;
        const { user, system } = process.cpuUsage(start);
        spentMs = (user + system) / 1000;
      }
      return spentMs / steps;
    },
  };
}
