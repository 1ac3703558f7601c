/**
 * What a preset is: a named experiment with its source, and how the files of presets put them together.
 */
import { createArm, DEFAULT_SPEC } from './default-spec';
import { readLayers } from './layer-codec';
import { ruleParams } from './rule-params';
import type {
  ArmSpec,
  DatasetSpec,
  ExperimentSpec,
  LayerRule,
  LayerSpec,
  OptimiserSpec,
  RuleId,
  RuleParams,
  Slot,
} from './spec';

/** The chart that the caption points at; it is drawn taller. */
export const CHART_IDS = [
  'loss',
  'accuracy',
  'updateAngle',
  'weightAngle',
  'normRatio',
  'signAgreement',
  'weightNorm',
  'logitScale',
] as const;
export type ChartId = (typeof CHART_IDS)[number];

/** Headings of the menu, in its order. */
export const PRESET_GROUPS = [
  'Start here',
  'What carries the error',
  'Targets, phases, local rules',
  'After papers',
  'After student projects',
  'Your own data',
] as const;
export type PresetGroup = (typeof PRESET_GROUPS)[number];

export type PresetId =
  | 'digits'
  | 'three-rules'
  | 'spirals'
  | 'objects'
  | 'kolen-pollack'
  | 'weight-mirror'
  | 'transport-dial'
  | 'wrong-signs'
  | 'thin-feedback'
  | 'layer-by-layer'
  | 'targets'
  | 'predictive-coding'
  | 'two-phases'
  | 'dendrites'
  | 'hebbian-features'
  | 'own-aims'
  | 'noise-teaches'
  | 'linear-task'
  | 'akrout-2019-mnist'
  | 'sign-symmetry'
  | 'lenet-mnist'
  | 'lenet-cifar-10'
  | 'rumelhart'
  | 'branching'
  | 'mnist-50'
  | 'fashion-sigmoid-15'
  | 'fashion-sigmoid-30'
  | 'fashion-sigmoid-60'
  | 'fashion-sigmoid-120'
  | 'fashion-autoencoder'
  | 'no-derivative'
  | 'fashion-no-derivative'
  | 'missing-backward'
  | 'fashion-missing-backward'
  | 'loud-feedback-sgd'
  | 'loud-feedback-adam'
  | 'alexnet-cifar-10'
  | 'ventral-stream'
  | 'three-plasticities'
  | 'dendrites-fashion'
  | 'own-files'
  | 'own-pictures';

export interface Preset {
  readonly id: PresetId;
  readonly group: PresetGroup;
  readonly name: string;
  /** One short sentence: what to watch. */
  readonly caption: string;
  readonly emphasis: ChartId;
  /** One line for the menu: what it is, and its source. */
  readonly about: string;
  readonly spec: ExperimentSpec;
}

/** An arm that is more than a rule; what it leaves out is at its default. */
export interface ArmOptions {
  readonly rule: RuleId;
  readonly params?: Partial<RuleParams>;
  readonly layerRules?: readonly LayerRule[];
  readonly learningRate?: number;
}

/** One arm for each rule or set of options, in slot order. */
function armsWith(given: readonly (RuleId | ArmOptions)[]): ArmSpec[] {
  return given.map((arm, index) => {
    const slot = index as Slot;
    if (typeof arm === 'string') return createArm(slot, arm);
    const { rule, params, layerRules = [], learningRate = null } = arm;
    return { ...createArm(slot, rule), params: ruleParams(params), layerRules, learningRate };
  });
}

/** Hidden layers from their text in links. Throws where that cannot be read: presets are ours. */
export function layers(text: string): readonly LayerSpec[] {
  const hidden = readLayers(text);
  if (!hidden) throw new Error(`preset: cannot read the layers ${text}`);
  return hidden;
}

/** What an experiment has other than the default. */
interface Differences {
  readonly dataset?: Partial<DatasetSpec>;
  /** As in links. */
  readonly hidden?: string;
  readonly network?: Partial<Omit<ExperimentSpec['network'], 'hidden'>>;
  readonly target?: ExperimentSpec['target'];
  readonly loss?: ExperimentSpec['loss'];
  readonly optimiser?: Partial<OptimiserSpec>;
  readonly training?: Partial<ExperimentSpec['training']>;
  readonly rateMode?: ExperimentSpec['rateMode'];
  readonly arms?: readonly (RuleId | ArmOptions)[];
}

/** The default experiment with differences. */
export function specWith(given: Differences): ExperimentSpec {
  const { dataset, hidden, network, target, loss, optimiser, training, rateMode, arms } = given;
  return {
    ...DEFAULT_SPEC,
    dataset: { ...DEFAULT_SPEC.dataset, ...dataset },
    network: {
      ...DEFAULT_SPEC.network,
      ...network,
      hidden: hidden === undefined ? DEFAULT_SPEC.network.hidden : layers(hidden),
    },
    target: target ?? DEFAULT_SPEC.target,
    loss: loss ?? DEFAULT_SPEC.loss,
    optimiser: { ...DEFAULT_SPEC.optimiser, ...optimiser },
    training: { ...DEFAULT_SPEC.training, ...training },
    rateMode: rateMode ?? DEFAULT_SPEC.rateMode,
    arms: arms ? armsWith(arms) : DEFAULT_SPEC.arms,
  };
}
