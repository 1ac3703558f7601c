/**
 * The bench: everyone on every network in one run, what measuring costs, tables, the goals as the last lines.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BenchCase, CASES, hasMaps } from './cases';
import { CONTESTANTS, type Contestant } from './contestants';
import { type Goal, type Measured, RATIO_GOALS, ratioLine, ratioOf } from './goals';
import { measureGrowth, type Panel } from './growth';
import { drawGrowth } from './growth-picture';
import { describeMachine, machineText } from './machine';
import { type Options, readOptions, USAGE } from './options';
import { PROBE_PRESETS, type ProbeCost, probeText, timeProbes } from './probe-cost';
import { aboutText, caseText, LEGEND, notRunText } from './report';
import { type CaseResult, type Limits, timeCase } from './rounds';
import { createStarter, type Starter } from './start-contestant';
import { threeDigits } from './statistics';

interface Pace extends Omit<Limits, 'deadlineMs'> {
  /** For networks and probes together. */
  readonly totalMs: number;
}

const FULL: Pace = {
  rounds: 11,
  roundMs: 200,
  warmMs: 1000,
  compileMs: 40_000,
  slowestStepMs: 3000,
  totalMs: Number.POSITIVE_INFINITY,
};
/** Bundling before and what is under way after the deadline fit into the rest of two minutes. */
const QUICK: Pace = {
  rounds: 5,
  roundMs: 80,
  warmMs: 300,
  compileMs: 8000,
  slowestStepMs: 2500,
  totalMs: 85_000,
};
const GROWTH: Limits = {
  rounds: 3,
  roundMs: 120,
  warmMs: 350,
  compileMs: 10_000,
  slowestStepMs: 5000,
  deadlineMs: Number.POSITIVE_INFINITY,
};
/** Contestants of a network in whose place the probes stand when time is shared out. */
const PROBE_SHARE = 4;
const ROUND_LIMIT_MS = 90_000;
const PICTURE = path.join('bench', 'growth.svg');

interface Verdict {
  readonly goal: Goal;
  /** Null where it could not be measured. */
  readonly value: number | null;
  /** The same in processor time; null where that says nothing. */
  readonly byCpu: number | null;
}

async function main(options: Options): Promise<void> {
  const startMs = performance.now();
  const machine = describeMachine();
  console.log(machineText(machine));
  const starter = createStarter(path.join(process.cwd(), 'bench'), ROUND_LIMIT_MS);
  const { results, costs } = await measureAll(options, starter, startMs);
  const panels = options.growth ? await draw(starter, machineText(machine)) : [];
  const measured = measuredOf(results);
  const verdicts: Verdict[] = [
    ...RATIO_GOALS.filter(({ caseId }) => options.cases.includes(caseId)).map((goal) => ({
      goal,
      value: ratioOf(goal, measured),
      byCpu: goal.of === 'msPerStep' ? ratioOf({ ...goal, of: 'cpuMsPerStep' }, measured) : null,
    })),
    ...costs.map(({ goal, percent, cpuPercent }) => ({ goal, value: percent, byCpu: cpuPercent })),
  ];
  const notRun = [...results, ...costs.map(({ result }) => result)].flatMap((result) => result.notRun);
  if (notRun.length > 0) console.log(`\n${notRunText(notRun)}`);
  const content = { machine, options, results, probes: costs, growth: panels, verdicts };
  writeFileSync(options.out, `${JSON.stringify(content, null, 1)}\n`);
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`\nAll numbers: ${options.out}. ${seconds.toFixed(0)} s in all.`);
  sayVerdicts(verdicts);
}

/** The lines that scripts read come last. */
function sayVerdicts(verdicts: readonly Verdict[]): void {
  for (const { goal, byCpu } of verdicts)
    if (byCpu !== null) console.log(`in processor time: ${goal.name} ${threeDigits(byCpu)}`);
  for (const { goal, value } of verdicts) if (value === null) console.log(`not measured: ${goal.name}`);
  console.log('');
  for (const { goal, value } of verdicts) if (value !== null) console.log(ratioLine(goal, value));
}

async function measureAll(options: Options, starter: Starter, startMs: number) {
  const pace = options.quick ? QUICK : FULL;
  const cases = CASES.filter(({ id }) => options.cases.includes(id)).map((bench) => adapted(bench, options));
  const presets = options.isNamed || cases.length === 0 ? [] : PROBE_PRESETS.slice(0, options.quick ? 1 : 2);
  const fields = cases.map((bench) => fieldFor(bench, options));
  let waiting = fields.flat().length + PROBE_SHARE * presets.length;
  /** Each part may take its share of the time that is left: by its contestants. */
  const nextLimits = (count: number): Limits => {
    const now = performance.now();
    const share = count / Math.max(1, waiting);
    waiting -= count;
    return { ...pace, deadlineMs: now + (startMs + pace.totalMs - now) * share };
  };
  const results: CaseResult[] = [];
  for (const [index, bench] of cases.entries()) {
    const field = fields[index] ?? [];
    const result = await timeCase(bench, field, starter, nextLimits(field.length));
    if (result.entries.length > 0) console.log(caseText(result));
    results.push(result);
  }
  if (results.length > 0) console.log(`${LEGEND}\n${aboutText(results)}`);
  const costs: ProbeCost[] = [];
  for (const preset of presets) costs.push(await timeProbes(preset, starter, nextLimits(PROBE_SHARE)));
  if (costs.length > 0) console.log('\nWhat measuring at the page’s cadence adds to training, wasm, FA');
  for (const cost of costs) console.log(`  ${probeText(cost)}`);
  return { results, costs };
}

/** What the command line changes of a network's training. */
function adapted(bench: BenchCase, { optimiser, data }: Options): BenchCase {
  return {
    ...bench,
    optimiser: hasMaps(bench) ? bench.optimiser : optimiser,
    data: data === 'noise' ? data : bench.data,
  };
}

function fieldFor(bench: BenchCase, { quick, only, isNamed }: Options): readonly Contestant[] {
  const kind = hasMaps(bench) ? 1 : 0;
  return CONTESTANTS.filter(
    ({ id, quick: quickFor }) => only.includes(id) && (!quick || isNamed || quickFor[kind]),
  );
}

async function draw(starter: Starter, caption: string): Promise<readonly Panel[]> {
  const panels = await measureGrowth(starter, GROWTH, (text) => console.log(text));
  writeFileSync(PICTURE, drawGrowth(panels, caption));
  console.log(`growth: drawn into ${PICTURE}`);
  return panels;
}

function measuredOf(results: readonly CaseResult[]): Measured {
  return Object.fromEntries(
    results.map(({ bench, entries }) => [
      bench.id,
      Object.fromEntries(entries.map((entry) => [entry.id, entry])),
    ]),
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(USAGE);
  else await main(options);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
