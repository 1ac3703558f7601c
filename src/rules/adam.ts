/**
 * Adam for weights of a rule's own (heads, readouts): their learning rates are parameters of the rule, the rest is usual.
 * Source: Kingma, Ba (2015), Adam: a method for stochastic optimization, ICLR.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Params } from '../engine/network';
import { createOptimiser } from '../engine/optimisers';

export const ADAM = createOptimiser({
  id: 'adam',
  learningRate: 0,
  weightDecay: 0,
  momentum: 0,
  decay: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
});

/** Tensors, whatever they are, in the order in which an optimiser takes and gives them back: as W. */
export const asParams = (tensors: readonly Tensor[]): Params => ({ W: tensors, b: [], norms: [] });
