/**
 * The experiments of the table of rules, one for each rule and place and one for each control: what specs/rules holds as
 * files. A file says all that decides the result, and nothing else.
 */
import { RULE_CATALOGUE } from '../src/spec/catalogue';
import { type ArmOptions, specWith } from '../src/spec/preset';
import { RULE_PARAMS } from '../src/spec/rule-params';
import type { ArmSpec, ExperimentSpec, OptimiserId, OptimiserSpec, RuleId } from '../src/spec/spec';
import {
  BATCH,
  CONTROLS,
  EPOCHS,
  PLACES,
  type Place,
  RULE_SETTINGS,
  type RuleSetting,
  settingAt,
  UNITS,
} from './rule-table-settings';

/** The experiment of one row; `images` and `epochs` in place of the table's own where given. */
export function specOf(
  place: Place,
  rule: RuleId,
  setting: RuleSetting,
  less: { readonly images?: number; readonly epochs?: number } = {},
): ExperimentSpec {
  const { units, optimiser, learningRate, schedule, params } = settingAt(place, setting);
  const arm: ArmOptions = { rule, params };
  const spec = specWith({
    dataset: { ...place.dataset, images: less.images ?? place.dataset.images },
    hidden: place.hidden[units],
    ...(units === 'sigmoid'
      ? { loss: 'mse', network: { outputActivation: 'sigmoid', ...place.sigmoidInit } }
      : {}),
    optimiser: { id: optimiser, learningRate },
    training: { batch: BATCH, epochs: less.epochs ?? EPOCHS },
    arms: [arm],
  });
  return {
    ...spec,
    schedule: { ...spec.schedule, id: schedule },
    probes: { ...spec.probes, rdms: false, norms: false },
  };
}

/** One file of specs/rules. */
export interface SpecFile {
  /** From specs/rules: "mnist/fa.json". */
  readonly file: string;
  readonly rule: RuleId;
  readonly spec: ExperimentSpec;
}

/** All of them: rules by their ids, controls by theirs and their units. */
export function specFiles(): readonly SpecFile[] {
  return PLACES.flatMap((place) => [
    ...UNITS.flatMap((units) =>
      (['bp', 'readout'] as const).map((rule) => ({
        file: `${place.id}/${rule}-${units}.json`,
        rule,
        spec: specOf(place, rule, CONTROLS[units][rule]),
      })),
    ),
    ...Object.entries(RULE_SETTINGS).map(([rule, setting]) => ({
      file: `${place.id}/${rule}.json`,
      rule: rule as RuleId,
      spec: specOf(place, rule as RuleId, setting),
    })),
  ]);
}

/** The numbers that an optimiser reads. */
const READS: Readonly<Record<OptimiserId, readonly (keyof OptimiserSpec)[]>> = {
  sgd: [],
  momentum: ['momentum'],
  rmsprop: ['decay', 'epsilon'],
  adam: ['beta1', 'beta2', 'epsilon'],
};

function optimiserJson(optimiser: OptimiserSpec): Partial<OptimiserSpec> {
  const keys = ['id', 'learningRate', ...READS[optimiser.id], 'weightDecay'] as const;
  return Object.fromEntries(keys.map((key) => [key, optimiser[key]]));
}

/** Numbers of the rule's own, and what else is not as it comes. */
function armText({ rule, params }: ArmSpec): string {
  const wanted = RULE_CATALOGUE[rule].params.filter(
    (id) => RULE_PARAMS[id].group === 'rule' || params[id] !== RULE_PARAMS[id].default,
  );
  if (wanted.length === 0) return `["${rule}"]`;
  const lines = wanted.map((id) => `        "${id}": ${params[id]}`).join(',\n');
  return `[\n    {\n      "rule": "${rule}",\n      "params": {\n${lines}\n      }\n    }\n  ]`;
}

const pairsOf = (value: object): readonly string[] =>
  Object.entries(value).map(([key, of]) => `"${key}": ${JSON.stringify(of)}`);

/** Plain values on one line, spaced as the formatter does. */
const onOneLine = (value: object): string => `{ ${pairsOf(value).join(', ')} }`;

/** A layer on one line where the formatter would leave it there. */
function layerText(layer: object): string {
  const text = `      ${onOneLine(layer)}`;
  return text.length < 110 ? text : `      {\n        ${pairsOf(layer).join(',\n        ')}\n      }`;
}

/** Lines of an object one level down. */
const inBraces = (lines: readonly string[]): string =>
  `{\n${lines.map((line) => `    ${line}`).join(',\n')}\n  }`;

/** The text of an experiment's file: what reading it gives is the experiment. */
export function specText({ seed, dataset, network, ...spec }: ExperimentSpec): string {
  const { id, images, testImages } = dataset;
  const { hidden, outputActivation, init, initSigma } = network;
  const [arm] = spec.arms;
  if (!arm) throw new Error('specText: no arm');
  const { id: schedule, warmup } = spec.schedule;
  const { rdms, norms } = spec.probes;
  const networkLines = [
    `"hidden": [\n${hidden.map(layerText).join(',\n')}\n    ]`,
    `"outputActivation": "${outputActivation}"`,
    `"init": "${init}"`,
    ...(init === 'gaussian' ? [`"initSigma": ${initSigma}`] : []),
  ];
  const lines = [
    `"seed": ${seed}`,
    `"dataset": ${onOneLine({ id, images, testImages })}`,
    `"network": ${inBraces(networkLines)}`,
    `"target": "${spec.target}"`,
    `"loss": "${spec.loss}"`,
    `"optimiser": ${inBraces(pairsOf(optimiserJson(spec.optimiser)))}`,
    `"schedule": ${onOneLine({ id: schedule, warmup })}`,
    `"training": ${onOneLine(spec.training)}`,
    `"arms": ${armText(arm)}`,
    `"probes": ${onOneLine({ rdms, norms })}`,
  ];
  return `{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}\n`;
}
