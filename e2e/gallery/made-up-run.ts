/**
 * A made-up run for looking at the bench without training: plausible curves, RDMs and answers for any preset.
 * Nothing of it reaches the product.
 */
import { generateDataset } from '../../src/data/index';
import { probeRows, tryRows } from '../../src/data/probe-rows';
import { createRng } from '../../src/math/rng';
import type { Dataset } from '../../src/spec/dataset';
import { PRESETS, type PresetId } from '../../src/spec/presets';
import type { RuleId, Slot } from '../../src/spec/spec';
import { useExperiment } from '../../src/store/experiment';
import { type ArmRun, useRun } from '../../src/store/run-state';
import { appendFrame } from '../../src/store/series';
import type { SeriesChunk, Snapshot } from '../../src/worker/protocol';

export interface MadeUp {
  readonly preset: PresetId;
  /** Share of the training that is done. */
  readonly done: number;
  /** Slot whose arm diverges half-way, or null. */
  readonly diverges: Slot | null;
  /** Slot whose rule is switched half-way, or null. */
  readonly switches: Slot | null;
}

const PACE: Readonly<Partial<Record<RuleId, number>>> = { bp: 1, fa: 0.7, dfa: 0.6 };

type Random = () => number;

/** 1 − Pearson of random patterns that gather around class prototypes as `order` goes from 0 to 1. */
function triangleOf(labels: readonly number[], order: number, random: Random): Float32Array {
  const features = 24;
  const prototypes = new Map<number, number[]>();
  const gaussian = (): number => (random() + random() + random() + random() - 2) * 1.7;
  const draw = (): number[] => Array.from({ length: features }, gaussian);
  const patterns = labels.map((label) => {
    const prototype = prototypes.get(label) ?? draw();
    prototypes.set(label, prototype);
    return prototype.map((value) => value * (0.35 + order) + gaussian() * (1.1 - 0.7 * order));
  });
  const normalised = patterns.map((pattern) => {
    const mean = pattern.reduce((sum, value) => sum + value, 0) / features;
    const centred = pattern.map((value) => value - mean);
    const norm = Math.hypot(...centred);
    return centred.map((value) => value / norm);
  });
  const out: number[] = [];
  normalised.forEach((a, i) => {
    for (const b of normalised.slice(i + 1))
      out.push(1 - a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0));
  });
  return Float32Array.from(out);
}

function snapshotAt(step: number, order: number, dataset: Dataset, seed: number): Snapshot {
  const rng = createRng(seed, 'probe');
  const random = (): number => rng.uniform();
  const { probeRows: probes, tryRows: tries, applied } = useRun.getState();
  const labels = Array.from(probes, (row, place) => dataset.test.labels?.[row] ?? place);
  const layers = applied.network.hidden.length + 1;
  const tryOutputs = Float32Array.from(
    Array.from(tries).flatMap((row) => {
      if (dataset.test.targets)
        return Array.from(
          dataset.test.targets.subarray(row * dataset.outputs, (row + 1) * dataset.outputs),
          (value) => value * order + (random() - 0.5) * (1.1 - order) * 0.3,
        );
      const scores = Array.from({ length: dataset.outputs }, (_, label) =>
        Math.exp(random() * 2.5 + (label === dataset.test.labels?.[row] ? 4.5 * order : 0)),
      );
      const total = scores.reduce((sum, score) => sum + score, 0);
      return scores.map((score) => score / total);
    }),
  );
  const grid = Uint8Array.from({ length: 64 * 64 }, (_, cell) => {
    const x = ((cell % 64) - 31.5) / 32;
    const y = (31.5 - Math.floor(cell / 64)) / 32;
    const turn = (Math.atan2(y, x) / Math.PI / 2 + 1 - Math.hypot(x, y) * 1.2 * order + 4) % 1;
    return Math.floor(turn * dataset.outputs);
  });
  return {
    step,
    rdms: Array.from({ length: layers }, (_, layer) =>
      triangleOf(labels, order * (layer === layers - 1 ? 1.3 : 1), random),
    ),
    tryOutputs,
    rdmOfMaps: 'flattened',
    tryCode: null,
    grid: dataset.inputShape[0] === 2 ? grid : null,
  };
}

/** Fills the stores. */
export function makeUpRun({ preset, done, diverges, switches }: MadeUp): void {
  const spec = PRESETS[preset].spec;
  const dataset = generateDataset(
    { ...spec.dataset, images: Math.min(spec.dataset.images, 1500) },
    spec.seed,
  );
  const stepsPerEpoch = 125;
  const totalSteps = stepsPerEpoch * spec.training.epochs;
  const live = Math.round(totalSteps * done);
  useExperiment.getState().load(spec, preset, []);
  useRun.setState({
    applied: spec,
    dataset,
    probeRows: probeRows(dataset, 60, spec.seed),
    tryRows: tryRows(dataset, 8, spec.seed),
    stepsPerEpoch,
    totalSteps,
    liveStep: live,
    isPlaying: false,
    backend: {
      id: 'wasm',
      adapter: null,
      reason: 'No WebGPU in this browser. WebAssembly runs everything here.',
    },
  });
  const layers = spec.network.hidden.length + 1;
  const arms: Partial<Record<Slot, ArmRun>> = {};
  for (const { slot, rule } of spec.arms) {
    const rng = createRng(slot + 7, 'noise');
    const noise = (): number => rng.uniform() - 0.5;
    const end = slot === diverges ? Math.round(live / 2) : live;
    const series: Record<string, SeriesChunk> = {};
    const record = (key: string, every: number, value: (epoch: number) => number): void => {
      const steps: number[] = [];
      for (let step = 0; step <= end; step += every) steps.push(step);
      const values = steps.map((step) => value(step / stepsPerEpoch));
      series[key] = { step: Uint32Array.from(steps), value: Float32Array.from(values) };
    };
    const pace = PACE[rule] ?? 0.8;
    const isSwitched = (epoch: number): boolean => slot === switches && epoch * stepsPerEpoch > live / 2;
    const grown = (epoch: number): number =>
      slot === diverges && epoch * stepsPerEpoch > end - 100
        ? Math.exp((epoch * stepsPerEpoch - end + 100) / 12)
        : 1;
    record(
      'trainLoss',
      5,
      (epoch) => grown(epoch) * (2.3 / (1 + 4 * epoch * pace)) * (1 + noise() * 0.9 * Math.min(1, epoch)),
    );
    record('testLoss', 25, (epoch) => grown(epoch) * (2.3 / (1 + 3.2 * epoch * pace) + 0.05));
    if (dataset.classNames.length > 0)
      record(
        'testAccuracy',
        25,
        (epoch) => 0.985 - 0.88 * Math.exp(-3.2 * pace * epoch) - 0.03 / (1 + epoch) + noise() * 0.004,
      );
    else record('testError', 25, (epoch) => 1 / (1 + 9 * epoch * pace));
    record('logitScale', 25, (epoch) => 0.4 + 2 * Math.log1p(epoch * pace));
    for (let layer = 1; layer <= layers; layer++) {
      const isExact = rule === 'bp' || layer === layers;
      record(`updateAngle/${layer}`, 5, (epoch) =>
        isExact || isSwitched(epoch)
          ? 0
          : 36 + 3 * (layers - layer) + 54 * Math.exp(-2 * epoch) + noise() * 5,
      );
      if (rule === 'fa' && layer > 1) {
        record(`weightAngle/${layer}`, 5, (epoch) => 38 + 52 * Math.exp(-1.6 * epoch));
        record(`normRatio/${layer}`, 5, (epoch) => 1 / (1 + 0.3 * epoch));
        record(`signAgreement/${layer}`, 5, (epoch) => 0.78 - 0.28 * Math.exp(-1.6 * epoch));
      }
      record(`weightNorm/${layer}`, 25, (epoch) => 5 + layer + 2 * Math.sqrt(epoch * pace));
    }
    const snapshots: Snapshot[] = [];
    for (let step = 0; step <= end; step += stepsPerEpoch / 5)
      snapshots.push(snapshotAt(step, 1 - Math.exp((-1.2 * pace * step) / stepsPerEpoch), dataset, slot + 1));
    const status =
      slot === diverges
        ? ({ kind: 'diverged', step: end, what: 'loss' } as const)
        : ({ kind: 'ready' } as const);
    const to = slot === switches ? ('bp' as const) : rule;
    const marks = slot === switches ? [{ step: Math.round(live / 2), from: rule, to }] : [];
    const still = { stepsPerSecond: 410, learningRate: 0.1, warmUp: null, tensors: 40 };
    const frame = { runId: 1, step: end, status, ...still, series, snapshots, curves: null };
    appendFrame(slot, frame, stepsPerEpoch);
    arms[slot] = { slot, rule: to, status, step: end, ...still, marks };
  }
  useRun.setState({ arms });
}
