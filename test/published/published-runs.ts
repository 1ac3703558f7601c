/**
 * Runs for the reproductions: arms trained by the page's own session, at several seeds, on the WebAssembly backend.
 * Every run says what it came to, so that the log of a test holds the figures and not only a verdict.
 */
import { type ArmResult, runArm } from '../../cli/experiment-run';
import { loadDataset } from '../../cli/load-data';
import { NODE_BACKENDS } from '../../cli/node-backends';
import { startBackend } from '../../src/engine/backend';
import { DATASET_CATALOGUE } from '../../src/spec/catalogue';
import type { Dataset } from '../../src/spec/dataset';
import { type ArmOptions, specWith } from '../../src/spec/preset';
import type { DatasetSpec, ExperimentSpec } from '../../src/spec/spec';
import { folderWith } from './published-data';

/** Data, first weights, feedback and the order of the examples all follow the seed. */
export const SEEDS = [0, 1, 2] as const;

type Differences = Parameters<typeof specWith>[0];

/** An experiment without its arms. */
export type Setting = Omit<Differences, 'arms' | 'dataset'> & { readonly dataset: Partial<DatasetSpec> };

/** Pictures of an official set where its files are, else drawn digits: as many for training, as far as there are. */
export function picturesOf(id: 'mnist' | 'fashion-mnist', images: number): Partial<DatasetSpec> {
  if (folderWith(id) !== null) return { id, images, testImages: 2000 };
  console.log(`No ${id} here: on drawn digits instead.`);
  const { maxImages } = DATASET_CATALOGUE.digits;
  return { id: 'digits', images: Math.min(maxImages, Math.ceil((images * 6) / 5)), testEvery: 6 };
}

/** Throws where no WebAssembly can be had. */
export async function startWasm(): Promise<void> {
  const started = await startBackend('wasm', NODE_BACKENDS);
  if (started.kind !== 'ready') throw new Error(`startWasm: ${JSON.stringify(started)}`);
}

const loaded = new Map<string, Promise<Dataset | string>>();

/** The data of a run. Official files are read once: which examples are taken does not follow the seed. */
export async function dataOf(spec: ExperimentSpec): Promise<Dataset> {
  const { id } = spec.dataset;
  const folder = id === 'mnist' || id === 'fashion-mnist' ? folderWith(id) : null;
  const key = JSON.stringify([spec.dataset, folder === null ? spec.seed : null]);
  const found = loaded.get(key) ?? loadDataset(spec, folder);
  loaded.set(key, found);
  const dataset = await found;
  if (typeof dataset === 'string') throw new Error(dataset);
  return dataset;
}

/** What a run came to, after its last epoch. */
export interface Outcome {
  readonly status: ArmResult['status'];
  readonly accuracyPercent: number;
  readonly trainLoss: number;
  /** Layers 1 … L; null where there is none. */
  readonly weightAngleDeg: readonly (number | null)[];
  readonly curves: ArmResult['curves'];
}

/** Trains one arm from one seed. `name` is what the log calls it. */
export async function runOne(
  name: string,
  setting: Setting,
  arm: ArmOptions,
  seed: number,
): Promise<Outcome> {
  const spec = { ...specWith({ ...setting, arms: [arm] }), seed };
  const quiet = { ...spec, probes: { ...spec.probes, rdms: false } };
  const [only] = quiet.arms;
  if (!only) throw new Error(`runOne: no arm for ${name}`);
  const run = { spec: quiet, dataset: await dataOf(quiet) };
  const { status, curves } = await runArm(
    run,
    only,
    () => undefined,
    () => false,
  );
  const outcome = {
    status,
    accuracyPercent: 100 * (curves.testAccuracy.at(-1) ?? Number.NaN),
    trainLoss: curves.trainLoss.at(-1) ?? Number.NaN,
    weightAngleDeg: curves.weightAngleDeg.at(-1) ?? [],
    curves,
  };
  const angles = outcome.weightAngleDeg.map((angle) => angle?.toFixed(1) ?? '–').join(' ');
  console.log(
    `${name}, seed ${seed}: ${status}, ${outcome.accuracyPercent.toFixed(2)} %, loss ${outcome.trainLoss.toPrecision(4)}, angles ${angles}`,
  );
  return outcome;
}

/** Every arm from every seed. One list per arm, in the order of SEEDS. */
export async function runAll<Name extends string>(
  setting: Setting,
  arms: Readonly<Record<Name, ArmOptions>>,
): Promise<Record<Name, readonly Outcome[]>> {
  const outcomes: Partial<Record<Name, readonly Outcome[]>> = {};
  for (const name of Object.keys(arms) as Name[]) {
    const list: Outcome[] = [];
    for (const seed of SEEDS) list.push(await runOne(name, setting, arms[name], seed));
    outcomes[name] = list;
  }
  return outcomes as Record<Name, readonly Outcome[]>;
}

/** Epochs as `slice` counts them; the last alone if left out. */
interface Epochs {
  readonly from?: number;
  readonly to?: number;
}

/** Test accuracy in percent, averaged over the seeds and the epochs chosen. */
export function meanAccuracy(outcomes: readonly Outcome[], { from = -1, to }: Epochs = {}): number {
  return mean(outcomes.flatMap(({ curves }) => curves.testAccuracy.slice(from, to))) * 100;
}

/** Training loss, averaged over the seeds and the epochs chosen. */
export function meanLoss(outcomes: readonly Outcome[], { from = -1, to }: Epochs = {}): number {
  return mean(outcomes.flatMap(({ curves }) => curves.trainLoss.slice(from, to)));
}

/** NaN where a value is missing. */
function mean(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0) / values.length;
}
