/**
 * Named experiments: the default page and the starting points of the menu.
 * A link names its preset and carries only what differs from it.
 */
import { RULE_PARAMS } from './catalogue';
import { FIELD_KEYS, FIELDS, setField } from './fields';
import type { Activation, ArmSpec, DenseLayerSpec, ExperimentSpec, RuleId, Slot } from './spec';

export type PresetId = 'digits' | 'three-rules' | 'linear-task' | 'spirals' | 'own-files';
/** The chart that the caption points at; it is drawn taller. */
export const CHART_IDS = [
  'loss',
  'accuracy',
  'updateAngle',
  'weightAngle',
  'weightNorm',
  'logitScale',
] as const;
export type ChartId = (typeof CHART_IDS)[number];

export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  readonly caption: string;
  readonly emphasis: ChartId;
  /** One line for the menu. */
  readonly about: string;
  readonly spec: ExperimentSpec;
}

const dense = (units: number, activation: Activation): DenseLayerSpec => ({
  kind: 'dense',
  units,
  activation,
});

/** A new arm with every parameter at its default. */
export function createArm(slot: Slot, rule: RuleId): ArmSpec {
  return { slot, rule, params: { feedbackScale: RULE_PARAMS.feedbackScale.default }, learningRate: null };
}

/** The experiment in which every field has its default: digits, 784-64-10, BP and FA. */
function createDefaultSpec(): ExperimentSpec {
  let spec: ExperimentSpec = {
    version: 1,
    seed: 0,
    dataset: {
      id: 'digits',
      images: 0,
      noise: 0,
      testEvery: 0,
      testImages: 0,
      coarse: 0,
      mid: 0,
      fine: 0,
      flip: 0,
      pictureSide: 32,
      hasColour: true,
    },
    network: { hidden: [dense(64, 'tanh')], outputActivation: 'linear', init: 'glorot', initSigma: 0 },
    target: 'labels',
    loss: 'softmax-cross-entropy',
    optimiser: {
      id: 'sgd',
      learningRate: 0,
      weightDecay: 0,
      momentum: 0,
      decay: 0,
      beta1: 0,
      beta2: 0,
      epsilon: 0,
    },
    training: { batch: 1, epochs: 1 },
    rateMode: 'same',
    arms: [createArm(0, 'bp'), createArm(1, 'fa')],
    probes: { angles: true, rdms: true, norms: true, rdmOfMaps: 'flattened' },
  };
  for (const key of FIELD_KEYS) spec = setField(spec, key, FIELDS[key].default);
  return spec;
}

export const DEFAULT_SPEC = createDefaultSpec();

const threeArms = [createArm(0, 'bp'), createArm(1, 'fa'), createArm(2, 'dfa')];

export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  digits: {
    id: 'digits',
    name: 'Digits, two rules',
    caption: 'Both learn. Watch the angle.',
    emphasis: 'updateAngle',
    about: 'BP and FA on drawn digits.',
    spec: DEFAULT_SPEC,
  },
  'three-rules': {
    id: 'three-rules',
    name: 'Three rules',
    caption: 'Three ways down. Which layer waits?',
    emphasis: 'updateAngle',
    about: 'BP, FA and DFA through two hidden layers.',
    spec: {
      ...DEFAULT_SPEC,
      network: { ...DEFAULT_SPEC.network, hidden: [dense(64, 'tanh'), dense(32, 'tanh')] },
      arms: threeArms,
    },
  },
  'linear-task': {
    id: 'linear-task',
    name: 'Lillicrap’s linear task',
    caption: 'The weights turn towards the feedback.',
    emphasis: 'weightAngle',
    about: 'A 30-20-10 linear network learns a linear map (Lillicrap and colleagues, 2016).',
    spec: {
      ...DEFAULT_SPEC,
      dataset: { ...DEFAULT_SPEC.dataset, id: 'linear-map', images: 500, noise: 0 },
      network: {
        hidden: [dense(20, 'linear')],
        outputActivation: 'linear',
        init: 'gaussian',
        initSigma: 0.006,
      },
      loss: 'mse',
      optimiser: { ...DEFAULT_SPEC.optimiser, learningRate: 0.025 },
      training: { batch: 1, epochs: 5 },
    },
  },
  spirals: {
    id: 'spirals',
    name: 'Spirals',
    caption: 'Two layers must bend the plane.',
    emphasis: 'accuracy',
    about: 'Three rules draw their decision regions.',
    spec: {
      ...DEFAULT_SPEC,
      dataset: { ...DEFAULT_SPEC.dataset, id: 'spirals', images: 1500, noise: 0.03 },
      network: { ...DEFAULT_SPEC.network, hidden: [dense(32, 'tanh'), dense(32, 'tanh')] },
      optimiser: { ...DEFAULT_SPEC.optimiser, id: 'adam', learningRate: 0.005 },
      training: { batch: 32, epochs: 60 },
      arms: threeArms,
    },
  },
  'own-files': {
    id: 'own-files',
    name: 'Your own MNIST files',
    caption: 'The same two rules on handwriting.',
    emphasis: 'updateAngle',
    about: 'Drop the four official files of MNIST or Fashion-MNIST.',
    spec: {
      ...DEFAULT_SPEC,
      dataset: { ...DEFAULT_SPEC.dataset, id: 'idx-files', images: 20000, testImages: 5000 },
      training: { batch: 64, epochs: 5 },
    },
  },
};

export const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[];
