/**
 * One table of everything that can be set in an experiment except layers and arms:
 * controls, link codec, limits and "what changed" all read it.
 */
import { ACTIVATIONS, DATASET_CATALOGUE, INITS, LOSSES, OPTIMISERS } from './catalogue';
import { DATASET_FIELDS } from './dataset-fields';
import type { BooleanField, Field, FieldKey, FieldValue, NumberField } from './field';
import { always, choice, number } from './field-makers';
import { SCHEDULE_FIELDS } from './schedule-fields';
import type { Activation, ExperimentSpec, InitId, LayerSpec, LossId, OptimiserId } from './spec';

type OptimiserNumber = 'learningRate' | 'weightDecay' | 'momentum' | 'decay' | 'beta1' | 'beta2' | 'epsilon';
const ofOptimiser = (name: OptimiserNumber) => ({
  key: name,
  get: (spec: ExperimentSpec) => spec.optimiser[name],
  set: (spec: ExperimentSpec, value: number): ExperimentSpec => ({
    ...spec,
    optimiser: { ...spec.optimiser, [name]: value },
  }),
});

const hasConvolutions = (layers: readonly LayerSpec[]): boolean =>
  layers.some((layer) => layer.kind === 'conv2d');

const probe = (
  name: 'angles' | 'rdms' | 'norms',
  words: Pick<BooleanField, 'key' | 'urlKey' | 'label' | 'help'>,
): BooleanField => ({
  kind: 'boolean',
  unit: '',
  default: true,
  isLive: true,
  applies: always,
  get: (spec) => spec.probes[name],
  set: (spec, value) => ({ ...spec, probes: { ...spec.probes, [name]: value } }),
  ...words,
});

export const FIELDS: Readonly<Record<FieldKey, Field>> = {
  ...DATASET_FIELDS,
  target: choice({
    key: 'target',
    urlKey: 'tg',
    label: 'Target',
    unit: '',
    help: 'What the outputs are compared with.',
    default: 'labels',
    choices: [
      {
        id: 'labels',
        name: 'Its labels',
        help: 'The network learns to answer: a class, or the numbers that belong to the input.',
      },
      {
        id: 'input',
        name: 'The input itself',
        help: 'An autoencoder: it learns to draw its own input again. A narrow layer is its bottleneck.',
      },
    ],
    get: (spec) => spec.target,
    set: (spec, value) => ({ ...spec, target: value === 'input' ? 'input' : 'labels' }),
  }),
  outputActivation: choice({
    key: 'outputActivation',
    urlKey: 'oa',
    label: 'Output',
    unit: '',
    help: 'The bend of the last layer.',
    default: 'linear',
    choices: ACTIVATIONS,
    get: (spec) => spec.network.outputActivation,
    set: (spec, value) => ({
      ...spec,
      network: { ...spec.network, outputActivation: value as Activation },
    }),
    applies: (spec) => spec.loss === 'mse' || spec.loss === 'mae',
  }),
  init: choice({
    key: 'init',
    urlKey: 'i',
    label: 'Start weights',
    unit: '',
    help: 'Where the weights begin. All arms begin at the same place.',
    default: 'glorot',
    choices: INITS,
    get: (spec) => spec.network.init,
    set: (spec, value) => ({ ...spec, network: { ...spec.network, init: value as InitId } }),
  }),
  initSigma: number({
    key: 'initSigma',
    urlKey: 'is',
    label: 'Spread σ',
    unit: '',
    help: 'Standard deviation of the start weights.',
    default: 0.1,
    min: 0.0001,
    max: 10,
    scale: 'log',
    get: (spec) => spec.network.initSigma,
    set: (spec, value) => ({ ...spec, network: { ...spec.network, initSigma: value } }),
    applies: (spec) => spec.network.init === 'gaussian',
  }),
  loss: choice({
    key: 'loss',
    urlKey: 'l',
    label: 'Loss',
    unit: 'how wrong the answers are',
    help: 'What the output layer tries to make small.',
    default: 'softmax-cross-entropy',
    choices: LOSSES,
    get: (spec) => spec.loss,
    set: (spec, value) => ({ ...spec, loss: value as LossId }),
  }),
  optimiser: choice({
    key: 'optimiser',
    urlKey: 'o',
    label: 'Optimiser',
    unit: 'how an update is applied',
    help: 'Turns what the rule says into a change of the weights.',
    default: 'sgd',
    choices: OPTIMISERS,
    get: (spec) => spec.optimiser.id,
    set: (spec, value) => ({ ...spec, optimiser: { ...spec.optimiser, id: value as OptimiserId } }),
  }),
  learningRate: number({
    ...ofOptimiser('learningRate'),
    urlKey: 'lr',
    label: 'Learning rate',
    unit: '',
    help: 'How far one step moves the weights. You can change it while training.',
    default: 0.1,
    min: 0.00001,
    max: 1000,
    scale: 'log',
    isLive: true,
  }),
  ...SCHEDULE_FIELDS,
  momentum: number({
    ...ofOptimiser('momentum'),
    urlKey: 'mo',
    label: 'Momentum μ',
    unit: '',
    help: 'How much of the last update rolls on.',
    default: 0.9,
    min: 0,
    max: 0.999,
    scale: 'linear',
    applies: (spec) => spec.optimiser.id === 'momentum',
  }),
  decay: number({
    ...ofOptimiser('decay'),
    urlKey: 'al',
    label: 'Memory α',
    unit: '',
    help: 'How slowly the running gradient size forgets.',
    default: 0.99,
    min: 0,
    max: 0.9999,
    scale: 'linear',
    applies: (spec) => spec.optimiser.id === 'rmsprop',
  }),
  beta1: number({
    ...ofOptimiser('beta1'),
    urlKey: 'b1',
    label: 'β₁',
    unit: '',
    help: 'Memory of the gradient.',
    default: 0.9,
    min: 0,
    max: 0.9999,
    scale: 'linear',
    applies: (spec) => spec.optimiser.id === 'adam',
  }),
  beta2: number({
    ...ofOptimiser('beta2'),
    urlKey: 'b2',
    label: 'β₂',
    unit: '',
    help: 'Memory of the squared gradient.',
    default: 0.999,
    min: 0,
    max: 0.99999,
    scale: 'linear',
    applies: (spec) => spec.optimiser.id === 'adam',
  }),
  epsilon: number({
    ...ofOptimiser('epsilon'),
    urlKey: 'ep',
    label: 'ε',
    unit: '',
    help: 'Keeps the division from blowing up.',
    default: 1e-8,
    min: 1e-12,
    max: 1,
    scale: 'log',
    applies: (spec) => spec.optimiser.id === 'rmsprop' || spec.optimiser.id === 'adam',
  }),
  weightDecay: number({
    ...ofOptimiser('weightDecay'),
    urlKey: 'wd',
    label: 'Weight decay λ',
    unit: '',
    help: 'Pulls every weight towards 0.',
    default: 0,
    min: 0,
    max: 1,
    scale: 'log0',
  }),
  batch: number({
    key: 'batch',
    urlKey: 'b',
    kind: 'integer',
    label: 'Batch',
    unit: 'rows per step',
    help: 'How many examples one update averages over.',
    default: 32,
    min: 1,
    max: 512,
    scale: 'log',
    step: 1,
    get: (spec) => spec.training.batch,
    set: (spec, value) => ({ ...spec, training: { ...spec.training, batch: value } }),
  }),
  epochs: number({
    key: 'epochs',
    urlKey: 'e',
    kind: 'integer',
    label: 'Stop at epoch',
    unit: '',
    help: 'One epoch sees every training example once.',
    default: 10,
    min: 1,
    max: 1000,
    scale: 'linear',
    step: 1,
    isLive: true,
    get: (spec) => spec.training.epochs,
    set: (spec, value) => ({ ...spec, training: { ...spec.training, epochs: value } }),
  }),
  seed: number({
    key: 'seed',
    urlKey: 's',
    kind: 'integer',
    label: 'Seed',
    unit: '',
    help: 'Reset replays this seed. The dice draws another.',
    default: 1111,
    min: 0,
    max: 999999,
    scale: 'linear',
    step: 1,
    get: (spec) => spec.seed,
    set: (spec, value) => ({ ...spec, seed: value }),
  }),
  rateMode: choice({
    key: 'rateMode',
    urlKey: 'rm',
    label: 'Learning rate of the arms',
    unit: '',
    help: 'One learning rate for all arms, or one for each.',
    default: 'same',
    choices: [
      { id: 'same', name: 'Same rate for all', help: 'Every arm trains with the learning rate on the left.' },
      { id: 'perRule', name: 'Tuned per rule', help: 'Each arm has a learning rate of its own.' },
    ],
    isLive: true,
    get: (spec) => spec.rateMode,
    set: (spec, value) => ({ ...spec, rateMode: value === 'perRule' ? 'perRule' : 'same' }),
  }),
  probeAngles: probe('angles', {
    key: 'probeAngles',
    urlKey: 'pa',
    label: 'Angles',
    help: 'Measures update and weight angles.',
  }),
  probeRdms: probe('rdms', {
    key: 'probeRdms',
    urlKey: 'pr',
    label: 'RDMs',
    help: 'Measures how the layers tell the probe stimuli apart.',
  }),
  probeNorms: probe('norms', {
    key: 'probeNorms',
    urlKey: 'pn',
    label: 'Norms',
    help: 'Measures weight norms and logit scale.',
  }),
  probeMaps: choice({
    key: 'probeMaps',
    urlKey: 'pm',
    label: 'RDMs of maps',
    unit: '',
    help: 'What stands for the map of a convolution when two images are compared.',
    default: 'flattened',
    choices: [
      { id: 'flattened', name: 'Flattened map', help: 'Every number of the map counts.' },
      {
        id: 'mean',
        name: 'Mean over positions',
        help: 'One number a channel: where something is does not count.',
      },
    ],
    isLive: true,
    get: (spec) => spec.probes.rdmOfMaps,
    set: (spec, value) => ({
      ...spec,
      probes: { ...spec.probes, rdmOfMaps: value === 'mean' ? 'mean' : 'flattened' },
    }),
    applies: ({ network }) => hasConvolutions(network.hidden),
  }),
};

export const FIELD_KEYS = Object.keys(FIELDS) as readonly FieldKey[];

/** The limits of a number field for this experiment: the number of images depends on the data set. */
export function limitsOf(field: NumberField, spec: ExperimentSpec): { min: number; max: number } {
  if (field.key !== 'images') return { min: field.min, max: field.max };
  const entry = DATASET_CATALOGUE[spec.dataset.id];
  return { min: entry.minImages, max: entry.maxImages };
}

/** The experiment with one field set. The value must be of the field's type and within its limits. */
export function setField(spec: ExperimentSpec, key: FieldKey, value: FieldValue): ExperimentSpec {
  const field = FIELDS[key];
  switch (field.kind) {
    case 'boolean':
      return field.set(spec, value === true);
    case 'choice':
      return field.set(spec, String(value));
    default:
      return field.set(spec, Number(value));
  }
}
