/**
 * Transport and life of the arms: opens one runner per arm on the experiment's data, keeps them together,
 * applies live changes, and publishes what React shows. The only writer of run-state.ts.
 */
import { DATASET_CATALOGUE } from '../spec/catalogue';
import { repair } from '../spec/check';
import { countStepsPerEpoch } from '../spec/dataset';
import { setField } from '../spec/fields';
import type { ExperimentSpec, Slot } from '../spec/spec';
import {
  type AngleReading,
  type BackendInfo,
  type ComponentsView,
  type Frame,
  isFailure,
  type LayerView,
  type LoadedData,
  type PickedFile,
} from '../worker/protocol';
import { type ArmRunner, createArmRunner } from './arm-runner';
import { isLoaded, loadData, readFiles, recogniseFiles } from './data';
import { useExperiment } from './experiment';
import { mergeLiveChanges } from './live-changes';
import { commonGoal, haveArrived, type Pace } from './lockstep';
import { type ArmRun, SPEED_LIMITS, type Speed, useRun } from './run-state';
import { appendFrame, clearSeries } from './series';
import { useView } from './view';

const PUBLISH_MS = 100;
const EDIT_DELAY_MS = 150;
const HEARTBEAT_MS = 4_000;

const runners = new Map<Slot, ArmRunner>();
let loaded: LoadedData | null = null;
let backend: BackendInfo | null = null;
let backendKey = '';
/** Step at which all arms stop; null while they train on. */
let target: number | null = null;
/** Arms are being stopped; nobody's goal moves meanwhile. */
let isPausing = false;
/** Counts rebuilds: what an older one still awaits is ignored. */
let generation = 0;
let publishTimer: ReturnType<typeof setTimeout> | null = null;
let editTimer: ReturnType<typeof setTimeout> | null = null;

const isActive = ({ status }: ArmRun): boolean =>
  status.kind === 'ready' || status.kind === 'running' || status.kind === 'finished';
const pacesOf = (): Pace[] =>
  [...runners.values()].map(({ view }) => ({ ...view, isActive: isActive(view) }));

const isAnyOpening = (): boolean => [...runners.values()].some(({ view }) => view.status.kind === 'opening');

function publishNow(): void {
  if (publishTimer !== null) clearTimeout(publishTimer);
  publishTimer = null;
  const views = [...runners.values()].map((runner) => runner.view);
  useRun.setState({
    arms: Object.fromEntries(views.map((view) => [view.slot, view])),
    liveStep: Math.max(0, ...views.map((view) => view.step)),
  });
}

function publishSoon(): void {
  publishTimer ??= setTimeout(publishNow, PUBLISH_MS);
}

const setPlaying = (isPlaying: boolean): void => {
  if (useRun.getState().isPlaying !== isPlaying) useRun.setState({ isPlaying });
};

/** Moves every arm's goal on, or stops when all have arrived. */
function advance(): void {
  const { isPlaying, speed, stepsPerEpoch, totalSteps } = useRun.getState();
  if (!isPlaying || isPausing) return;
  const paces = pacesOf();
  const goal = commonGoal(paces, { target, totalSteps, stepsPerEpoch });
  if (goal === null || (haveArrived(paces, goal) && (target !== null || goal === totalSteps))) {
    if (isAnyOpening() || useRun.getState().loading !== null) return;
    target = null;
    setPlaying(false);
    publishNow();
    return;
  }
  for (const runner of runners.values()) if (isActive(runner.view)) runner.runTo(goal, SPEED_LIMITS[speed]);
}

function handleFrame(slot: Slot, frame: Frame): void {
  appendFrame(slot, frame, useRun.getState().stepsPerEpoch);
  advance();
  publishSoon();
}

function handleChange(): void {
  publishNow();
  advance();
}

function runnerOf(slot: Slot, spec: ExperimentSpec): ArmRunner | null {
  const existing = runners.get(slot);
  if (existing && existing.view.status.kind !== 'failed') return existing;
  existing?.dispose();
  const arm = spec.arms.find((candidate) => candidate.slot === slot);
  if (!arm) return null;
  const runner = createArmRunner(slot, arm, { onFrame: handleFrame, onChange: handleChange });
  runners.set(slot, runner);
  return runner;
}

function removeRunner(slot: Slot): void {
  runners.get(slot)?.dispose();
  runners.delete(slot);
  clearSeries(slot);
}

/** The backend for this experiment: decided once per wish and network, on the first arm's worker. */
async function decideBackend(
  spec: ExperimentSpec,
  data: LoadedData,
  runner: ArmRunner,
): Promise<BackendInfo | null> {
  const wish = useView.getState().backendWish;
  const key = JSON.stringify([wish, spec.network, spec.training.batch, data.dataset.inputShape]);
  if (backend && key === backendKey) return backend;
  const chosen = await runner.chooseBackend(wish, spec, data.dataset);
  if (chosen) {
    backend = chosen;
    backendKey = key;
  }
  return chosen;
}

/** Opens one arm at step 0 on the data and backend of the experiment. */
async function openArm(slot: Slot, spec: ExperimentSpec, data: LoadedData): Promise<void> {
  const thisGeneration = generation;
  const runner = runnerOf(slot, spec);
  if (!runner) return;
  const chosen = await decideBackend(spec, data, runner);
  if (thisGeneration !== generation || !chosen) return;
  useRun.setState({ backend: chosen });
  const { dataset, probeRows, tryRows } = data;
  await runner.open({ spec, dataset, probeRows, tryRows, backend: chosen.id });
  if (thisGeneration === generation) handleChange();
}

function showData(data: LoadedData, spec: ExperimentSpec): void {
  loaded = data;
  const stimuli = data.probeRows.length;
  const { pair } = useView.getState();
  if (Math.max(...pair) >= stimuli) useView.setState({ pair: [0, Math.max(0, stimuli - 1)] });
  const stepsPerEpoch = countStepsPerEpoch(data.dataset.train.count, spec.training.batch);
  useRun.setState({ ...data, stepsPerEpoch, totalSteps: stepsPerEpoch * spec.training.epochs });
}

/** Loads what is needed and opens every arm at step 0. What the run before measured is shown until the data is there. */
async function rebuild(): Promise<void> {
  const thisGeneration = ++generation;
  if (editTimer !== null) clearTimeout(editTimer);
  editTimer = null;
  const { spec } = useExperiment.getState();
  // What goes wrong meanwhile, with files that were picked, is not this rebuild's to take away.
  const failureBefore = useRun.getState().dataFailure;
  target = null;
  setPlaying(false);
  if (!isLoaded(spec.dataset, spec.seed)) {
    useRun.setState({ loading: DATASET_CATALOGUE[spec.dataset.id].name });
  }
  // Workers start, and arms of the run before come to rest, while the data is being made.
  for (const { slot } of spec.arms) runnerOf(slot, spec)?.prepare(spec);
  publishNow();
  const data = await loadData(spec.dataset, spec.seed);
  if (thisGeneration !== generation) return;
  for (const slot of [...runners.keys()]) {
    if (!spec.arms.some((arm) => arm.slot === slot) || isFailure(data)) removeRunner(slot);
  }
  clearSeries();
  useView.setState({ playhead: null, hover: null });
  if (isFailure(data)) {
    loaded = null;
    setPlaying(false);
    useRun.setState({ applied: spec, loading: null, dataset: null, dataFailure: data });
    publishNow();
    return;
  }
  useRun.setState(({ dataFailure }) => ({
    applied: spec,
    loading: null,
    dataFailure: dataFailure === failureBefore ? null : dataFailure,
  }));
  showData(data, spec);
  publishNow();
  // Decided once, on the first arm's worker; the others find the answer.
  const [first] = spec.arms;
  const firstRunner = first && runnerOf(first.slot, spec);
  if (firstRunner) await decideBackend(spec, data, firstRunner);
  if (thisGeneration !== generation) return;
  await Promise.all(spec.arms.map(({ slot }) => openArm(slot, spec, data)));
}

/** Carries an edit into a run that has begun. */
function applyLive(edited: ExperimentSpec): void {
  const { applied } = useRun.getState();
  const merged = mergeLiveChanges(applied, edited);
  if (JSON.stringify(merged) === JSON.stringify(applied)) return;
  useRun.setState((state) => ({ applied: merged, totalSteps: state.stepsPerEpoch * merged.training.epochs }));
  for (const slot of [...runners.keys()]) {
    if (!merged.arms.some((arm) => arm.slot === slot)) removeRunner(slot);
  }
  for (const { slot } of merged.arms) {
    const runner = runners.get(slot);
    if (runner) runner.update(applied, merged);
    else if (loaded) void catchUp(slot, merged, loaded);
  }
  handleChange();
}

/** Opens an arm that the others are ahead of and trains it up to them. */
async function catchUp(slot: Slot, spec: ExperimentSpec, data: LoadedData): Promise<void> {
  const { isPlaying, liveStep } = useRun.getState();
  const thisGeneration = generation;
  await openArm(slot, spec, data);
  if (thisGeneration !== generation) return;
  if (!isPlaying && !useRun.getState().isPlaying && liveStep > 0) playTo(liveStep);
}

/** Trains on to a step, or to the end. Arms that are still being opened set off once they are. */
function playTo(step: number | null): void {
  // An edit of a moment ago: it is this experiment that is to be trained.
  if (editTimer !== null) void rebuild();
  target = step;
  const { totalSteps, loading } = useRun.getState();
  const isComing = loading !== null || isAnyOpening();
  if (!isComing && haveArrived(pacesOf(), Math.min(totalSteps, step ?? totalSteps))) return;
  setPlaying(true);
  advance();
}

/** Before the first step an edit takes effect by itself; afterwards it waits for a reset unless it is live. */
function followEdits(): void {
  useExperiment.subscribe(({ spec }, previous) => {
    if (spec === previous.spec) return;
    const { liveStep, isPlaying, dataset } = useRun.getState();
    if (liveStep > 0 || isPlaying) {
      applyLive(spec);
      return;
    }
    if (editTimer !== null) clearTimeout(editTimer);
    editTimer = setTimeout(() => void rebuild(), dataset ? EDIT_DELAY_MS : 0);
  });
}

/** Builds the experiment of the link and follows every edit from then on. */
export async function startLab(): Promise<void> {
  followEdits();
  setInterval(() => {
    for (const runner of runners.values()) void runner.checkAlive();
  }, HEARTBEAT_MS);
  await rebuild();
}

/** Trains every arm until the last epoch, or until `pause`. */
export function play(): void {
  playTo(null);
}

/** Stops every arm at one and the same step: that of the arm that is furthest. */
export async function pause(): Promise<void> {
  if (!useRun.getState().isPlaying) return;
  const thisGeneration = generation;
  isPausing = true;
  const active = [...runners.values()].filter((runner) => isActive(runner.view));
  const steps = await Promise.all(active.map((runner) => runner.pause()));
  isPausing = false;
  if (thisGeneration !== generation) return;
  target = Math.max(0, ...steps);
  advance();
}

export function togglePlay(): void {
  if (useRun.getState().isPlaying) void pause();
  else play();
}

/** Where the furthest arm is, or is being trained to. */
const furthest = (): number => Math.max(target ?? 0, ...pacesOf().map((pace) => pace.step));

/** Trains every arm by some batches, then stops. */
export function stepBatches(count: number): void {
  playTo(furthest() + count);
}

/** Trains to the next whole epoch, then stops. */
export function stepEpoch(): void {
  const { stepsPerEpoch } = useRun.getState();
  playTo((Math.floor(furthest() / stepsPerEpoch) + 1) * stepsPerEpoch);
}

/** Back to step 0 with the edited experiment; the same seed replays the same run. */
export function reset(): void {
  void rebuild();
}

export function setSpeed(speed: Speed): void {
  useRun.setState({ speed });
  advance();
}

/** A new worker for an arm that failed or diverged; it catches up with the others. */
export function restartArm(slot: Slot): void {
  const { applied } = useRun.getState();
  if (!loaded) return;
  removeRunner(slot);
  void catchUp(slot, applied, loaded);
}

/**
 * Opens what was dropped or picked: finds out which data set it is, reads it, and moves the experiment to it.
 * Wrong files change nothing but the failure shown.
 */
export async function openFiles(files: readonly PickedFile[]): Promise<void> {
  const { spec, setField: edit } = useExperiment.getState();
  // An edit of a moment ago comes before the files.
  if (editTimer !== null) void rebuild();
  useRun.setState({
    loading: files.length === 1 ? (files[0]?.path ?? 'a file') : `${files.length} files`,
    dataFailure: null,
  });
  const found = await recogniseFiles(files, spec.dataset.id);
  if (isFailure(found)) {
    useRun.setState({ loading: null, dataFailure: found });
    return;
  }
  const asked = repair(setField(spec, 'dataset', found.id)).spec;
  const data = await readFiles(found.files, asked.dataset, asked.seed);
  if (isFailure(data)) {
    useRun.setState({ loading: null, dataFailure: data });
    return;
  }
  edit('dataset', found.id);
  await rebuild();
}

export function dismissDataFailure(): void {
  useRun.setState({ dataFailure: null });
}

/** Output probabilities of an arm's live network for one input row, or null where the arm cannot answer. */
export async function predict(slot: Slot, row: Float32Array): Promise<Float32Array | null> {
  return (await runners.get(slot)?.predict(row)) ?? null;
}

/**
 * A layer (from 1) of an arm's live network: weights, feedback weights, and what it makes of one input row;
 * null where the arm cannot answer.
 */
export async function inspect(slot: Slot, layer: number, row: Float32Array): Promise<LayerView | null> {
  return (await runners.get(slot)?.inspect(layer, row)) ?? null;
}

/** Principal components of what a layer (from 1) of an arm takes in, against its weights; null where there is no such thing. */
export async function readComponents(slot: Slot, layer: number): Promise<ComponentsView | null> {
  return (await runners.get(slot)?.components(layer)) ?? null;
}

/** Update angles of an arm's live network on the batch that it trains on next, recorded nowhere; null where it cannot answer. */
export async function readAngles(slot: Slot): Promise<AngleReading | null> {
  return (await runners.get(slot)?.readAngles()) ?? null;
}
