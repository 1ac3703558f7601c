import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { generateDataset } from '../data/index';
import { angleDeg } from '../math/angle';
import { DEFAULT_SPEC } from '../spec/presets';
import { ruleParams } from '../spec/rule-params';
import type { ArmSpec, ExperimentSpec, RuleChoice, RuleId, RuleParams } from '../spec/spec';
import type { Frame } from './protocol';
import { drawsAnew } from './rule-change';
import { openSession, type Session } from './session';

const choice = (rule: RuleId, params: Partial<RuleParams> = {}): RuleChoice => ({
  rule,
  params: ruleParams(params),
  layerRules: [],
  painted: [],
});

/** 2-8-8-3 on points, 10 steps an epoch. */
const SPEC: ExperimentSpec = {
  ...DEFAULT_SPEC,
  dataset: { ...DEFAULT_SPEC.dataset, id: 'spirals', images: 200, noise: 0.02 },
  network: {
    ...DEFAULT_SPEC.network,
    hidden: [
      { kind: 'dense', units: 8, activation: 'tanh' },
      { kind: 'dense', units: 8, activation: 'tanh' },
    ],
  },
  training: { batch: 16, epochs: 2 },
};
const dataset = generateDataset(SPEC.dataset, SPEC.seed);

interface Run {
  readonly session: Session;
  readonly frames: Frame[];
  /** Values of a series by step. */
  values(key: string): Map<number, number>;
}

function open(told: RuleChoice, patch: Partial<ExperimentSpec> = {}): Run {
  const frames: Frame[] = [];
  let time = 0;
  const arm: ArmSpec = { ...told, slot: 0, learningRate: null };
  const session = openSession(
    {
      runId: 1,
      slot: 0,
      spec: { ...SPEC, ...patch, arms: [arm] },
      dataset,
      probeRows: Uint32Array.from({ length: 12 }, (_, row) => row),
      tryRows: Uint32Array.of(0, 1),
    },
    (frame) => frames.push(frame),
    () => (time += 50),
  );
  const values = (key: string): Map<number, number> => {
    const pairs = frames.flatMap(({ series }) =>
      [...(series[key]?.step ?? [])].map((step, at) => [step, series[key]?.value[at] ?? Number.NaN] as const),
    );
    return new Map(pairs);
  };
  return { session, frames, values };
}

/** Calls `advance` so many times: warming up counts. */
async function advance({ session }: Run, times: number): Promise<void> {
  await session.measure();
  for (let time = 0; time < times; time++) await session.advance();
  session.post();
}

const feedbackOf = async ({ session }: Run, layer: number): Promise<Float32Array | undefined> =>
  (await session.inspect(layer, Float32Array.of(0, 0))).feedback?.values;

test('feedback weights are drawn anew where what they are drawn by changes, and only there', () => {
  const before = choice('kp', { feedbackDecay: 0.01 });
  expect(drawsAnew(before, choice('kp', { feedbackDecay: 0.1, gradientClip: 1, manhattan: 1 }))).toBe(false);
  expect(drawsAnew(before, choice('kp', { feedbackDecay: 0.01, feedbackScale: 2 }))).toBe(true);
  expect(drawsAnew(before, { ...before, painted: [{ layer: 2, at: 0, value: 1 }] })).toBe(true);
  expect(drawsAnew(before, { ...before, layerRules: [{ layer: 1, rule: 'bp' }] })).toBe(true);
  expect(drawsAnew(before, { ...before, rule: 'wm' })).toBe(true);
});

onBackends('rules in a session', () => {
  test('feedback weights are compared with the weights from layer 2 on', async () => {
    const scaled = open(choice('usf', { feedbackScale: 3 }));
    await advance(scaled, 1);
    expect(scaled.values('signAgreement/2').get(0)).toBe(1);
    expect(scaled.values('signAgreement/3').get(0)).toBe(1);
    expect(scaled.values('normRatio/1').size + scaled.values('signAgreement/1').size).toBe(0);
    const plain = open(choice('usf'));
    await advance(plain, 1);
    const ratio = (plain.values('normRatio/2').get(0) ?? 0) * 3;
    expect(scaled.values('normRatio/2').get(0)).toBeCloseTo(ratio, 4);
    const bp = open(choice('bp'));
    await advance(bp, 1);
    expect(bp.values('normRatio/2').size).toBe(0);
    for (const run of [scaled, plain, bp]) run.session.close();
  });

  test('a rule warms up before the first step: the weights wait, the mirror does not', async () => {
    const warm = open(choice('wm', { mirrorWarmup: 3, mirrorRate: 0.05 }));
    const cold = open(choice('wm', { mirrorRate: 0.05 }));
    await advance(cold, 0);
    await advance(warm, 12);
    expect(warm.session.step).toBe(0);
    expect(warm.frames.at(-1)?.warmUp).toEqual({ done: 12, total: 30 });
    // An untrained network can be looked at; what the mirror has learned cannot, before it is done.
    expect(warm.values('testLoss').get(0)).toBe(cold.values('testLoss').get(0));
    expect(warm.values('weightAngle/2').size).toBe(0);
    await advance(warm, 18);
    expect(warm.session.step).toBe(0);
    const [angle = 0, coldAngle = 0] = [warm, cold].map((run) => run.values('weightAngle/2').get(0));
    expect(coldAngle).toBeGreaterThan(60);
    expect(angle).toBeLessThan(coldAngle - 25);
    await advance(warm, 1);
    expect(warm.session.step).toBe(1);
    expect(cold.frames.at(-1)?.warmUp).toBeNull();
    warm.session.close();
    cold.session.close();
  });

  test('a rule that takes over later warms up where the run stands, and training goes on from there', async () => {
    const run = open(choice('bp'));
    await advance(run, 2);
    const before = await run.session.inspect(2, new Float32Array(2));
    expect(run.session.setRule(choice('wm', { mirrorWarmup: 3, mirrorRate: 0.05 }))).toBe(2);
    await advance(run, 29);
    expect(run.session.step).toBe(2);
    expect(run.frames.at(-1)?.warmUp).toEqual({ done: 29, total: 30 });
    await advance(run, 1);
    const after = await run.session.inspect(2, new Float32Array(2));
    expect(after.weights).toEqual(before.weights);
    // The mirror has turned towards the weights that it found, whose twin it would not know at once.
    const between = ({ weights, feedback }: typeof after): number =>
      angleDeg(weights.values, feedback?.values ?? new Float32Array(weights.values.length));
    const late = open(choice('bp'));
    await advance(late, 2);
    late.session.setRule(choice('wm', { mirrorRate: 0.05 }));
    expect(between(after)).toBeLessThan(between(await late.session.inspect(2, new Float32Array(2))) - 25);
    await advance(run, 2);
    expect(run.session.step).toBe(4);
    // Once is enough: other numbers of the rule, or painted entries, do not start it again.
    run.session.setRule({ ...choice('wm', { mirrorWarmup: 3 }), painted: [{ layer: 2, at: 0, value: 1 }] });
    await advance(run, 1);
    expect(run.session.step).toBe(5);
    run.session.close();
    late.session.close();
  });

  test('other numbers of a rule keep what its feedback has learned', async () => {
    const run = open(choice('kp', { feedbackDecay: 0.05 }));
    await advance(run, 4);
    const learned = await feedbackOf(run, 2);
    run.session.setRule(choice('kp', { feedbackDecay: 0.01 }));
    expect(await feedbackOf(run, 2)).toEqual(learned);
    run.session.setRule({ ...choice('fa'), painted: [{ layer: 2, at: 5, value: 0.75 }] });
    expect((await feedbackOf(run, 2))?.[5]).toBe(0.75);
    run.session.close();
  });

  test('angles between the samples are read, not recorded, and change nothing', async () => {
    const [watched, alone] = [open(choice('fa')), open(choice('fa'))];
    await advance(alone, 5);
    for (let step = 0; step < 5; step++) {
      await advance(watched, 1);
      const { step: at, angles } = await watched.session.readAngles();
      expect(at).toBe(step + 1);
      expect(angles).toHaveLength(3);
      expect(angles[0]).toBeGreaterThan(5);
      expect(angles[2]).toBeLessThan(1e-3);
    }
    for (const key of ['updateAngle/1', 'trainLoss', 'testLoss'])
      expect([...watched.values(key)], key).toEqual([...alone.values(key)]);
    watched.session.close();
    alone.session.close();
  });

  test('the rate of a step is what the schedule makes of it', async () => {
    const rate = SPEC.optimiser.learningRate;
    const schedule = { id: 'steps', warmup: 1, every: 1, factor: 0.5 } as const;
    const run = open(choice('bp'), { schedule });
    await advance(run, 4);
    // The fifth of ten steps of growing.
    expect(run.frames.at(-1)?.learningRate).toBeCloseTo(rate * 0.5, 9);
    await advance(run, 6);
    expect(run.frames.at(-1)?.learningRate).toBeCloseTo(rate * 0.5, 9);
    const still = open(choice('bp'), {
      schedule: { id: 'steps', warmup: 0, every: 1, factor: 0 },
      training: { batch: 16, epochs: 2 },
    });
    await advance(still, 20);
    const norms = still.values('weightNorm/1');
    expect(norms.get(10)).not.toBe(norms.get(0));
    // From the second epoch on the rate is 0.
    expect(norms.get(20)).toBe(norms.get(10));
    run.session.close();
    still.session.close();
  });
}, ['cpu', 'wasm']);
