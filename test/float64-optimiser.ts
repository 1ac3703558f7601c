/**
 * PyTorch's optimisers in double precision with plain loops, from their documentation: nothing of the engine is used here.
 */

export type FlatOptimiser = { readonly learningRate: number; readonly weightDecay: number } & (
  | { readonly id: 'sgd' }
  | { readonly id: 'momentum'; readonly momentum: number }
  | { readonly id: 'rmsprop'; readonly decay: number; readonly epsilon: number }
  | { readonly id: 'adam'; readonly beta1: number; readonly beta2: number; readonly epsilon: number }
);

/** What is added to the parameters for a gradient, step after step. */
export type Mover = (parameters: Float64Array, gradient: Float64Array) => Float64Array;

/** One parameter tensor's optimiser, with its memory of `length` numbers. */
export function createMover(optimiser: FlatOptimiser, length: number): Mover {
  const [first, second] = [new Float64Array(length), new Float64Array(length)];
  let step = 0;
  return (parameters, gradient) => {
    step++;
    return gradient.map((raw, at) => {
      const g = raw + optimiser.weightDecay * (parameters[at] ?? Number.NaN);
      return -optimiser.learningRate * directionOf(optimiser, g, { first, second, at, step });
    });
  };
}

interface Memory {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly at: number;
  readonly step: number;
}

function directionOf(optimiser: FlatOptimiser, g: number, { first, second, at, step }: Memory): number {
  const [m, s] = [first[at] ?? Number.NaN, second[at] ?? Number.NaN];
  switch (optimiser.id) {
    case 'sgd':
      return g;
    case 'momentum':
      first[at] = optimiser.momentum * m + g;
      return first[at];
    case 'rmsprop':
      second[at] = optimiser.decay * s + (1 - optimiser.decay) * g * g;
      return g / (Math.sqrt(second[at]) + optimiser.epsilon);
    case 'adam': {
      const { beta1, beta2, epsilon } = optimiser;
      first[at] = beta1 * m + (1 - beta1) * g;
      second[at] = beta2 * s + (1 - beta2) * g * g;
      const denominator = Math.sqrt(second[at] / (1 - beta2 ** step)) + epsilon;
      return first[at] / (1 - beta1 ** step) / denominator;
    }
  }
}
