/**
 * What the page's measurements cost: the same session with everything that it measures, without its probes (angles, RDMs,
 * norms), and without any test of its answers either, in interleaved rounds of whole epochs.
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
  /** What the probes add to training and its tests; null where it could not be measured. */
  readonly percent: number | null;
  /** What everything that is measured adds to bare training. */
  readonly allPercent: number | null;
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
const UNPROBED = contestant('unprobed', 'session, no probes', 'wasm fa unprobed');
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
  const result = await timeCase(bench, [MEASURED, UNPROBED, UNMEASURED], starter, limits);
  const byId = (id: string) => result.entries.find((entry) => entry.id === id);
  const percent = probePercent(byId(MEASURED.id), byId(UNPROBED.id));
  const cpuPercent = probePercent(byId(MEASURED.id), byId(UNPROBED.id), 'cpuMsPerStep');
  const allPercent = probePercent(byId(MEASURED.id), byId(UNMEASURED.id));
  return {
    result,
    percent,
    cpuPercent,
    allPercent,
    goal: { ...PROBE_GOAL, name: `${PROBE_GOAL.name}-${preset}` },
  };
}

/** One line of a table's worth. */
export function probeText({ result, percent, allPercent }: ProbeCost): string {
  const [measured, unprobed, unmeasured] = [MEASURED, UNPROBED, UNMEASURED].map(({ id }) => {
    const entry = result.entries.find((candidate) => candidate.id === id);
    return threeDigits(median(entry?.msPerStep.flatMap((ms) => ms ?? []) ?? []));
  });
  const about = result.entries[0]?.about ?? 'did not run';
  const [probes, all] = [percent, allPercent].map((value) => `${threeDigits(value ?? Number.NaN)} %`);
  return `${result.bench.id} (${about}): ${measured} ms a step, ${unprobed} without probes (${probes}), ${unmeasured} without tests either (${all})`;
}
