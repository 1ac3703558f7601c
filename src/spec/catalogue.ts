/**
 * What can be chosen, as data: rules, data sets, losses, optimisers, activations.
 * Menus, links, the Why panel and error messages all read these tables; the engine never does.
 */
import type { Activation, InitId, LossId, OptimiserId } from './spec';

export { DATASET_CATALOGUE, DATASET_IDS, type DatasetEntry } from './dataset-catalogue';
export { hasFeedback, LAYER_RULE_IDS, paramsOf, RULE_CATALOGUE, RULE_IDS } from './rule-catalogue';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly help: string;
}

export const LOSSES: readonly Choice<LossId>[] = [
  {
    id: 'softmax-cross-entropy',
    name: 'Cross-entropy',
    help: 'Softmax over the outputs, then the surprise at the label.',
  },
  { id: 'sigmoid-cross-entropy', name: 'Sigmoid', help: 'Every output decides for itself: yes or no.' },
  { id: 'mse', name: 'Squared', help: 'Mean over batch and outputs of the squared difference.' },
  { id: 'mae', name: 'Absolute', help: 'Mean over batch and outputs of the absolute difference.' },
];

export const OPTIMISERS: readonly Choice<OptimiserId>[] = [
  { id: 'sgd', name: 'SGD', help: 'The update is the gradient times the learning rate.' },
  { id: 'momentum', name: 'Momentum', help: 'Updates roll on: a running sum of past gradients.' },
  { id: 'rmsprop', name: 'RMSprop', help: 'Every weight divides by the recent size of its own gradient.' },
  { id: 'adam', name: 'Adam', help: 'Momentum, and every weight with its own step size.' },
];

export const ACTIVATIONS: readonly Choice<Activation>[] = [
  { id: 'tanh', name: 'tanh', help: 'Smooth, between −1 and 1.' },
  { id: 'relu', name: 'ReLU', help: 'Zero below, straight above.' },
  { id: 'sigmoid', name: 'sigmoid', help: 'Smooth, between 0 and 1.' },
  { id: 'linear', name: 'linear', help: 'No bend: the layer stays a matrix.' },
];

export const INITS: readonly Choice<InitId>[] = [
  {
    id: 'glorot',
    name: 'Glorot',
    help: 'Uniform, variance 2 / (inputs + outputs) (Glorot and Bengio, 2010).',
  },
  { id: 'he', name: 'He', help: 'Gaussian, variance 2 / inputs (He and colleagues, 2015).' },
  { id: 'gaussian', name: 'Gaussian', help: 'Gaussian with the spread that you set.' },
  {
    id: 'akrout',
    name: 'Akrout',
    help: 'Gaussian, variance 1 / (inputs + outputs), biases and feedback too (Akrout and colleagues, 2019).',
  },
  { id: 'zero', name: 'Zero', help: 'All weights start at 0. ReLU networks cannot leave it.' },
];
