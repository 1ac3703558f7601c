/**
 * What the page's measurements cost: the same session with its cadence and with none, in interleaved rounds of whole epochs.
 */

import { PRESETS, type PresetId } from '../src/spec/presets';
import { networkOf } from '../src/spec/spec';
import type { BenchCase } from './cases';
import type { Contestant } from './contestants';
import { type Goal, PROBE_GOAL, probePercent } from './goals';
import { type CaseResult, type Limits, timeCase } from './rounds';
import type { Starter } from './start-contestant';
import { median, threeDigits } from './statistics';

export interface ProbeCost {
  readonly result: CaseResult;
  readonly goal: Goal;
  /** Null where it could not be measured. */
  readonly percent: number | null;
  /** The same in processor time. */
  readonly cpuPercent: number | null;
}

/** The default experiment, and pictures by the tens of thousands with a test set to match. */
export const PROBE_PRESETS = ['digits', 'mnist-50'] as const satisfies readonly PresetId[];

const contestant = (id: string, name: string, variant: string): Contestant => ({
  id,
  name,
  variant,
  home: 'node',
  peer: 'session',
  quick: [true, true],
  leastSteps: 1,
  refuses: () => null,
});
const MEASURED = contestant('measured', 'session, measured', 'wasm fa measured');
const UNMEASURED = contestant('unmeasured', 'session, not measured', 'wasm fa unmeasured');

/** Times a preset's run on WebAssembly with FA. */
export async function timeProbes(preset: PresetId, starter: Starter, limits: Limits): Promise<ProbeCost> {
  const { spec } = PRESETS[preset];
  const bench: BenchCase = {
    id: preset,
    network: networkOf(spec, { inputShape: [28, 28, 1], outputs: 10 }),
    batch: spec.training.batch,
    data: 'digits',
    optimiser: spec.optimiser.id === 'adam' ? 'adam' : 'sgd',
    learningRate: spec.optimiser.learningRate,
  };
  const result = await timeCase(bench, [MEASURED, UNMEASURED], starter, limits);
  const byId = (id: string) => result.entries.find((entry) => entry.id === id);
  const percent = probePercent(byId(MEASURED.id), byId(UNMEASURED.id));
  const cpuPercent = probePercent(byId(MEASURED.id), byId(UNMEASURED.id), 'cpuMsPerStep');
  return { result, percent, cpuPercent, goal: { ...PROBE_GOAL, name: `${PROBE_GOAL.name}-${preset}` } };
}

/** One line of a table's worth. */
export function probeText({ result, percent }: ProbeCost): string {
  const [measured, unmeasured] = [MEASURED, UNMEASURED].map(({ id }) => {
    const entry = result.entries.find((candidate) => candidate.id === id);
    return threeDigits(median(entry?.msPerStep.flatMap((ms) => ms ?? []) ?? []));
  });
  const about = result.entries[0]?.about ?? 'did not run';
  return `${result.bench.id} (${about}): ${measured} ms a step measured, ${unmeasured} ms not, ${threeDigits(percent ?? Number.NaN)} %`;
}
