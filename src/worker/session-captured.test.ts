/**
 * A session whose steps are captured records what a session does that takes them one by one.
 */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { NODE_BACKENDS } from '../../test/on-backends';
import { generateDataset } from '../data/index';
import { probeRows, tryRows } from '../data/probe-rows';
import { startBackend } from '../engine/backend';
import { DEFAULT_SPEC } from '../spec/presets';
import { ruleParams } from '../spec/rule-params';
import type { ExperimentSpec } from '../spec/spec';
import type { Frame } from './protocol';
import { openSession, type Session } from './session';

const SPEC: ExperimentSpec = {
  ...DEFAULT_SPEC,
  dataset: { ...DEFAULT_SPEC.dataset, id: 'digits', images: 200 },
  network: { ...DEFAULT_SPEC.network, hidden: [{ kind: 'dense', units: 6, activation: 'tanh' }] },
  training: { batch: 16, epochs: 2 },
  probes: { angles: false, rdms: false, norms: false, rdmOfMaps: 'flattened' },
  schedule: { id: 'cosine', warmup: 3, every: 1, factor: 1 },
};
const dataset = generateDataset(SPEC.dataset, SPEC.seed);
/** Losses often, evaluations seldom. */
const cadence = () => ({
  trainLoss: (step: number) => step % 3 === 0,
  angles: () => false,
  evaluation: (step: number) => step % 10 === 0,
});

interface Recorded {
  readonly session: Session;
  readonly frames: Frame[];
  samples(key: string): readonly (readonly [number, number])[];
}

function open(spec: ExperimentSpec = SPEC): Recorded {
  const frames: Frame[] = [];
  const session = openSession(
    {
      runId: 1,
      slot: 1,
      spec,
      dataset,
      probeRows: probeRows(dataset, 10, 1),
      tryRows: tryRows(dataset, 4, 1),
      cadence,
    },
    (frame) => frames.push(frame),
    () => performance.now(),
  );
  const samples = (key: string) =>
    frames.flatMap(({ series }) =>
      [...(series[key]?.step ?? [])].map((step, at) => [step, series[key]?.value[at] ?? Number.NaN] as const),
    );
  return { session, frames, samples };
}

/** Takes steps until the run stands at `goal`; answers how often it was asked to. */
async function train({ session }: Recorded, goal: number): Promise<number> {
  let calls = 0;
  await session.measure();
  while (session.step < goal && ['ready', 'running'].includes(session.status.kind)) {
    await session.advance(goal);
    calls += 1;
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  session.post();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return calls;
}

/** The run as it should be, on plain JavaScript, before WebGPU is set. */
const expected: Record<string, readonly (readonly [number, number])[]> = {};
const KEYS = ['trainLoss', 'testLoss'];
const { available } = await NODE_BACKENDS.webgpu.look();

function expectSame(found: Recorded): void {
  for (const key of KEYS) {
    const [mine, theirs] = [found.samples(key), expected[key] ?? []];
    expect(mine.map(([step]) => step)).toEqual(theirs.map(([step]) => step));
    for (const [at, [, value]] of mine.entries()) expect(value).toBeCloseTo(theirs[at]?.[1] ?? Number.NaN, 4);
  }
}

describe.skipIf(!available)('a session with captured steps', () => {
  beforeAll(async () => {
    await startBackend('cpu', NODE_BACKENDS);
    const run = open();
    await train(run, 20);
    for (const key of KEYS) expected[key] = run.samples(key);
    run.session.close();
    expect(await startBackend('webgpu', NODE_BACKENDS)).toMatchObject({ kind: 'ready' });
  });

  test('records the same samples at the same steps, in fewer calls, and gives back every tensor', async () => {
    const before = memory().numTensors;
    const run = open();
    const calls = await train(run, 20);
    expect(expected.trainLoss).toHaveLength(7);
    expectSame(run);
    expect(run.session.step).toBe(20);
    expect(run.frames.at(-1)?.status).toEqual({ kind: 'finished' });
    expect(calls).toBeLessThan(20);
    run.session.close();
    expect(memory().numTensors).toBe(before);
  });

  test('goes on under another rule and another learning rate from the step where it stands', async () => {
    const run = open();
    await train(run, 7);
    run.session.setRule({ rule: 'bp', params: ruleParams({}), layerRules: [], painted: [] });
    run.session.setLearningRate(0);
    await train(run, 11);
    const [stood, after] = [
      await run.session.inspect(1, new Float32Array(dataset.train.x.length / dataset.train.count)),
      run.session.step,
    ];
    await train(run, 16);
    expect(after).toBe(11);
    expect(
      (await run.session.inspect(1, new Float32Array(dataset.train.x.length / dataset.train.count))).weights
        .values,
    ).toEqual(stood.weights.values);
    run.session.setLearningRate(0.1);
    await train(run, 18);
    expect(
      (await run.session.inspect(1, new Float32Array(dataset.train.x.length / dataset.train.count))).weights
        .values,
    ).not.toEqual(stood.weights.values);
    run.session.close();
  });

  test('a rule that takes over warms up between captured steps, and captured steps go on after it', async () => {
    const wm = { rule: 'wm', params: ruleParams({ mirrorWarmup: 1 }), layerRules: [], painted: [] } as const;
    const before = memory().numTensors;
    const run = open();
    await train(run, 7);
    run.session.setRule(wm);
    const total = run.session.warmUp?.total ?? 0;
    expect(total).toBe(run.session.stepsPerEpoch);
    for (let done = 0; done < total; done++) await run.session.advance(20);
    expect([run.session.step, run.session.warmUp?.done]).toEqual([7, total]);
    await train(run, 20);
    expect(run.session.step).toBe(20);
    // The steps are counted as if nothing had come between: the same batches, and a loss at each that is to have one.
    expect(run.samples('trainLoss').map(([step]) => step)).toEqual(expected.trainLoss?.map(([step]) => step));
    for (const [, loss] of run.samples('testLoss')) expect(loss).toBeLessThan(3);
    run.session.close();
    expect(memory().numTensors).toBe(before);
  });

  test('ends where the loss stopped being a number, though the device went on', async () => {
    const run = open({ ...SPEC, loss: 'mse', optimiser: { ...SPEC.optimiser, id: 'sgd' } });
    run.session.setLearningRate(1e30);
    await train(run, 20);
    const { status, step } = run.session;
    expect(status).toMatchObject({ kind: 'diverged', what: 'loss' });
    expect(step).toBe(status.kind === 'diverged' ? status.step : -1);
    expect(step).toBeLessThanOrEqual(10);
    run.session.close();
  });
});
