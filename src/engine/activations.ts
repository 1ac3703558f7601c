/**
 * The nonlinearities φ and how an error passes back through them: multiplied by φ′(a), taken from the trace.
 * φ′ is 1 (linear), [a > 0] (ReLU; 0 at 0), 1 − h² (tanh), h (1 − h) (sigmoid).
 */
import { mul, relu, sigmoid, square, step, sub, type Tensor, tanh } from '@tensorflow/tfjs-core';
import type { Activation } from '../spec/spec';
import { runOwn } from './kernels/own';

export interface ActivationFunction {
  /** φ(a), same shape as a. May return `a` itself. */
  apply(a: Tensor): Tensor;
  /** error ⊙ φ′(a), where h = φ(a) is known; all three of one shape. May return `error` itself. */
  passBack(error: Tensor, a: Tensor, h: Tensor): Tensor;
}

/** error ⊙ φ′(a). May return `error` itself. */
export function passBack(activation: Activation, error: Tensor, a: Tensor, h: Tensor): Tensor {
  if (activation === 'linear') return error;
  return (
    runOwn('LabPassBack', { error, h }, { activation })?.[0] ?? ACTIVATIONS[activation].passBack(error, a, h)
  );
}

/** Total table of the nonlinearities. */
export const ACTIVATIONS: Readonly<Record<Activation, ActivationFunction>> = {
  linear: {
    apply: (a) => a,
    passBack: (error) => error,
  },
  relu: {
    apply: (a) => relu(a),
    passBack: (error, a) => mul(error, step(a)),
  },
  tanh: {
    apply: (a) => tanh(a),
    passBack: (error, _a, h) => mul(error, sub(1, square(h))),
  },
  sigmoid: {
    apply: (a) => sigmoid(a),
    passBack: (error, _a, h) => mul(error, mul(h, sub(1, h))),
  },
};
