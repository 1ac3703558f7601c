/**
 * What a person sees of a running experiment: a bar while an arm trains, a line per epoch where nobody watches, a table at the end.
 */
import type { ArmProgress, ArmResult, Curves } from './experiment-run';

const BAR_WIDTH = 24;

const percent = (fraction: number | null | undefined): string =>
  fraction === null || fraction === undefined ? '–' : `${(100 * fraction).toFixed(2)} %`;

const degrees = (angles: readonly (number | null)[] | undefined): string =>
  angles?.map((angle) => (angle === null ? '–' : `${angle.toFixed(1)}°`)).join(' ') ?? '–';

const ratios = (values: readonly (number | null)[] | undefined): string =>
  values?.map((value) => (value === null ? '–' : value.toPrecision(3))).join(' ') ?? '–';

/** Accuracy, or the normalised squared error where there are no classes. */
const score = (curves: Curves): string => {
  const accuracy = curves.testAccuracy.at(-1);
  const error = curves.testError.at(-1);
  return typeof accuracy === 'number'
    ? percent(accuracy)
    : typeof error === 'number'
      ? error.toFixed(4)
      : '–';
};

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

/** `FA  [######··········]  epoch 3 of 10  212 steps/s  40 s to go  90.12 %` */
export function progressBar(
  name: string,
  { step, totalSteps, seconds, curves, warmUp }: ArmProgress,
  epochs: number,
): string {
  if (warmUp) return `${name}  warms up, ${warmUp.done} of ${warmUp.total} batches`;
  const done = Math.round((step / totalSteps) * BAR_WIDTH);
  const rate = step / Math.max(seconds, 1e-3);
  const bar = `${'#'.repeat(done)}${'·'.repeat(BAR_WIDTH - done)}`;
  const epoch = Math.min(epochs, curves.epoch.length + 1);
  const left = duration((totalSteps - step) / Math.max(rate, 1e-9));
  return `${name}  [${bar}]  epoch ${epoch} of ${epochs}  ${rate.toFixed(0)} steps/s  ${left} to go  ${score(curves)}`;
}

/** `FA epoch 3 of 10: train loss 0.4321, test 90.12 %, update angles 41.0° 0.0°, 12 s` */
export function epochLine(name: string, { seconds, curves }: ArmProgress, epochs: number): string {
  const loss = curves.trainLoss.at(-1)?.toFixed(4) ?? '–';
  const angles = degrees(curves.updateAngleDeg.at(-1));
  return `${name} epoch ${curves.epoch.at(-1)} of ${epochs}: train loss ${loss}, test ${score(curves)}, update angles ${angles}, ${duration(seconds)}`;
}

/** The last whole epoch of every arm. */
export function table(arms: readonly ArmResult[]): string {
  const rows = arms.map(({ rule, status, seconds, curves }) => [
    rule,
    status,
    String(curves.epoch.at(-1) ?? 0),
    curves.trainLoss.at(-1)?.toFixed(4) ?? '–',
    score(curves),
    degrees(curves.updateAngleDeg.at(-1)),
    degrees(curves.weightAngleDeg.at(-1)),
    ratios(curves.normRatio.at(-1)),
    ratios(curves.signAgreement.at(-1)),
    duration(seconds),
  ]);
  const all = [
    [
      'rule',
      'ended',
      'epochs',
      'train loss',
      'test',
      'update angles',
      'weight angles',
      '|B|/|W|',
      'signs',
      'time',
    ],
    ...rows,
  ];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
