/**
 * Times contestants on one network in interleaved rounds: everyone once, then everyone again, beginning with another each
 * time, so that a machine that is slow for a while is slow for all.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeData, zerosIn } from './bench-data';
import type { BenchCase } from './cases';
import type { Contestant } from './contestants';
import { writeData } from './data-files';
import type { Samples } from './goals';
import type { Contender } from './process-contestant';
import type { Trained } from './protocol';
import type { Starter } from './start-contestant';
import { stepsFor } from './statistics';

export interface Limits {
  readonly rounds: number;
  /** How long one contestant trains in one round. */
  readonly roundMs: number;
  /** How long it trains before, so that JavaScript is compiled: that happens in the background while it runs. */
  readonly warmMs: number;
  /** Who needs longer for the first step, in which programs are compiled, is left out. */
  readonly compileMs: number;
  /** Who needs longer for a later step is left out. */
  readonly slowestStepMs: number;
  /** `performance.now()` at which no new round begins; the first one always runs. */
  readonly deadlineMs: number;
}

/** One contestant's figures on one network. */
export interface Entry extends Samples {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly stepsPerRound: number;
  readonly lossNats: number | null;
  readonly peakMb: number | null;
}

export interface NotRun {
  readonly id: string;
  readonly name: string;
  readonly caseId: string;
  readonly why: string;
}

export interface CaseResult {
  readonly bench: BenchCase;
  /** Fraction of the inputs that are 0. */
  readonly zeros: number;
  readonly entries: readonly Entry[];
  readonly notRun: readonly NotRun[];
}

interface Racer {
  readonly contestant: Contestant;
  readonly contender: Contender;
  readonly about: string;
  steps: number;
  /** Takes part in one round of so many: whoever needs long for a step has fewer. */
  every: number;
  readonly msPerStep: (number | null)[];
  readonly scriptMsPerStep: (number | null)[];
  readonly cpuMsPerStep: (number | null)[];
}

const OPENED_AT_ONCE = 2;

/** Opens, warms up, times and closes everyone. A contestant that fails is named in `notRun`; the others go on. */
export async function timeCase(
  bench: BenchCase,
  contestants: readonly Contestant[],
  starter: Starter,
  limits: Limits,
): Promise<CaseResult> {
  const notRun: NotRun[] = [];
  const data = makeData(bench);
  const folder = mkdtempSync(path.join(tmpdir(), 'lab-bench-'));
  const racers = new Set<Racer>();
  const leave = ({ id, name }: Contestant, error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error);
    notRun.push({ id, name, caseId: bench.id, why });
  };
  /** Runs `work` for one racer; takes it out of the race where that fails. */
  const attempt = async (racer: Racer, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      racers.delete(racer);
      racer.contender.kill();
      leave(racer.contestant, error);
    }
  };
  const isLate = (): boolean => performance.now() > limits.deadlineMs;
  try {
    writeData(data, folder);
    const waiting = [...contestants];
    const openers = Array.from({ length: OPENED_AT_ONCE }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const refused = isLate() ? OUT_OF_TIME : starter.refusal(next, bench);
        if (refused !== null) leave(next, refused);
        else await openInto(racers, next, { bench, folder, starter }).catch((error) => leave(next, error));
      }
    });
    await Promise.all(openers);
    for (const racer of inOrder(racers, contestants)) await attempt(racer, () => warmUp(racer, limits));
    for (let round = 0; round < limits.rounds && (round === 0 || !isLate()); round++) {
      const field = inOrder(racers, contestants);
      const first = field.length === 0 ? 0 : round % field.length;
      for (const racer of [...field.slice(first), ...field.slice(0, first)])
        await attempt(racer, () => takeRound(racer, round));
    }
    const entries: Entry[] = [];
    for (const racer of inOrder(racers, contestants))
      await attempt(racer, async () => void entries.push(await finish(racer)));
    return { bench, zeros: zerosIn(data), entries, notRun };
  } finally {
    for (const { contender } of racers) contender.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const OUT_OF_TIME = 'there was no time left for it';

interface Place {
  readonly bench: BenchCase;
  readonly folder: string;
  readonly starter: Starter;
}

async function openInto(racers: Set<Racer>, contestant: Contestant, { bench, folder, starter }: Place) {
  const contender = await starter.start(contestant);
  try {
    const { about } = await contender.open({ do: 'open', bench, variant: contestant.variant, data: folder });
    racers.add({
      contestant,
      contender,
      about,
      steps: 1,
      every: 1,
      msPerStep: [],
      scriptMsPerStep: [],
      cpuMsPerStep: [],
    });
  } catch (error) {
    contender.kill();
    throw error;
  }
}

function inOrder(racers: ReadonlySet<Racer>, contestants: readonly Contestant[]): Racer[] {
  return [...racers].sort((a, b) => contestants.indexOf(a.contestant) - contestants.indexOf(b.contestant));
}

/** Whoever needs more than so many times a round's length does not take part in every one. */
const LONG = 3;
/** How much longer than a round may be what a contestant does at least. */
const MOST = 25;

/** Compiles, then trains for a while, from which it learns how many steps fill one. */
async function warmUp(
  racer: Racer,
  { rounds, roundMs, warmMs, compileMs, slowestStepMs }: Limits,
): Promise<void> {
  refuseSlow(await racer.contender.train(1), compileMs);
  let trained: Trained = await racer.contender.train(1);
  for (let spentMs = trained.ms; spentMs < warmMs; spentMs += trained.ms) {
    const msPerStep = trained.ms / trained.steps;
    // Not more than ten times as many as before: the first steps are slower than the later ones.
    const next = Math.min(10 * trained.steps, stepsFor(roundMs, msPerStep));
    trained = await racer.contender.train(next);
  }
  refuseSlow(trained, slowestStepMs);
  const msPerStep = trained.ms / trained.steps;
  const most = stepsFor(MOST * roundMs, msPerStep);
  racer.steps = Math.max(stepsFor(roundMs, msPerStep), Math.min(racer.contestant.leastSteps, most));
  racer.every = Math.max(
    1,
    Math.min(Math.floor(rounds / 3), Math.ceil((racer.steps * msPerStep) / (LONG * roundMs))),
  );
}

function refuseSlow({ ms, steps }: Trained, limitMs: number): void {
  const seconds = ms / steps / 1000;
  if (1000 * seconds > limitMs) throw new Error(`too slow: a step takes ${seconds.toFixed(1)} s`);
}

/** Whoever is fast because nothing happens is found out: hundreds of steps leave the loss of ten blind guesses behind. */
export function hasLearned(lossNats: number, steps: number): boolean {
  return steps < 200 ? Number.isFinite(lossNats) : lossNats < Math.log(10);
}

async function takeRound(racer: Racer, round: number): Promise<void> {
  if (round % racer.every > 0) {
    for (const samples of [racer.msPerStep, racer.scriptMsPerStep, racer.cpuMsPerStep]) samples.push(null);
    return;
  }
  const { steps, ms, scriptMs, cpuMs } = await racer.contender.train(racer.steps);
  racer.msPerStep.push(ms / steps);
  racer.scriptMsPerStep.push(scriptMs === null ? null : scriptMs / steps);
  racer.cpuMsPerStep.push(cpuMs === null ? null : cpuMs / steps);
}

async function finish({ contestant, contender, about, steps, every, ...samples }: Racer): Promise<Entry> {
  const { lossNats, peakMb } = await contender.close();
  const taken = Math.ceil((steps * samples.msPerStep.length) / every);
  if (lossNats !== null && !hasLearned(lossNats, taken))
    throw new Error(`it does not learn: the loss is ${lossNats.toFixed(2)} after ${taken} steps`);
  const { id, name } = contestant;
  return { id, name, about, stepsPerRound: steps, ...samples, lossNats, peakMb };
}
