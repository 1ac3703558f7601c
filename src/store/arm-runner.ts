/**
 * One arm's worker as the page holds it: opens it, hears its frames, notices its death.
 * Knows nothing of the other arms; run.ts keeps them together.
 */
import type { Dataset } from '../spec/dataset';
import { type ArmSpec, type ExperimentSpec, learningRateOf, type RuleChoice, type Slot } from '../spec/spec';
import { callback, openRunWorker, settlesWithin, type WorkerHandle } from '../worker/client';
import {
  type AngleReading,
  type BackendId,
  type BackendInfo,
  type ComponentsView,
  type Failure,
  type Frame,
  isFailure,
  type LayerView,
  type Opened,
  type OpenRequest,
  type RunApi,
} from '../worker/protocol';
import { createLatestCall } from './latest-call';
import type { ArmRun, RuleMark } from './run-state';

/** A worker that does not answer for so long counts as dead. */
const SILENCE_MS = 15_000;

export interface ArmRunner {
  readonly slot: Slot;
  /** What the page shows of this arm; replaced, never changed. */
  readonly view: ArmRun;
  chooseBackend(
    wish: BackendId | 'auto',
    spec: ExperimentSpec,
    dataset: Dataset,
  ): Promise<BackendInfo | null>;
  /** Shows the arm as being opened at step 0; samples of the run before are no longer heard. */
  prepare(spec: ExperimentSpec): void;
  /** Opens the arm at step 0; answers false when it failed. */
  open(request: Omit<OpenRequest, 'runId' | 'slot'>): Promise<boolean>;
  runTo(goal: number, stepsPerSecond: number): void;
  /** Answers the step at which the arm stands. */
  pause(): Promise<number>;
  /** Carries changed live settings into the worker. */
  update(before: ExperimentSpec, after: ExperimentSpec): void;
  predict(row: Float32Array): Promise<Float32Array | null>;
  inspect(layer: number, row: Float32Array): Promise<LayerView | null>;
  components(layer: number): Promise<ComponentsView | null>;
  readAngles(): Promise<AngleReading | null>;
  checkAlive(): Promise<void>;
  fail(failure: Failure): void;
  dispose(): void;
}

export interface ArmEvents {
  onFrame(slot: Slot, frame: Frame): void;
  /** The arm's view changed in more than its step. */
  onChange(slot: Slot): void;
}

const armOf = (spec: ExperimentSpec, slot: Slot): ArmSpec | undefined =>
  spec.arms.find((arm) => arm.slot === slot);

const isSameChoice = (a: RuleChoice, b: RuleChoice): boolean =>
  a.rule === b.rule &&
  JSON.stringify([a.params, a.layerRules, a.painted]) === JSON.stringify([b.params, b.layerRules, b.painted]);

/** The rules of single layers before and after, where they changed. */
function layerRulesOf(before: ArmSpec, after: ArmSpec): Pick<RuleMark, 'fromLayers' | 'toLayers'> {
  return JSON.stringify(before.layerRules) === JSON.stringify(after.layerRules)
    ? {}
    : { fromLayers: before.layerRules, toLayers: after.layerRules };
}

const crash = (message: string): Failure => ({
  code: 'worker-crashed',
  message: `The worker of this arm stopped. ${message}`.trim(),
  remedy: 'Restart this arm. It trains again from the start and catches up; the others are not touched.',
});

let lastRunId = 0;

/** A runner for a slot, with a fresh worker. */
export function createArmRunner(slot: Slot, arm: ArmSpec, events: ArmEvents): ArmRunner {
  let runId = 0;
  let isDisposed = false;
  let view: ArmRun = {
    slot,
    rule: arm.rule,
    status: { kind: 'opening' },
    step: 0,
    stepsPerSecond: 0,
    learningRate: null,
    warmUp: null,
    marks: [],
    tensors: 0,
  };
  let lastSent = { goal: -1, rate: -1 };

  let announceDeath: () => void = () => undefined;
  const death = new Promise<null>((resolve) => {
    announceDeath = () => resolve(null);
  });

  const show = (patch: Partial<ArmRun>): void => {
    view = { ...view, ...patch };
    events.onChange(slot);
  };
  const fail = (failure: Failure): void => {
    if (isDisposed || view.status.kind === 'failed') return;
    worker.terminate();
    announceDeath();
    show({ status: { kind: 'failed', failure }, stepsPerSecond: 0 });
  };
  const worker: WorkerHandle<RunApi> = openRunWorker((message) => fail(crash(message)));
  /** Null once the worker is dead; a call that was refused means that its code failed. */
  const guard = async <Result>(call: PromiseLike<Result>): Promise<Result | null> => {
    try {
      return await Promise.race([call, death]);
    } catch (error) {
      fail(crash(error instanceof Error ? error.message : String(error)));
      return null;
    }
  };

  const canAnswer = (): boolean => view.status.kind !== 'failed' && view.status.kind !== 'opening';

  const hear = (frame: Frame): void => {
    if (isDisposed || frame.runId !== runId || view.status.kind === 'failed') return;
    const trouble = frame.trouble ?? null;
    const isNews = frame.status.kind !== view.status.kind || trouble?.message !== view.trouble?.message;
    view = {
      ...view,
      step: frame.step,
      status: frame.status,
      stepsPerSecond: frame.stepsPerSecond,
      learningRate: frame.learningRate,
      warmUp: frame.warmUp,
      tensors: frame.tensors,
      trouble,
    };
    events.onFrame(slot, frame);
    if (isNews) events.onChange(slot);
  };

  /** What the worker's arm is told at present. */
  let told = arm;
  const tellRule = createLatestCall(async ({ arm: next, forRun }: { arm: ArmSpec; forRun: number }) => {
    if (forRun !== runId || isSameChoice(told, next)) return;
    const mark = { from: told.rule, to: next.rule, ...layerRulesOf(told, next) };
    told = next;
    const { rule, params, layerRules, painted } = next;
    const step = await guard<number>(worker.api.setRule({ rule, params, layerRules, painted }));
    // Other numbers of the same rule leave no mark.
    const isMarked = mark.from !== mark.to || mark.toLayers !== undefined;
    if (step !== null && isMarked && forRun === runId) show({ marks: [...view.marks, { ...mark, step }] });
  });

  return {
    slot,
    get view() {
      return view;
    },
    async chooseBackend(wish, spec, { inputShape, outputs, classNames }) {
      const shape = { inputShape, outputs, classNames };
      const chosen = await guard<BackendInfo | Failure>(worker.api.chooseBackend(wish, spec, shape));
      if (!chosen || !isFailure(chosen)) return chosen;
      fail(chosen);
      return null;
    },
    prepare(spec) {
      runId = ++lastRunId;
      lastSent = { goal: -1, rate: -1 };
      told = armOf(spec, slot) ?? told;
      const { rule } = told;
      const fresh = { step: 0, stepsPerSecond: 0, learningRate: null, warmUp: null, marks: [] };
      view = { ...view, rule, status: { kind: 'opening' }, ...fresh };
      void guard<number>(worker.api.pause());
    },
    async open(request) {
      this.prepare(request.spec);
      const thisRun = runId;
      const opened = await guard<Opened | Failure>(
        worker.api.open({ ...request, runId, slot }, callback(hear)),
      );
      if (opened === null || isDisposed || thisRun !== runId) return false;
      if (isFailure(opened)) {
        fail(opened);
        return false;
      }
      if (view.status.kind === 'opening') show({ status: { kind: 'ready' } });
      return true;
    },
    runTo(goal, rate) {
      if (goal === lastSent.goal && rate === lastSent.rate) return;
      lastSent = { goal, rate };
      void guard(worker.api.runTo(goal, rate));
    },
    async pause() {
      lastSent = { goal: -1, rate: -1 };
      return (await guard<number>(worker.api.pause())) ?? view.step;
    },
    update(before, after) {
      const armBefore = armOf(before, slot);
      const armAfter = armOf(after, slot);
      if (!armBefore || !armAfter) return;
      if (!isSameChoice(armBefore, armAfter)) {
        show({ rule: armAfter.rule });
        tellRule({ arm: armAfter, forRun: runId });
      }
      const rate = learningRateOf(after, armAfter);
      if (learningRateOf(before, armBefore) !== rate) void guard(worker.api.setLearningRate(rate));
      if (before.training.epochs !== after.training.epochs) {
        void guard(worker.api.setEpochs(after.training.epochs));
      }
      if (before.probes !== after.probes) void guard(worker.api.setProbes(after.probes));
    },
    predict: async (row) => (canAnswer() ? guard(worker.api.predict(row)) : null),
    inspect: async (layer, row) => (canAnswer() ? guard<LayerView>(worker.api.inspect(layer, row)) : null),
    components: async (layer) =>
      canAnswer() ? guard<ComponentsView | null>(worker.api.components(layer)) : null,
    readAngles: async () => (canAnswer() ? guard<AngleReading>(worker.api.readAngles()) : null),
    async checkAlive() {
      if (isDisposed || view.status.kind === 'failed') return;
      const thisRun = runId;
      const isAlive = await settlesWithin(worker.api.ping(), SILENCE_MS);
      if (isAlive || thisRun !== runId) return;
      fail({
        code: 'worker-silent',
        message: 'The worker of this arm does not answer any more.',
        remedy:
          'Restart this arm. It trains again from the start and catches up; the others are not touched.',
      });
    },
    fail,
    dispose() {
      isDisposed = true;
      worker.terminate();
      announceDeath();
    },
  };
}
