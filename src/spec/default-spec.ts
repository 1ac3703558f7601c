/**
 * The experiment in which every field has its default, and the parts that experiments are put together from.
 */
import { FIELD_KEYS, FIELDS, setField } from './fields';
import { ruleParams } from './rule-params';
import type { ArmSpec, ExperimentSpec, RuleId, Slot } from './spec';

/** A new arm with every parameter at its default. */
export function createArm(slot: Slot, rule: RuleId): ArmSpec {
  return { slot, rule, params: ruleParams(), layerRules: [], painted: [], learningRate: null };
}

/** Digits, 784-64-10, BP and FA. */
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
    network: {
      hidden: [{ kind: 'dense', units: 64, activation: 'tanh' }],
      outputActivation: 'linear',
      init: 'glorot',
      initSigma: 0,
    },
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
    schedule: { id: 'constant', warmup: 0, every: 10, factor: 0.1 },
    training: { batch: 1, epochs: 1 },
    rateMode: 'same',
    arms: [createArm(0, 'bp'), createArm(1, 'fa')],
    probes: { angles: true, rdms: true, norms: true, rdmOfMaps: 'flattened' },
  };
  for (const key of FIELD_KEYS) spec = setField(spec, key, FIELDS[key].default);
  return spec;
}

export const DEFAULT_SPEC = createDefaultSpec();
