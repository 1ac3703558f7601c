/**
 * Trains one arm of an experiment through the page's own session, and keeps what it measures at every whole epoch.
 */
import { probeRows, tryRows } from '../src/data/probe-rows';
import type { Dataset } from '../src/spec/dataset';
import type { ArmSpec, ExperimentSpec } from '../src/spec/spec';
import type { Cadence } from '../src/worker/cadence';
import type { CurvesReading, Frame, RunStatus, WarmUpProgress } from '../src/worker/protocol';
import { openSession, type Session } from '../src/worker/session';

/** Stimuli of the RDMs and rows of Try it, as many as on the page. */
const PROBE_COUNT = 60;
const TRY_COUNT = 8;
/** How long training may keep the process from hearing Ctrl-C. */
const DEAF_MS = 100;

/** One entry per whole epoch, counted from 1. Layers in order; null where there is no angle. */
export interface Curves {
  readonly epoch: number[];
  /** Fraction 0–1 after the epoch; null for regression and autoencoders. */
  readonly testAccuracy: (number | null)[];
  /** Normalised squared error after the epoch; null for classification. */
  readonly testError: (number | null)[];
  readonly testLoss: number[];
  /** Mean over the epoch's batches of their loss, each before its update. */
  readonly trainLoss: number[];
  readonly weightAngleDeg: (number | null)[][];
  readonly updateAngleDeg: (number | null)[][];
  /** Norm of the feedback weights over that of the weights, and the fraction of them with the same sign. */
  readonly normRatio: (number | null)[][];
  readonly signAgreement: (number | null)[][];
  /** Root mean square of the output pre-activations; null where norms are not measured. */
  readonly logitScale: (number | null)[];
  /** Angles that the rule names, by `name/layer`: degrees. */
  readonly namedAngleDeg: Record<string, (number | null)[]>;
  /** The rule's inner life, by `name` or `name/layer`. */
  readonly inner: Record<string, (number | null)[]>;
}

export interface ArmResult {
  readonly slot: ArmSpec['slot'];
  readonly rule: ArmSpec['rule'];
  /** "finished", "stopped" by hand, or "diverged". */
  readonly status: 'finished' | 'stopped' | 'diverged';
  readonly steps: number;
  readonly stepsPerEpoch: number;
  readonly seconds: number;
  readonly curves: Curves;
  /** Per layer, of the last whole epoch: 1 − Pearson between probe stimuli, upper triangle row-major; null where undefined. */
  readonly finalRdms: readonly (readonly (number | null)[])[];
  /** The last curves along the phases of the rule's step, by name; empty where it has none. */
  readonly finalCurves: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface ArmProgress {
  readonly step: number;
  readonly totalSteps: number;
  readonly seconds: number;
  readonly curves: Curves;
  readonly isEpoch: boolean;
  /** While the rule learns something by itself before the first step. */
  readonly warmUp: WarmUpProgress | null;
}

/** Every loss, and everything else at whole epochs. Training is the same as on the page, which measures more often. */
const wholeEpochs = (stepsPerEpoch: number): Cadence => ({
  trainLoss: () => true,
  angles: (step) => step > 0 && step % stepsPerEpoch === 0,
  evaluation: (step) => step > 0 && step % stepsPerEpoch === 0,
});

/** Trains until the end, a divergence, or `isStopped`; says how far it is a few times a second. */
export async function runArm(
  { spec, dataset }: { readonly spec: ExperimentSpec; readonly dataset: Dataset },
  arm: ArmSpec,
  onProgress: (progress: ArmProgress) => void,
  isStopped: () => boolean,
): Promise<ArmResult> {
  const frames: Frame[] = [];
  let time = 0;
  const session = openSession(
    {
      runId: 1,
      slot: arm.slot,
      spec,
      dataset,
      probeRows: probeRows(dataset, PROBE_COUNT, spec.seed),
      tryRows: tryRows(dataset, TRY_COUNT, spec.seed),
      cadence: wholeEpochs,
    },
    (frame) => frames.push(frame),
    // A clock that runs on: every frame is due at once.
    () => (time += 1000),
  );
  const startMs = performance.now();
  const seconds = (): number => (performance.now() - startMs) / 1000;
  const curves = emptyCurves();
  let finalRdms: readonly Float32Array[] = [];
  let finalCurves: CurvesReading['curves'] = [];
  const report = (isEpoch: boolean): void =>
    onProgress({
      step: session.step,
      totalSteps: session.totalSteps,
      seconds: seconds(),
      curves,
      isEpoch,
      warmUp: session.step === 0 ? session.warmUp : null,
    });
  let lastRest = performance.now();
  while (isGoingOn(session) && !isStopped()) {
    await session.advance();
    if (isWholeEpoch(session) && session.status.kind !== 'diverged') {
      session.post();
      finalRdms = frames.flatMap(({ snapshots }) => snapshots).at(-1)?.rdms ?? finalRdms;
      finalCurves = frames.flatMap((frame) => frame.curves ?? []).at(-1)?.curves ?? finalCurves;
      addEpoch(curves, frames.splice(0), session);
      report(true);
    }
    if (performance.now() - lastRest > DEAF_MS) {
      report(false);
      await new Promise((resolve) => setImmediate(resolve));
      lastRest = performance.now();
    }
  }
  const result: ArmResult = {
    slot: arm.slot,
    rule: arm.rule,
    status: statusOf(session.status),
    steps: session.step,
    stepsPerEpoch: session.stepsPerEpoch,
    seconds: seconds(),
    curves,
    finalRdms: finalRdms.map(finite),
    finalCurves: Object.fromEntries(finalCurves.map(({ name, values }) => [name, finite(values)])),
  };
  session.close();
  return result;
}

/** Numbers as JSON has them. */
const finite = (values: Float32Array): (number | null)[] =>
  [...values].map((value) => (Number.isFinite(value) ? value : null));

function isGoingOn({ step, totalSteps, status }: Session): boolean {
  return step < totalSteps && status.kind !== 'diverged';
}

/** Stands at the end of an epoch; a rule that warms up stands at step 0 for a while. */
function isWholeEpoch({ step, stepsPerEpoch }: Session): boolean {
  return step > 0 && step % stepsPerEpoch === 0;
}

function statusOf({ kind }: RunStatus): ArmResult['status'] {
  return kind === 'diverged' || kind === 'finished' ? kind : 'stopped';
}

function emptyCurves(): Curves {
  return {
    epoch: [],
    testAccuracy: [],
    testError: [],
    testLoss: [],
    trainLoss: [],
    weightAngleDeg: [],
    updateAngleDeg: [],
    normRatio: [],
    signAgreement: [],
    logitScale: [],
    namedAngleDeg: {},
    inner: {},
  };
}

/** Adds the epoch that these frames were posted in. */
function addEpoch(curves: Curves, frames: readonly Frame[], { step, stepsPerEpoch, layers }: Session): void {
  const valuesOf = (key: string): readonly number[] =>
    frames.flatMap(({ series }) => [...(series[key]?.value ?? [])]);

  const layerwise = (name: string): (number | null)[] =>
    Array.from({ length: layers }, (_, index) => valuesOf(`${name}/${index + 1}`).at(-1) ?? null);
  const losses = valuesOf('trainLoss');
  curves.epoch.push(step / stepsPerEpoch);
  curves.trainLoss.push(losses.reduce((sum, loss) => sum + loss, 0) / losses.length);
  curves.testLoss.push(valuesOf('testLoss').at(-1) ?? Number.NaN);
  curves.testAccuracy.push(valuesOf('testAccuracy').at(-1) ?? null);
  curves.testError.push(valuesOf('testError').at(-1) ?? null);
  curves.weightAngleDeg.push(layerwise('weightAngle'));
  curves.updateAngleDeg.push(layerwise('updateAngle'));
  curves.normRatio.push(layerwise('normRatio'));
  curves.signAgreement.push(layerwise('signAgreement'));
  curves.logitScale.push(valuesOf('logitScale').at(-1) ?? null);
  const keys = new Set(frames.flatMap(({ series }) => Object.keys(series)));
  for (const [prefix, told] of [
    ['named/', curves.namedAngleDeg],
    ['inner/', curves.inner],
  ] as const) {
    for (const key of keys) {
      if (!key.startsWith(prefix)) continue;
      // An entry per epoch, also before the first value came.
      const name = key.slice(prefix.length);
      const column = told[name] ?? curves.epoch.slice(1).map(() => null);
      told[name] = column;
      column.push(valuesOf(key).at(-1) ?? null);
    }
    for (const column of Object.values(told)) if (column.length < curves.epoch.length) column.push(null);
  }
}
