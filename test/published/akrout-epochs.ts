/**
 * What Akrout's program writes down after each epoch, of a network with one hidden layer of sigmoid units:
 *   output weight angle  ∠(W_2, B_2) over all entries
 *   hidden delta angle   ∠((δ_2 W_2ᵀ) ⊙ φ′, (δ_2 B_2ᵀ) ⊙ φ′) of one example, the first of the training file
 * Source: Akrout, Wilson, Humphreys, Lillicrap, Tweed (2019), Deep learning without weight transport, NeurIPS 32.
 */
import { probeRows, tryRows } from '../../src/data/probe-rows';
import { angleDeg } from '../../src/math/angle';
import type { Dataset } from '../../src/spec/dataset';
import type { ArmSpec, ExperimentSpec } from '../../src/spec/spec';
import type { Cadence } from '../../src/worker/cadence';
import type { Frame } from '../../src/worker/protocol';
import { openSession, type Session } from '../../src/worker/session';

/** After an epoch; angles are null for backpropagation. */
export interface EpochReading {
  readonly accuracyPercent: number;
  /** Mean over the epoch's batches of their loss, each before its update. */
  readonly trainLoss: number;
  readonly weightAngleDeg: number | null;
  readonly deltaAngleDeg: number | null;
}

const wholeEpochs = (stepsPerEpoch: number): Cadence => {
  const isWhole = (step: number): boolean => step > 0 && step % stepsPerEpoch === 0;
  return { trainLoss: () => true, angles: isWhole, evaluation: isWhole };
};

/** Trains an arm to its end. Throws where it diverges. */
export async function readEpochs(
  { spec, dataset }: { readonly spec: ExperimentSpec; readonly dataset: Dataset },
  arm: ArmSpec,
): Promise<readonly EpochReading[]> {
  const frames: Frame[] = [];
  let time = 0;
  const rows = { probeRows: probeRows(dataset, 60, spec.seed), tryRows: tryRows(dataset, 8, spec.seed) };
  const session = openSession(
    { runId: 1, slot: arm.slot, spec, dataset, ...rows, cadence: wholeEpochs },
    (frame) => frames.push(frame),
    () => (time += 1000),
  );
  const readings: EpochReading[] = [];
  while (session.step < session.totalSteps) {
    await session.advance();
    if (session.status.kind === 'diverged') throw new Error(`${arm.rule} diverged in step ${session.step}`);
    if (session.step === 0 || session.step % session.stepsPerEpoch > 0) continue;
    session.post();
    const series = frames.splice(0).map((frame) => frame.series);
    const valuesOf = (name: string) => series.flatMap((frame) => [...(frame[name]?.value ?? [])]);
    const losses = valuesOf('trainLoss');
    readings.push({
      accuracyPercent: 100 * (valuesOf('testAccuracy').at(-1) ?? Number.NaN),
      trainLoss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
      weightAngleDeg: valuesOf('weightAngle/2').at(-1) ?? null,
      deltaAngleDeg: await deltaAngleDeg(session, dataset),
    });
  }
  session.close();
  return readings;
}

/** Of the first training example. */
async function deltaAngleDeg(session: Session, { train, inputShape }: Dataset): Promise<number | null> {
  const inputs = inputShape.reduce((product, size) => product * size, 1);
  const x = Float32Array.from(train.x.subarray(0, inputs), (byte) => byte / 255);
  const label = train.labels?.[0];
  const { activations } = await session.inspect(1, x);
  const { weights, feedback } = await session.inspect(2, x);
  if (!feedback) return null;
  const answers = await session.predict(x); // σ(a_2)
  const error = answers.map((answer, output) => answer - (output === label ? 1 : 0)); // δ_2
  const carry = ({ values }: { readonly values: Float32Array }): Float64Array =>
    Float64Array.from(activations.values, (h, unit) => {
      const row = values.subarray(unit * error.length, (unit + 1) * error.length);
      return row.reduce((sum, weight, output) => sum + weight * (error[output] ?? 0), 0) * h * (1 - h);
    });
  return angleDeg(carry(weights), carry(feedback));
}
