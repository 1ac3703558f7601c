/**
 * The rows of the table of rules: every rule trained at its setting, and how long one of its steps takes beside one of
 * backpropagation on the same network.
 */
import { probeRows, tryRows } from '../src/data/probe-rows';
import type { Dataset } from '../src/spec/dataset';
import { whyNotRule } from '../src/spec/rule-limits';
import type { ExperimentSpec, RuleId } from '../src/spec/spec';
import { openSession } from '../src/worker/session';
import { type ArmResult, runArm } from './experiment-run';
import {
  CONTROLS,
  type Place,
  RULE_SETTINGS,
  type RuleSetting,
  specOf,
  UNITS,
  type Units,
} from './rule-table-settings';

export interface Row {
  readonly rule: RuleId;
  readonly units: Units;
  readonly status: ArmResult['status'];
  readonly accuracyPercent: number;
  readonly testLoss: number;
  /** Layers 1 … L, of the last epoch; null where there is none. */
  readonly updateAngleDeg: readonly (number | null)[];
  /** Processor time of a training step over that of BP, same network, same minute. */
  readonly stepsOfBp: number;
}

/** A rule that cannot be run here, with the sentence of its entry. */
export interface Refusal {
  readonly rule: RuleId;
  readonly why: string;
}

export interface RuleTable {
  readonly place: Place;
  readonly images: number;
  readonly epochs: number;
  readonly data: string;
  /** BP and the last layer alone, for each kind of units. */
  readonly controls: readonly Row[];
  readonly rows: readonly Row[];
  readonly refusals: readonly Refusal[];
}

/** What the rules are run with; `only` leaves out the others. */
export interface TableOptions {
  readonly images: number;
  readonly epochs: number;
  readonly only?: readonly RuleId[];
  readonly load: (spec: ExperimentSpec) => Promise<Dataset>;
  readonly say: (line: string) => void;
}

/** Trains all of them, one after the other. The backend has to be ready. */
export async function tableOf(place: Place, options: TableOptions): Promise<RuleTable> {
  const { images, epochs, only, load, say } = options;
  const rows: Row[] = [];
  const controls: Row[] = [];
  const refusals: Refusal[] = [];
  let data = '';
  const rowOf = async (rule: RuleId, setting: RuleSetting): Promise<Row | null> => {
    const spec = specOf(place, setting, rule, { images, epochs });
    const why = whyNotRule(spec, rule);
    if (why !== null) {
      refusals.push({ rule, why });
      say(`${place.id} ${rule}: ${why}`);
      return null;
    }
    const dataset = await load(spec);
    data = `${dataset.train.count} images for training, ${dataset.test.count} for testing`;
    const [arm] = spec.arms;
    if (!arm) throw new Error(`tableOf: no arm for ${rule}`);
    const { status, curves } = await runArm(
      { spec, dataset },
      arm,
      () => undefined,
      () => false,
    );
    const beside = specOf(place, CONTROLS[setting.units].bp, 'bp', { images, epochs });
    const [own, exact] =
      rule === 'bp' ? [1, 1] : await stepsBeside({ spec, dataset }, { spec: beside, dataset });
    const row = {
      rule,
      units: setting.units,
      status,
      accuracyPercent: 100 * (curves.testAccuracy.at(-1) ?? Number.NaN),
      testLoss: curves.testLoss.at(-1) ?? Number.NaN,
      updateAngleDeg: curves.updateAngleDeg.at(-1) ?? [],
      stepsOfBp: own / exact,
    };
    const angles = row.updateAngleDeg.map((angle) => angle?.toFixed(0) ?? '–').join(' ');
    say(
      `${place.id} ${rule} (${setting.units}): ${status}, ${row.accuracyPercent.toFixed(1)} %, loss ${row.testLoss.toFixed(3)}, angles ${angles}, ${row.stepsOfBp.toFixed(1)} × BP`,
    );
    return row;
  };
  const isWanted = (rule: RuleId): boolean => only === undefined || only.includes(rule);
  const settings = Object.entries(RULE_SETTINGS).filter(([rule]) => isWanted(rule as RuleId));
  const units = UNITS.filter((kind) => settings.some(([, setting]) => setting.units === kind));
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
  return { place, images, epochs, data, controls, rows, refusals };
}

/** One arm on its data. */
export interface Trial {
  readonly spec: ExperimentSpec;
  readonly dataset: Dataset;
}

/** Processor time of a step of each in milliseconds, taken in turns: the least of several rounds, which a busy machine disturbs least. */
export async function stepsBeside(one: Trial, other: Trial): Promise<readonly [number, number]> {
  const quickest: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const trials = [await stepperOf(one), await stepperOf(other)] as const;
  for (let round = 0; round < 4; round++) {
    for (const at of [0, 1] as const) quickest[at] = Math.min(quickest[at], await trials[at].stepMs());
  }
  for (const { close } of trials) close();
  return quickest;
}

const WARM_STEPS = 3;
/** A round takes so much of the processor at least, and so many steps at most. */
const ROUND_MS = 60;
const ROUND_STEPS = 40;

/** Trains and measures nothing; a warm-up of the rule's own comes first and does not count. */
async function stepperOf({ spec, dataset }: Trial) {
  const [arm] = spec.arms;
  if (!arm) throw new Error('stepperOf: no arm');
  const never = (): boolean => false;
  const session = openSession(
    {
      runId: 1,
      slot: arm.slot,
      spec: { ...spec, training: { ...spec.training, epochs: 100 } },
      dataset,
      probeRows: probeRows(dataset, 10, spec.seed),
      tryRows: tryRows(dataset, 1, spec.seed),
      cadence: () => ({ trainLoss: never, angles: never, evaluation: never }),
    },
    () => undefined,
    () => performance.now(),
  );
  while (session.step < WARM_STEPS) await session.advance();
  return {
    close: (): void => session.close(),
    async stepMs(): Promise<number> {
      const start = process.cpuUsage();
      let spentMs = 0;
      let steps = 0;
      while (spentMs < ROUND_MS && steps < ROUND_STEPS) {
        await session.advance();
        steps++;
        const { user, system } = process.cpuUsage(start);
        spentMs = (user + system) / 1000;
      }
      return spentMs / steps;
    },
  };
}
