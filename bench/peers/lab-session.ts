/**
 * A run of the page as it is: session, cadence, frames; with everything that it measures, without the probes that can be
 * switched off, or with nothing but training. `variant`: backend, rule, and `measured`, `unprobed` or `unmeasured`.
 */
import { NODE_BACKENDS } from '../../cli/node-backends';
import { generateDataset } from '../../src/data/index';
import { probeRows, tryRows } from '../../src/data/probe-rows';
import { type BackendId, startBackend } from '../../src/engine/backend';
import type { Dataset, Split } from '../../src/spec/dataset';
import { PRESETS, type PresetId } from '../../src/spec/presets';
import type { ExperimentSpec, RuleId } from '../../src/spec/spec';
import type { Cadence } from '../../src/worker/cadence';
import { openSession } from '../../src/worker/session';
import type { BenchData } from '../bench-data';
import type { OpenRunner } from './runner';

/** As many as on the page. */
const PROBE_COUNT = 60;
const TRY_COUNT = 8;
/** How long the page's driver trains before it looks up. */
const SLICE_MS = 12;

const NOTHING: Cadence = { trainLoss: () => false, angles: () => false, evaluation: () => false };

/** `bench.id` names a preset. Rounds are whole epochs, since an epoch is what the cadence spreads over. */
export const openLabSession: OpenRunner = async (bench, variant, data) => {
  const [backend = '', rule = '', measuring = ''] = variant.split(' ');
  const started = await startBackend(backend as BackendId, NODE_BACKENDS);
  if (started.kind === 'failed') throw new Error(started.message);
  const { spec: preset } = PRESETS[bench.id as PresetId];
  const isProbed = measuring !== 'unprobed';
  const spec: ExperimentSpec = {
    ...preset,
    training: { ...preset.training, epochs: 1000 },
    probes: { ...preset.probes, angles: isProbed, rdms: isProbed, norms: isProbed },
  };
  const slot = spec.arms.find((arm) => arm.rule === (rule as RuleId))?.slot ?? 0;
  const dataset = datasetFor(spec, data);
  const session = openSession(
    {
      runId: 1,
      slot,
      spec,
      dataset,
      probeRows: probeRows(dataset, PROBE_COUNT, spec.seed),
      tryRows: tryRows(dataset, TRY_COUNT, spec.seed),
      ...(measuring === 'unmeasured' ? { cadence: () => NOTHING } : {}),
    },
    () => undefined,
    () => performance.now(),
  );
  return {
    about: `${started.id}, ${session.stepsPerEpoch} steps an epoch, ${dataset.test.count} test rows`,
    async train(count) {
      const epochs = Math.max(1, Math.round(count / session.stepsPerEpoch));
      const goal = session.step + epochs * session.stepsPerEpoch;
      const steps = goal - session.step;
      session.setRunning(true);
      while (session.step < goal && session.status.kind === 'running') {
        const end = performance.now() + SLICE_MS;
        while (session.step < goal && performance.now() < end) await session.advance(goal);
        if (started.id === 'webgpu') await session.settle();
        session.post();
        await new Promise((resolve) => setImmediate(resolve));
      }
      session.setRunning(false);
      if (session.status.kind !== 'ready') throw new Error(`the run ${session.status.kind}`);
      await session.settle();
      return { steps, scriptMs: null };
    },
    // A run that diverges has thrown above.
    loss: async () => null,
  };
};

/** The preset's own data where they are generated; pictures of the same number and size where they are downloaded. */
function datasetFor(spec: ExperimentSpec, { x, labels, count }: BenchData): Dataset {
  const { dataset } = spec;
  if (dataset.id !== 'mnist') return generateDataset(dataset, spec.seed);
  const features = x.length / count;
  const repeat = (rows: number): Split => {
    const split = {
      count: rows,
      x: new Uint8Array(rows * features),
      labels: new Uint8Array(rows),
      targets: null,
    };
    for (let row = 0; row < rows; row++) {
      split.x.set(x.subarray((row % count) * features, ((row % count) + 1) * features), row * features);
      split.labels[row] = labels[row % count] ?? 0;
    }
    return split;
  };
  return {
    id: 'mnist',
    name: 'Bench',
    inputShape: [28, 28, 1],
    outputs: 10,
    classNames: Array.from({ length: 10 }, (_, index) => String(index)),
    train: repeat(dataset.images),
    test: repeat(dataset.testImages),
  };
}
