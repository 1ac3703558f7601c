import { memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { onBackends } from '../../test/on-backends';
import { generateDataset } from '../data/index';
import { probeRows, tryRows } from '../data/probe-rows';
import { DEFAULT_SPEC } from '../spec/presets';
import { ruleParams } from '../spec/rule-params';
import type { ExperimentSpec, Slot } from '../spec/spec';
import { type Cadence, createCadence } from './cadence';
import type { Frame } from './protocol';
import { openSession, type Session } from './session';

/** Small enough for a software WebGPU adapter: two classes of numbers more than a second of training. */
const SPEC: ExperimentSpec = {
  ...DEFAULT_SPEC,
  dataset: { ...DEFAULT_SPEC.dataset, id: 'spirals', images: 200, noise: 0.02 },
  network: { ...DEFAULT_SPEC.network, hidden: [{ kind: 'dense', units: 8, activation: 'tanh' }] },
  training: { batch: 16, epochs: 1 },
};
const dataset = generateDataset(SPEC.dataset, SPEC.seed);

interface Recorded {
  readonly session: Session;
  readonly frames: Frame[];
  /** All samples of a series: "step:value" in order. */
  samples(key: string): string[];
}

function open(
  spec: ExperimentSpec,
  slot: Slot,
  data = dataset,
  cadence: (stepsPerEpoch: number) => Cadence = createCadence,
): Recorded {
  const frames: Frame[] = [];
  let time = 0;
  const session = openSession(
    {
      runId: 1,
      slot,
      spec,
      dataset: data,
      probeRows: probeRows(data, 60, 1),
      tryRows: tryRows(data, 8, 1),
      cadence,
    },
    (frame) => frames.push(frame),
    () => (time += 50),
  );
  const samples = (key: string): string[] =>
    frames.flatMap(({ series }) =>
      [...(series[key]?.step ?? [])].map((step, at) => `${step}:${series[key]?.value[at]}`),
    );
  return { session, frames, samples };
}

async function train(recorded: Recorded, steps: number): Promise<void> {
  await recorded.session.measure();
  for (let step = 0; step < steps; step++) await recorded.session.advance();
  recorded.session.post();
}

/** A software WebGPU adapter takes a second for each evaluation of the plane: it runs the short test below. */
const QUICK = ['cpu', 'wasm'] as const;

onBackends(
  'session',
  () => {
    test('replays the same run from the same spec, and gives back every tensor', async () => {
      const before = memory().numTensors;
      const runs: Recorded[] = [];
      for (let repeat = 0; repeat < 2; repeat++) {
        const run = open(SPEC, 1);
        await train(run, 10);
        run.session.close();
        runs.push(run);
      }
      const [first, second] = runs;
      for (const key of [
        'trainLoss',
        'testLoss',
        'testAccuracy',
        'updateAngle/1',
        'weightAngle/2',
        'weightNorm/1',
      ]) {
        expect(first?.samples(key).length, key).toBeGreaterThan(2);
        expect(second?.samples(key), key).toEqual(first?.samples(key));
      }
      expect(second?.frames.at(-1)?.status).toEqual({ kind: 'finished' });
      expect(memory().numTensors).toBe(before);
    });

    test('trains the same whether probes are on or off', async () => {
      const on = open(SPEC, 1);
      const off = open(
        { ...SPEC, probes: { angles: false, rdms: false, norms: false, rdmOfMaps: 'flattened' } },
        1,
      );
      await train(on, 8);
      await train(off, 8);
      expect(off.samples('testLoss')).toEqual(on.samples('testLoss'));
      expect(off.samples('trainLoss')).toEqual(on.samples('trainLoss'));
      expect(on.samples('updateAngle/1').length).toBeGreaterThan(0);
      expect(off.samples('updateAngle/1')).toEqual([]);
      on.session.close();
      off.session.close();
    });

    test('starts both arms at the same weights: the same loss before the first step', async () => {
      const bp = open(SPEC, 0);
      const fa = open(SPEC, 1);
      await train(bp, 3);
      await train(fa, 3);
      expect(fa.samples('testLoss')[0]).toBe(bp.samples('testLoss')[0]);
      expect(fa.samples('trainLoss')[0]).toBe(bp.samples('trainLoss')[0]);
      expect(fa.samples('testLoss').at(-1)).not.toBe(bp.samples('testLoss').at(-1));
      bp.session.close();
      fa.session.close();
    });

    test('goes on with the same weights under another rule, and as backpropagation from then on', async () => {
      const switched = open(SPEC, 1);
      await train(switched, 4);
      const bp = { rule: 'bp', params: ruleParams(), layerRules: [], painted: [] } as const;
      expect(switched.session.setRule(bp)).toBe(4);
      const before = switched.samples('testLoss').at(-1);
      for (let step = 0; step < 4; step++) await switched.session.advance();
      switched.session.post();
      const angles = switched.samples('updateAngle/1').map((sample) => sample.split(':').map(Number));
      const later = angles.filter(([step = 0]) => step > 4).map(([, angle = 180]) => angle);
      expect(later.length).toBeGreaterThan(1);
      expect(Math.max(...later)).toBeLessThan(1e-4);
      expect(angles.some(([step = 0, angle = 0]) => step <= 4 && angle > 5)).toBe(true);
      expect(before?.startsWith('4:')).toBe(true);
      switched.session.close();
    });

    test('stops at a loss that is not finite and says where', async () => {
      const wild = open(
        {
          ...SPEC,
          loss: 'mse',
          optimiser: { ...SPEC.optimiser, learningRate: 1000 },
          network: { ...SPEC.network, hidden: [{ kind: 'dense', units: 8, activation: 'linear' }] },
          training: { batch: 16, epochs: 10 },
        },
        0,
      );
      await train(wild, 60);
      expect(wild.session.status.kind).toBe('diverged');
      expect(wild.session.step).toBeLessThan(60);
      const losses = wild.samples('testLoss').map((sample) => Number(sample.split(':')[1]));
      expect(losses.every(Number.isFinite)).toBe(true);
      wild.session.close();
    });

    test('draws the plane, answers single rows and measures every probe pair', async () => {
      const run = open(SPEC, 0);
      await train(run, 2);
      const snapshot = run.frames.flatMap(({ snapshots }) => snapshots).at(-1);
      expect(snapshot?.grid?.length).toBe(64 * 64);
      expect(new Set(snapshot?.grid).size).toBeGreaterThan(1);
      // 40 test rows: 14 + 13 + 13 stimuli, 780 pairs.
      expect(snapshot?.rdms.map((rdm) => rdm.length)).toEqual([780, 780]);
      const outputs = await run.session.predict(Float32Array.of(0.1, -0.2));
      expect(outputs.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 5);
      run.session.close();
    });

    test('shows a layer: its weights, what carries errors in their place, what it makes of a row', async () => {
      const run = open(SPEC, 1);
      await train(run, 1);
      const hidden = await run.session.inspect(1, Float32Array.of(0.5, -0.5));
      expect(hidden.weights.shape).toEqual([2, 8]);
      expect(hidden.activations.shape).toEqual([1, 8]);
      const output = await run.session.inspect(2, Float32Array.of(0.5, -0.5));
      expect(output.feedback?.shape).toEqual([8, 3]);
      // h_1 = tanh(x W_1 + b_1); the output layer's numbers follow from the hidden ones.
      const before = await run.session.inspect(1, Float32Array.of(0, 0));
      expect(before.activations.values).not.toEqual(hidden.activations.values);
      const backpropagation = open(SPEC, 0);
      expect((await backpropagation.session.inspect(2, Float32Array.of(0, 0))).feedback).toBeNull();
      run.session.close();
      backpropagation.session.close();
    });

    test('an autoencoder answers with its input and shows its bottleneck', async () => {
      const run = open({ ...SPEC, target: 'input', loss: 'mse' }, 0);
      await train(run, 10);
      const snapshot = run.frames.flatMap(({ snapshots }) => snapshots).at(-1);
      expect(snapshot?.tryOutputs.length).toBe(8 * 2);
      expect(snapshot?.tryCode?.length).toBe(8 * 8);
      expect(run.samples('testAccuracy')).toEqual([]);
      const errors = run.samples('testError').map((sample) => Number(sample.split(':')[1]));
      expect(errors.at(-1)).toBeLessThan((errors[0] ?? 0) * 0.9);
      run.session.close();
    });

    test('measures at once, and the same weights, when something else is to stand for maps', async () => {
      const digits = { ...DEFAULT_SPEC.dataset, images: 200 };
      const hidden = [
        { kind: 'conv2d', filters: 3, kernel: 5, stride: 2, padding: 'same', activation: 'tanh' } as const,
      ];
      const spec = { ...SPEC, dataset: digits, network: { ...SPEC.network, hidden } };
      const run = open(spec, 0, generateDataset(digits, 1));
      await train(run, 2);
      await run.session.setProbes({ ...spec.probes, rdmOfMaps: 'mean' });
      run.session.post();
      run.session.close();
      const [flattened, mean] = run.frames.flatMap(({ snapshots }) => snapshots).slice(-2);
      expect([flattened?.rdmOfMaps, mean?.rdmOfMaps]).toEqual(['flattened', 'mean']);
      expect(mean?.step).toBe(2);
      // The output layer has no positions to average over.
      expect(mean?.rdms[1]).toEqual(flattened?.rdms[1]);
      expect(mean?.rdms[0]).not.toEqual(flattened?.rdms[0]);
    });

    test('replays a convolutional autoencoder with dropout; an error instead of an accuracy', async () => {
      const spec: ExperimentSpec = {
        ...SPEC,
        dataset: { ...SPEC.dataset, id: 'digits', images: 200 },
        target: 'input',
        loss: 'sigmoid-cross-entropy',
        network: {
          ...SPEC.network,
          hidden: [
            { kind: 'conv2d', filters: 2, kernel: 5, stride: 3, padding: 'same', activation: 'tanh' },
            { kind: 'batchnorm' },
            { kind: 'dropout', rate: 0.3 },
            { kind: 'dense', units: 6, activation: 'tanh' },
          ],
        },
        training: { batch: 40, epochs: 1 },
      };
      const digits = generateDataset(spec.dataset, spec.seed);
      const runs = [];
      for (let repeat = 0; repeat < 2; repeat++) {
        const run = open(spec, 1, digits);
        await train(run, 4);
        expect(run.samples('testAccuracy')).toEqual([]);
        expect(run.samples('testError').length).toBeGreaterThan(2);
        expect((await run.session.predict(new Float32Array(784))).length).toBe(784);
        const view = await run.session.inspect(1, new Float32Array(784));
        expect(view.activations.shape).toEqual([1, 10, 10, 2]);
        expect([view.weights.shape, view.feedback?.shape]).toEqual([
          [5, 5, 1, 2],
          [5, 5, 1, 2],
        ]);
        run.session.close();
        runs.push(['trainLoss', 'testError', 'updateAngle/1', 'weightAngle/2'].map(run.samples));
      }
      expect(runs[1]).toEqual(runs[0]);
    });

    test('goes on when the last epoch moves away, and stops when it comes back', async () => {
      const run = open(SPEC, 0);
      await train(run, 10);
      expect(run.session.status.kind).toBe('finished');
      run.session.setEpochs(2);
      expect(run.session.status.kind).toBe('ready');
      await run.session.advance();
      expect(run.session.step).toBe(11);
      run.session.setEpochs(1);
      expect(run.session.status.kind).toBe('finished');
      run.session.close();
    });
  },
  QUICK,
);

/** Few measurements for a slow device. */
const onlyAt = (last: number) => (): Cadence => ({
  trainLoss: () => true,
  angles: (step) => step === last,
  evaluation: (step) => step === last,
});

onBackends('session, three steps', () => {
  test('replays the same numbers', async () => {
    const linear: ExperimentSpec = {
      ...SPEC,
      dataset: { ...DEFAULT_SPEC.dataset, id: 'linear-map', images: 200, noise: 0 },
      loss: 'mse',
    };
    const runs = [];
    for (let repeat = 0; repeat < 2; repeat++) {
      const run = open(linear, 1, generateDataset(linear.dataset, linear.seed), onlyAt(3));
      await train(run, 3);
      run.session.close();
      runs.push(['trainLoss', 'testError', 'updateAngle/1'].map(run.samples));
    }
    expect(runs[0]?.map((samples) => samples.length)).toEqual([3, 1, 1]);
    expect(runs[1]).toEqual(runs[0]);
  }, 60_000);
});
