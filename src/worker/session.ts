/**
 * A live run of one arm: the network, its rule and optimiser, and the measurements, driven by run.worker.ts.
 * Takes its clock from outside and knows neither page nor worker, so the command line can run it too.
 */
import { memory, scalar, tensor2d } from '@tensorflow/tfjs-core';
import { answerTo } from '../engine/answer';
import { SLOTS } from '../engine/captured-training';
import { evaluate, type Measured, predict } from '../engine/evaluate';
import { createModel } from '../engine/initialise';
import { ofLayer } from '../engine/network';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll } from '../engine/scope';
import { startTraining, type TrainingSetup, type TrainingState, warmUpStep } from '../engine/train-step';
import { readFeatureMaps, readFeedback, readValues } from '../probes/feature-maps';
import { PROBES } from '../probes/index';
import { createRule } from '../rules/index';
import { isClassification } from '../spec/dataset';
import { rateFactor } from '../spec/schedule';
import { learningRateOf, networkOf, type RuleChoice } from '../spec/spec';
import { createCadence } from './cadence';
import {
  type AngleReading,
  type Frame,
  GRID,
  type RunStatus,
  type SeriesName,
  type WarmUpProgress,
} from './protocol';
import { createRecorder } from './recorder';
import { drawsAnew, takesOver } from './rule-change';
import { createBatches, sourceOf } from './session-batches';
import { createCapturedTrainer } from './session-captured';
import { createComponentsReader } from './session-components';
import type { Session, SessionRequest } from './session-contract';
import { bottleneckOf, largestOfRows, rasterPoints } from './session-raster';
import { createKeeper, remembering, restoreState } from './session-saved';
import { createStepwiseTrainer, type Trainer } from './session-stepwise';
import { createSpeedometer } from './speedometer';

export type { Session, SessionRequest } from './session-contract';

/** Opens a run at step 0 on the backend that is set. Throws when the request does not fit together. */
export function openSession(
  request: SessionRequest,
  onFrame: (frame: Frame) => void,
  now: () => number,
): Session {
  const { spec, dataset, slot } = request;
  const arm = spec.arms.find((candidate) => candidate.slot === slot);
  if (!arm) throw new Error(`openSession: the experiment has no arm in slot ${slot}`);
  const material = { dataset, target: spec.target };
  const batches = createBatches(material, spec.training.batch, spec.seed);
  const cadence = (request.cadence ?? createCadence)(batches.stepsPerEpoch);
  const speedometer = createSpeedometer(now);
  const { network, params } = createModel(networkOf(spec, dataset), {
    init: spec.network.init,
    initSigma: spec.network.initSigma,
    seed: spec.seed,
  });
  const optimiser = createOptimiser(spec.optimiser);
  const { init } = spec.network;
  const { resume = null, trouble } = request;
  let choice: RuleChoice = resume?.choice ?? arm;
  let setup: TrainingSetup = {
    network,
    rule: createRule(choice),
    optimiser,
    loss: spec.loss,
    seed: spec.seed,
  };
  /** Steps of warming up that the rule asks for before the first training step. */
  const warmUpSteps = (): number =>
    setup.rule.warmUp ? (setup.rule.warmUpEpochs ?? 0) * batches.stepsPerEpoch : 0;
  const warmUp = { done: 0, total: warmUpSteps() };
  let state: TrainingState = startTraining(setup, params, { init, warmUpSteps: warmUp.total });
  if (resume) {
    warmUp.done = warmUp.total;
    state = restoreState(state, resume);
  }
  const testRows = sourceOf(material);
  const stimuli = sourceOf(material, request.probeRows);
  const tryRows = sourceOf(material, request.tryRows);
  const hasClasses = spec.target === 'labels' && isClassification(dataset);
  const isPlane = dataset.inputShape.length === 1 && dataset.inputShape[0] === 2 && hasClasses;
  const raster = isPlane ? rasterPoints() : null;
  const bottleneck = spec.target === 'input' ? bottleneckOf(network) : null;

  let step = resume?.step ?? 0;
  // Measured anew where a run goes on: what was heard there is left out, what was lost with the device is not.
  const measured = { evaluation: -1, angles: -1 };
  const keeper = createKeeper(now, resume);
  let status: RunStatus = { kind: 'ready' };
  let fullRate = resume?.fullRate ?? learningRateOf(spec, arm);
  let probes = resume?.probes ?? spec.probes;
  let totalSteps = resume?.totalSteps ?? batches.stepsPerEpoch * spec.training.epochs;

  const recorder = remembering(
    createRecorder(
      request.runId,
      () => ({
        step,
        status,
        stepsPerSecond: status.kind === 'running' ? speedometer.stepsPerSecond() : 0,
        learningRate: rateAt(step),
        warmUp: warmUpNow(),
        tensors: memory().numTensors,
        ...(trouble && { trouble }),
      }),
      onFrame,
      now,
    ),
    resume?.heard,
  );
  const model = (): Measured => ({
    network,
    params: state.params,
    loss: spec.loss,
    answer: (x) => answerTo({ setup, state }, x),
  });
  const layerwise = (name: SeriesName, values: readonly (number | null)[]): void => {
    for (const [index, value] of values.entries()) {
      if (value !== null) recorder.sample(`${name}/${index + 1}`, step, value);
    }
  };
  const diverge = (what: 'loss' | 'weights'): void => {
    status = { kind: 'diverged', step, what };
  };

  /** What the schedule makes of the learning rate in a step. */
  function rateAt(at: number): number {
    return fullRate * rateFactor(spec.schedule, at, { stepsPerEpoch: batches.stepsPerEpoch, totalSteps });
  }

  /** A loss was read of the batch at that step, before its update. */
  function noteLoss(at: number, loss: number): void {
    if (status.kind === 'diverged') return;
    if (Number.isFinite(loss)) recorder.sample('trainLoss', at, loss);
    else {
      // The run ends where it stood then.
      step = at;
      diverge('loss');
    }
    if (trainer.isBehind) recorder.post();
  }

  const componentsReader = createComponentsReader(dataset, spec.seed);
  const trainerOptions = {
    rowsAt: batches.rowsAt,
    learningRateAt: rateAt,
    wantsLoss: cadence.trainLoss,
    onLoss: noteLoss,
    now,
  };
  const trainer: Trainer =
    createCapturedTrainer(material, trainerOptions) ?? createStepwiseTrainer(batches, trainerOptions);

  async function readAngles(): Promise<AngleReading> {
    const batch = batches.at(step);
    const angles = await PROBES.updateAngle.read({ setup, state, batch });
    disposeAll(batch);
    return { step, angles };
  }

  async function measureInner(): Promise<void> {
    const batch = batches.at(step);
    const { scalars, curves } = await PROBES.inner.read({ setup, state, batch });
    disposeAll(batch);
    for (const { name, layer, value } of [...scalars, ...(await componentsReader.angles({ setup, state }))]) {
      recorder.sample(layer === null ? `inner/${name}` : `inner/${name}/${layer}`, step, value);
    }
    if (curves.length > 0) recorder.curves({ step, curves });
  }

  async function measureAngles(): Promise<void> {
    layerwise('updateAngle', (await readAngles()).angles);
    const context = { setup, state };
    layerwise('weightAngle', await PROBES.weightAngle.read(context));
    layerwise('normRatio', await PROBES.normRatio.read(context));
    layerwise('signAgreement', await PROBES.signAgreement.read(context));
    for (const { name, layer, angleDeg } of await PROBES.namedAngle.read(context)) {
      if (angleDeg !== null) recorder.sample(`named/${name}/${layer}`, step, angleDeg);
    }
    await measureInner();
  }

  async function predictRows(values: Float32Array, count: number): Promise<Float32Array> {
    const x = tensor2d(values, [count, values.length / count]);
    const outputs = await predict(model(), x);
    x.dispose();
    return outputs;
  }

  async function measureRdms(): Promise<readonly Float32Array[]> {
    const rows = stimuli.read(0, stimuli.count);
    const rdms = await PROBES.rdm.read({ setup, state, stimuli: rows.x, maps: probes.rdmOfMaps });
    disposeAll(rows);
    return rdms;
  }

  async function measureSnapshot(): Promise<void> {
    const rows = tryRows.read(0, tryRows.count);
    const tryOutputs = await predict(model(), rows.x);
    const code = bottleneck === null ? null : await readFeatureMaps({ setup, state }, rows.x, bottleneck);
    disposeAll(rows);
    const rdms = probes.rdms ? await measureRdms() : [];
    const grid = raster ? largestOfRows(await predictRows(raster, GRID * GRID), network.outputs) : null;
    recorder.snapshot({
      step,
      rdms: [...rdms],
      rdmOfMaps: probes.rdmOfMaps,
      tryOutputs: Float32Array.from(tryOutputs),
      tryCode: code && Float32Array.from(code.values),
      grid,
    });
  }

  async function measureEvaluation(): Promise<void> {
    const { loss, accuracy, normalisedSquaredError, logitRms } = await evaluate(model(), testRows);
    if (!Number.isFinite(loss)) {
      diverge('loss');
      return;
    }
    recorder.sample('testLoss', step, loss);
    if (hasClasses) recorder.sample('testAccuracy', step, accuracy);
    else recorder.sample('testError', step, normalisedSquaredError);
    if (probes.norms) {
      recorder.sample('logitScale', step, logitRms);
      layerwise('weightNorm', await PROBES.weightNorm.read({ setup, state }));
    }
    await measureSnapshot();
  }

  async function measure(): Promise<void> {
    if (measured.evaluation !== step) {
      measured.evaluation = step;
      if (cadence.evaluation(step)) {
        await measureEvaluation();
        await keep();
      }
    }
    // Feedback weights are what they are at step 0 only once the rule has warmed up.
    if (status.kind === 'diverged' || warmUp.done < warmUp.total || measured.angles === step) return;
    measured.angles = step;
    if (probes.angles && cadence.angles(step)) await measureAngles();
  }

  function warmUpNow(): WarmUpProgress | null {
    return warmUp.total > 0 ? { ...warmUp } : null;
  }

  /** Puts the state aside where a device may be lost. */
  async function keep(): Promise<void> {
    const isReady = warmUp.done >= warmUp.total && status.kind !== 'diverged';
    if (trainer.isBehind && isReady) await keeper.keep(step, state);
  }

  /** What the device counts: below 0 while the rule warms up, whenever it does. */
  function countFrom(at: number): void {
    state.step.dispose();
    state = { ...state, step: scalar(at, 'int32') };
  }

  /** Warms up from the beginning; training waits where it stands. */
  function startWarmUp(): void {
    warmUp.done = 0;
    warmUp.total = warmUpSteps();
    if (step === 0) measured.angles = -1;
    countFrom(warmUp.total === 0 ? step : -warmUp.total);
  }

  async function warmUpOnce(): Promise<void> {
    const batch = batches.at(warmUp.done);
    state = warmUpStep(setup, state, batches.rows, batch);
    disposeAll(batch);
    warmUp.done += 1;
    if (warmUp.done < warmUp.total) return;
    countFrom(step);
    await measure();
  }

  /** Whether something is measured at that step, or the run ends there. */
  const isStop = (at: number): boolean =>
    at >= totalSteps || cadence.evaluation(at) || (probes.angles && cadence.angles(at));

  /** Takes steps up to the goal or the next measurement; answers how many. */
  async function trainTo(goal: number): Promise<number> {
    let until = step + 1;
    while (until < Math.min(goal, step + SLOTS) && !isStop(until)) until += 1;
    const advanced = await trainer.run(setup, state, { from: step, until });
    state = advanced.state;
    // Whoever measures wants to know first whether the run got there.
    if (isStop(step + advanced.taken)) await trainer.settle();
    return advanced.taken;
  }

  return {
    layers: network.layers.length,
    stepsPerEpoch: batches.stepsPerEpoch,
    get totalSteps() {
      return totalSteps;
    },
    get step() {
      return step;
    },
    get status() {
      return status;
    },
    get warmUp() {
      return warmUpNow();
    },
    measure,
    async advance(goal = step + 1) {
      if (step >= totalSteps || status.kind === 'diverged' || status.kind === 'failed') return;
      if (warmUp.done < warmUp.total) {
        await warmUpOnce();
        return;
      }
      if (keeper.kept === null) await keep();
      const from = step;
      const taken = await trainTo(goal);
      // A loss that is not finite was read before this step's update: the run ends where it stands.
      if ((status as RunStatus).kind === 'diverged') return;
      step = from + taken;
      speedometer.note(step);
      await measure();
      if (step >= totalSteps && (status as RunStatus).kind !== 'diverged') status = { kind: 'finished' };
    },
    setRunning(isRunning) {
      if (isRunning && status.kind === 'ready') {
        speedometer.note(step);
        status = { kind: 'running' };
      } else if (!isRunning && status.kind === 'running') {
        status = { kind: 'ready' };
      }
    },
    setRule(next) {
      trainer.release();
      keeper.drop();
      const rule = createRule(next);
      if (drawsAnew(choice, next)) {
        setup.rule.dispose(state.ruleState);
        const ruleState = rule.init(network, { seed: spec.seed, weights: state.params.W, init });
        state = { ...state, ruleState };
      }
      const isStarting = step === 0 || takesOver(choice, next);
      choice = next;
      setup = { ...setup, rule };
      if (isStarting) startWarmUp();
      return step;
    },
    setLearningRate(rate) {
      fullRate = rate;
    },
    setEpochs(epochs) {
      totalSteps = batches.stepsPerEpoch * epochs;
      if (status.kind === 'finished' && step < totalSteps) status = { kind: 'ready' };
      else if (status.kind === 'ready' && step >= totalSteps) status = { kind: 'finished' };
    },
    async setProbes(next) {
      const isOther = next.rdmOfMaps !== probes.rdmOfMaps;
      probes = next;
      if (!isOther || !probes.rdms || status.kind === 'diverged' || status.kind === 'failed') return;
      await measureSnapshot();
      recorder.post();
    },
    predict: (row) => predictRows(row, 1),
    async inspect(layer, row) {
      const x = tensor2d(row, [1, row.length]);
      const activations = await readFeatureMaps({ setup, state }, x, layer);
      x.dispose();
      return {
        weights: await readValues(ofLayer(state.params.W, layer)),
        feedback: await readFeedback({ setup, state }, layer),
        activations,
      };
    },
    async components(layer) {
      const read = await componentsReader.read({ setup, state }, layer);
      return read && { step, ...read };
    },
    readAngles,
    async settle() {
      // Captured steps are waited for as they go.
      if (!trainer.isBehind) await state.params.b[0]?.data();
    },
    saved: () =>
      keeper.kept && { ...keeper.kept, choice, fullRate, probes, totalSteps, heard: recorder.tellAll() },
    post: () => recorder.post(),
    fail(failure) {
      status = failure;
      recorder.post();
    },
    close() {
      recorder.close();
      trainer.close();
      disposeAll(state);
    },
  };
}
