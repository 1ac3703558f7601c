/**
 * The rows of the table of rules: every rule trained at its setting, and how long one of its steps takes beside one of
 * backpropagation on the same network.
 */
import type { Dataset } from '../src/spec/dataset';
import { whyNotRule } from '../src/spec/rule-limits';
import type { ExperimentSpec, RuleId } from '../src/spec/spec';
import { type ArmResult, type Curves, runArm } from './experiment-run';
import { type CostEstimate, estimateOf } from './rule-table-costs';
import {
  CONTROLS,
  type Place,
  RULE_SETTINGS,
  type RuleSetting,
  settingAt,
  UNITS,
  type Units,
} from './rule-table-settings';
import { specOf } from './rule-table-specs';
import { stepsBeside } from './rule-table-time';

export interface Row {
  readonly rule: RuleId;
  readonly units: Units;
  readonly status: ArmResult['status'];
  readonly accuracyPercent: number;
  readonly testLoss: number;
  /** Layers 1 … L, the mean over the ends of the last epochs in which it moves; null where it never does. */
  readonly updateAngleDeg: readonly (number | null)[];
  /** The same to the gradient of the settled loss, for a rule that has one; else null. */
  readonly settledAngleDeg: readonly (number | null)[] | null;
  /** Processor time of a training step over that of BP, same network, same minute. */
  readonly stepsOfBp: number;
  readonly estimate: CostEstimate;
}

/** A rule that cannot be run here, with the sentence of its entry. */
export interface Refusal {
  readonly rule: RuleId;
  readonly why: string;
}

export interface RuleTable {
  readonly place: Place;
  readonly epochs: number;
  readonly data: string;
  /** BP and the last layer alone, for each kind of units. */
  readonly controls: readonly Row[];
  readonly rows: readonly Row[];
  readonly refusals: readonly Refusal[];
}

/** What the rules are run with. */
export interface TableOptions {
  /** In place of the table's own. */
  readonly less?: { readonly images: number; readonly epochs: number };
  /** Leaves out the others. */
  readonly only?: readonly RuleId[];
  readonly load: (spec: ExperimentSpec) => Promise<Dataset>;
  readonly say: (line: string) => void;
  /** Gives the row of an experiment that was run before, or makes and keeps it. */
  readonly keep?: (name: string, spec: ExperimentSpec, make: () => Promise<Row>) => Promise<Row>;
}

/** Ends of epochs that an angle of a row is averaged over. */
const ANGLE_EPOCHS = 3;

/** Trains all of them, one after the other. The backend has to be ready. */
export async function tableOf(place: Place, options: TableOptions): Promise<RuleTable> {
  const { less = {}, only, load, say, keep = (_name, _spec, make) => make() } = options;
  const rows: Row[] = [];
  const controls: Row[] = [];
  const refusals: Refusal[] = [];
  let sample: ExperimentSpec | null = null;
  const rowOf = async (rule: RuleId, setting: RuleSetting): Promise<Row | null> => {
    const spec = specOf(place, rule, setting, less);
    const { units } = settingAt(place, setting);
    const why = whyNotRule(spec, rule);
    if (why !== null) {
      refusals.push({ rule, why });
      say(`${place.id} ${rule}: ${why}`);
      return null;
    }
    sample = spec;
    const name = `${place.id}-${rule}${rule === 'bp' || rule === 'readout' ? `-${units}` : ''}`;
    const row = await keep(name, spec, async () => {
      const dataset = await load(spec);
      const beside = specOf(place, 'bp', CONTROLS[units].bp, less);
      return trained({ spec, dataset }, units, beside);
    });
    say(`${place.id} ${rowText(row)}`);
    return row;
  };
  const isWanted = (rule: RuleId): boolean => only === undefined || only.includes(rule);
  const settings = Object.entries(RULE_SETTINGS).filter(([rule]) => isWanted(rule as RuleId));
  const units = UNITS.filter((kind) =>
    settings.some(([, setting]) => settingAt(place, setting).units === kind),
  );
  for (const kind of units) {
    for (const rule of ['bp', 'readout'] as const) {
      const row = await rowOf(rule, CONTROLS[kind][rule]);
      if (row) controls.push(row);
    }
  }
  for (const [rule, setting] of settings) {
    const row = await rowOf(rule as RuleId, setting);
    if (row) rows.push(row);
  }
  return {
    place,
    epochs: specOf(place, 'bp', CONTROLS.tanh.bp, less).training.epochs,
    data: sample === null ? '' : countsOf(await load(sample)),
    controls,
    rows,
    refusals,
  };
}

const countsOf = ({ train, test }: Dataset): string =>
  `${train.count} images for training, ${test.count} for testing`;

/** Trains the only arm of an experiment, and times its steps beside those of `beside`. */
async function trained(
  { spec, dataset }: { readonly spec: ExperimentSpec; readonly dataset: Dataset },
  units: Units,
  beside: ExperimentSpec,
): Promise<Row> {
  const [arm] = spec.arms;
  if (!arm) throw new Error('trained: no arm');
  const { status, curves } = await runArm(
    { spec, dataset },
    arm,
    () => undefined,
    () => false,
  );
  const [own, exact] =
    arm.rule === 'bp' ? [1, 1] : await stepsBeside({ spec, dataset }, { spec: beside, dataset });
  return {
    rule: arm.rule,
    units,
    status,
    accuracyPercent: 100 * (curves.testAccuracy.at(-1) ?? Number.NaN),
    testLoss: curves.testLoss.at(-1) ?? Number.NaN,
    updateAngleDeg: (curves.updateAngleDeg.at(-1) ?? []).map((_angle, at) =>
      meanOf(curves.updateAngleDeg.map((angles) => angles[at] ?? null)),
    ),
    settledAngleDeg: settledOf(curves),
    stepsOfBp: own / exact,
    estimate: estimateOf(arm.rule, arm.params),
  };
}

/** The mean of the last readings that are there: a layer that learns first, and then stays, has its own before. */
function meanOf(readings: readonly (number | null)[]): number | null {
  const last = readings.filter((reading) => reading !== null).slice(-ANGLE_EPOCHS);
  return last.length === 0 ? null : last.reduce((sum, reading) => sum + reading, 0) / last.length;
}

function settledOf({ inner, updateAngleDeg }: Curves): Row['settledAngleDeg'] {
  const layers = updateAngleDeg.at(-1) ?? [];
  const angles = layers.map((_angle, at) => meanOf(inner[`settledAngleDeg/${at + 1}`] ?? []));
  return angles.every((angle) => angle === null) ? null : angles;
}

/** Degrees by layer: "47° 46° 0°", – where nothing moves. */
export const anglesText = (angles: readonly (number | null)[]): string =>
  angles.map((angle) => (angle === null ? '–' : `${angle.toFixed(0)}°`)).join(' ');

function rowText({ rule, units, status, accuracyPercent, testLoss, ...row }: Row): string {
  const settled = row.settledAngleDeg ? `, settled ${anglesText(row.settledAngleDeg)}` : '';
  const figures = `${accuracyPercent.toFixed(1)} %, loss ${testLoss.toFixed(3)}, angles ${anglesText(row.updateAngleDeg)}${settled}`;
  return `${rule} (${units}): ${status}, ${figures}, ${row.stepsOfBp.toFixed(1)} × BP`;
}
