/**
 * A live run of one arm: the network, its rule and optimiser, and the measurements, driven by run.worker.ts.
 * Takes its clock from outside and knows neither page nor worker, so the command line can run it too.
 */
import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { drawNoise } from '../engine/dropout';
import { evaluate, type Measured, predict } from '../engine/evaluate';
import { createModel } from '../engine/initialise';
import type { Batch } from '../engine/learning-rule';
import { type Network, ofLayer } from '../engine/network';
import { createOptimiser } from '../engine/optimisers';
import { disposeAll } from '../engine/scope';
import { type TrainingSetup, type TrainingState, trainStep } from '../engine/train-step';
import { readFeatureMaps, readValues } from '../probes/feature-maps';
import { PROBES } from '../probes/index';
import { RULES } from '../rules/index';
import { isClassification } from '../spec/dataset';
import { type ExperimentSpec, learningRateOf, networkOf, type RuleId, type RuleParams } from '../spec/spec';
import { type Cadence, createCadence } from './cadence';
import {
  type Frame,
  GRID,
  type LayerView,
  type OpenRequest,
  type RunStatus,
  type SeriesName,
} from './protocol';
import { createRecorder } from './recorder';
import { createBatches, sourceOf } from './session-batches';
import { createSpeedometer } from './speedometer';

/** The rows of the decision-region raster: cell centres over [−1, 1]², top row first. `[GRID², 2]` */
function rasterPoints(): Float32Array {
  const points = new Float32Array(GRID * GRID * 2);
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      const at = 2 * (row * GRID + column);
      points[at] = ((column + 0.5) / GRID) * 2 - 1;
      points[at + 1] = 1 - ((row + 0.5) / GRID) * 2;
    }
  }
  return points;
}

/** Position of the largest of each row of `[rows, width]`. */
function largestOfRows(values: Float32Array, width: number): Uint8Array {
  return Uint8Array.from({ length: values.length / width }, (_, row) => {
    let best = 0;
    for (let at = 1; at < width; at++) {
      if ((values[row * width + at] ?? 0) > (values[row * width + best] ?? 0)) best = at;
    }
    return best;
  });
}

/** The narrowest layer below the output, where an autoencoder squeezes its input; null without hidden layers. */
function bottleneckOf(network: Network): number | null {
  const hidden = network.layers.slice(0, -1);
  const narrowest = Math.min(...hidden.map(({ features }) => features));
  return hidden.find(({ features }) => features === narrowest)?.index ?? null;
}

export interface Session {
  /** Parametric layers, L. */
  readonly layers: number;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  readonly step: number;
  readonly status: RunStatus;
  /** Measures where the run stands, if the cadence says so and it has not been measured. Call once after opening. */
  measure(): Promise<void>;
  /** Trains one step and measures after it where due. Does nothing once the run is over. */
  advance(): Promise<void>;
  setRunning(isRunning: boolean): void;
  setRule(rule: RuleId, params: RuleParams): number;
  setLearningRate(learningRate: number): void;
  setEpochs(epochs: number): void;
  /** Another `rdmOfMaps` measures a snapshot where the run stands. */
  setProbes(probes: ExperimentSpec['probes']): Promise<void>;
  /** Outputs for one row: probabilities for the cross-entropies, values otherwise. */
  predict(row: Float32Array): Promise<Float32Array>;
  /** Weights and feedback weights of a layer as they are, and what it makes of one row, after its nonlinearity. */
  inspect(layer: number, row: Float32Array): Promise<LayerView>;
  /** Waits until the device has done all work handed to it. */
  settle(): Promise<void>;
  post(): void;
  fail(status: Extract<RunStatus, { kind: 'failed' }>): void;
  /** Gives back every tensor. */
  close(): void;
}

/** What a session is opened with. */
export interface SessionRequest extends Omit<OpenRequest, 'backend'> {
  /** When to measure, from the steps of an epoch; training is the same whatever it says. The page's own if left out. */
  readonly cadence?: (stepsPerEpoch: number) => Cadence;
}

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
  let setup: TrainingSetup = { network, rule: RULES[arm.rule], optimiser, loss: spec.loss };
  let state: TrainingState = {
    params,
    ruleState: setup.rule.init(network, { seed: spec.seed, params: arm.params, init: spec.network.init }),
    optimiserState: optimiser.init(params),
  };
  const testRows = sourceOf(material);
  const stimuli = sourceOf(material, request.probeRows);
  const tryRows = sourceOf(material, request.tryRows);
  const hasClasses = spec.target === 'labels' && isClassification(dataset);
  const isPlane = dataset.inputShape.length === 1 && dataset.inputShape[0] === 2 && hasClasses;
  const raster = isPlane ? rasterPoints() : null;
  const bottleneck = spec.target === 'input' ? bottleneckOf(network) : null;

  let step = 0;
  let measuredStep = -1;
  let status: RunStatus = { kind: 'ready' };
  let learningRate = learningRateOf(spec, arm);
  let probes = spec.probes;
  let totalSteps = batches.stepsPerEpoch * spec.training.epochs;

  const recorder = createRecorder(
    request.runId,
    () => ({
      step,
      status,
      stepsPerSecond: status.kind === 'running' ? speedometer.stepsPerSecond() : 0,
      tensors: memory().numTensors,
    }),
    onFrame,
    now,
  );
  const measured = (): Measured => ({ network, params: state.params, loss: spec.loss });
  const layerwise = (name: SeriesName, values: readonly (number | null)[]): void => {
    for (const [index, value] of values.entries()) {
      if (value !== null) recorder.sample(`${name}/${index + 1}`, step, value);
    }
  };
  const diverge = (what: 'loss' | 'weights'): void => {
    status = { kind: 'diverged', step, what };
  };

  /** The rows and, for dropout, the random numbers of a step: the same in every arm. */
  const batchAt = (at: number): Batch => {
    const batch = batches.at(at);
    const rows = batch.x.shape[0] ?? 0;
    return { ...batch, draws: drawNoise(network.dropouts, { seed: spec.seed, step: at, rows }) };
  };

  async function measureAngles(): Promise<void> {
    const batch = batchAt(step);
    const context = { setup, state, batch };
    layerwise('updateAngle', await PROBES.updateAngle.read(context));
    layerwise('weightAngle', await PROBES.weightAngle.read(context));
    disposeAll(batch);
  }

  async function predictRows(values: Float32Array, count: number): Promise<Float32Array> {
    const x = tensor2d(values, [count, values.length / count]);
    const outputs = await predict(measured(), x);
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
    const tryOutputs = await predict(measured(), rows.x);
    const code = bottleneck === null ? null : await readFeatureMaps(measured(), rows.x, bottleneck);
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
    const { loss, accuracy, normalisedSquaredError, logitRms } = await evaluate(measured(), testRows);
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
    if (measuredStep === step) return;
    measuredStep = step;
    if (cadence.evaluation(step)) await measureEvaluation();
    if (status.kind !== 'diverged' && probes.angles && cadence.angles(step)) await measureAngles();
  }

  async function trainOnce(batch: Batch): Promise<void> {
    const wantsLoss = cadence.trainLoss(step);
    const result = trainStep(setup, state, batch, { learningRate, keep: wantsLoss ? 'loss' : 'nothing' });
    state = result.state;
    if (!result.loss) return;
    const [loss = Number.NaN] = await result.loss.data<'float32'>();
    result.loss.dispose();
    if (Number.isFinite(loss)) recorder.sample('trainLoss', step, loss);
    else diverge('loss');
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
    measure,
    async advance() {
      if (step >= totalSteps || status.kind === 'diverged' || status.kind === 'failed') return;
      const batch = batchAt(step);
      await trainOnce(batch);
      disposeAll(batch);
      // A loss that is not finite was read before this step's update: the run ends where it stands.
      if ((status as RunStatus).kind === 'diverged') return;
      step += 1;
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
    setRule(rule, ruleParams) {
      setup.rule.dispose(state.ruleState);
      setup = { ...setup, rule: RULES[rule] };
      state = {
        ...state,
        ruleState: setup.rule.init(network, { seed: spec.seed, params: ruleParams, init: spec.network.init }),
      };
      return step;
    },
    setLearningRate(rate) {
      learningRate = rate;
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
      const activations = await readFeatureMaps(measured(), x, layer);
      x.dispose();
      const feedback = setup.rule.feedbackOf(state.ruleState, layer);
      return {
        weights: await readValues(ofLayer(state.params.W, layer)),
        feedback: feedback && (await readValues(feedback)),
        activations,
      };
    },
    async settle() {
      const [bias] = state.params.b;
      await bias?.data();
    },
    post: () => recorder.post(),
    fail(failure) {
      status = failure;
      recorder.post();
    },
    close() {
      recorder.close();
      disposeAll(state);
    },
  };
}
