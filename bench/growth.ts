/**
 * How the cost of a step grows with width, depth, batch and the number of arms that train at the same time.
 */
import { type BenchCase, perceptron } from './cases';
import { CONTESTANTS } from './contestants';
import type { Contender } from './process-contestant';
import { type Limits, timeCase } from './rounds';
import type { Starter } from './start-contestant';
import { median, stepsFor } from './statistics';

export interface Curve {
  /** Contestant. */
  readonly id: string;
  readonly name: string;
  /** Milliseconds per step at each place of the panel, by its clock; null where it did not run. */
  readonly msPerStep: readonly (number | null)[];
}

export interface Panel {
  readonly title: string;
  /** What the axis below counts. */
  readonly axis: string;
  /** Processor time hardly moves on a busy machine; arms that compete for cores need the clock on the wall. */
  readonly clock: 'CPU' | 'wall';
  readonly places: readonly number[];
  readonly curves: readonly Curve[];
}

const FIELD = ['lab-wasm-bp', 'lab-wasm-fa', 'tfjs-wasm', 'jax-wasm', 'torch'];
const ARMS = ['lab-wasm-bp', 'lab-wasm-fa'];
const WIDTHS = [32, 64, 128, 256, 512, 1024];
const DEPTHS = [1, 2, 3, 4, 5, 6];
const BATCHES = [8, 16, 32, 64, 128, 256, 512];
const ARM_COUNTS = [1, 2, 3, 4];

interface Sweep {
  readonly title: string;
  readonly axis: string;
  readonly places: readonly number[];
  readonly caseAt: (place: number) => BenchCase;
}

const SWEEPS: readonly Sweep[] = [
  {
    title: '784-width-10, batch 64',
    axis: 'units of the hidden layer',
    places: WIDTHS,
    caseAt: (width) => perceptron(`784-${width}-10`),
  },
  {
    title: '784-128-…-128-10, batch 64',
    axis: 'hidden layers of 128 units',
    places: DEPTHS,
    caseAt: (depth) => perceptron(['784', ...Array<string>(depth).fill('128'), '10'].join('-')),
  },
  {
    title: '784-256-128-10',
    axis: 'rows of a batch',
    places: BATCHES,
    caseAt: (batch) => perceptron('784-256-128-10', batch),
  },
];

/** All panels, one after the other; `say` hears how far it is. */
export async function measureGrowth(
  starter: Starter,
  limits: Limits,
  say: (text: string) => void,
): Promise<readonly Panel[]> {
  const panels: Panel[] = [];
  for (const { title, axis, places, caseAt } of SWEEPS) {
    const contestants = CONTESTANTS.filter(({ id }) => FIELD.includes(id));
    const columns: ReadonlyMap<string, number>[] = [];
    for (const place of places) {
      say(`growth: ${title}, ${place} ${axis}`);
      const { entries } = await timeCase(caseAt(place), contestants, starter, limits);
      columns.push(
        new Map(entries.map(({ id, cpuMsPerStep }) => [id, median(cpuMsPerStep.flatMap((ms) => ms ?? []))])),
      );
    }
    const curves = contestants.map(({ id, name }) => ({
      id,
      name,
      msPerStep: columns.map((column) => column.get(id) ?? null),
    }));
    panels.push({
      title,
      axis,
      clock: 'CPU',
      places,
      curves: curves.filter(({ msPerStep }) => msPerStep.some((ms) => ms !== null)),
    });
  }
  return [...panels, await measureArms(starter, limits, say)];
}

/** Arms that train at once, each in a process of its own as each has a worker on the page. */
async function measureArms(starter: Starter, limits: Limits, say: (text: string) => void): Promise<Panel> {
  const bench = perceptron('784-256-128-10');
  const columns: number[][] = [];
  for (const count of ARM_COUNTS) {
    say(`growth: ${count} arms at once`);
    columns.push(await timeArms(count, bench, starter, limits));
  }
  return {
    title: '784-256-128-10, batch 64',
    axis: 'arms training at once (BP, FA, BP, FA)',
    clock: 'wall',
    places: ARM_COUNTS,
    curves: [
      { id: 'each-arm', name: 'lab, wasm: a step of each arm', msPerStep: columns.map(median) },
      {
        id: 'all-arms',
        name: 'lab, wasm: a step of any arm',
        msPerStep: columns.map((times) => median(times) / times.length),
      },
    ],
  };
}

/** Milliseconds per step of each arm. */
async function timeArms(
  count: number,
  bench: BenchCase,
  starter: Starter,
  limits: Limits,
): Promise<number[]> {
  const arms: Contender[] = [];
  try {
    for (let arm = 0; arm < count; arm++) {
      const contestant = CONTESTANTS.find(({ id }) => id === ARMS[arm % ARMS.length]);
      if (!contestant) throw new Error('growth: there is no such contestant');
      const contender = await starter.start(contestant);
      arms.push(contender);
      await contender.open({ do: 'open', bench, variant: contestant.variant });
      await contender.train(50);
    }
    const trial = await Promise.all(arms.map((arm) => arm.train(50)));
    const steps = stepsFor(limits.roundMs, Math.max(...trial.map(({ ms }) => ms)) / 50);
    const rounds: number[][] = [];
    for (let round = 0; round < limits.rounds; round++) {
      const trained = await Promise.all(arms.map((arm) => arm.train(steps)));
      rounds.push(trained.map(({ ms }) => ms / steps));
    }
    return arms.map((_, arm) => median(rounds.map((times) => times[arm] ?? Number.NaN)));
  } finally {
    for (const arm of arms) arm.kill();
  }
}
