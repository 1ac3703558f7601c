/**
 * The networks of a student project on what a brain cannot do: 784 inputs, one hidden layer of sigmoid units, 10 linear outputs,
 * squared loss, weights from N(0, 0.01²). Its learning rate of 5 · 10⁻⁶ went with gradients summed over a batch of unscaled
 * pixels, for tens of thousands of epochs. Momentum, rate, batch and the size of the feedback are ours: they bring all of its
 * networks to rest in ten epochs of 6,000 images.
 */
import { picturesOf, type Setting } from './published-runs';

/** One hidden layer of so many units. */
export function sigmoidUnits(units: number): Setting {
  return {
    dataset: picturesOf('fashion-mnist', 6000),
    hidden: `${units}s`,
    network: { init: 'gaussian', initSigma: 0.01 },
    loss: 'mse',
    optimiser: { id: 'momentum', learningRate: 0.15, momentum: 0.9 },
    training: { batch: 32, epochs: 10 },
  };
}

/** Fixed random feedback: the project's comes from N(0, 1), Glorot's for 30 units has a standard deviation of 0.22. */
export const FEEDBACK = { feedbackScale: 2 };
