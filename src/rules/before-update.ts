/**
 * What the optimiser gets in place of the gradients; measurements read the gradients themselves.
 *   clip       g ← g · min(1, c / (‖g‖ + 1e-6)), all parameters as one vector (PyTorch's clip_grad_norm_)
 *   Manhattan  g ← sign(g); momentum and weight decay come after it
 * Sources: Pascanu, Mikolov, Bengio (2013), ICML 30; Liao, Leibo, Poggio (2016), AAAI 30.
 */
import { add, div, minimum, mul, sign, sqrt, square, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Gradients } from '../engine/network';
import type { RuleParams } from '../spec/spec';

/** What an arm does to its gradients; undefined where it leaves them as they are. */
export function beforeUpdateOf({
  gradientClip,
  manhattan,
}: RuleParams): ((gradients: Gradients) => Gradients) | undefined {
  if (gradientClip === 0 && manhattan === 0) return undefined;
  return (gradients) => {
    const clipped = gradientClip === 0 ? gradients : clip(gradients, gradientClip);
    return manhattan === 1 ? mapGradients(clipped, (g) => sign(g)) : clipped;
  };
}

function clip(gradients: Gradients, most: number): Gradients {
  const squares = gradientsIn(gradients).map((g): Tensor => sum(square(g)));
  const norm = sqrt(squares.reduce((total, square) => add(total, square))); // []
  const factor = minimum(div(most, add(norm, 1e-6)), 1); // []
  return mapGradients(gradients, (g) => mul(g, factor));
}

function gradientsIn({ W, b, norms }: Gradients): readonly Tensor[] {
  return [...W, ...b, ...norms.flatMap(({ scale, shift }) => [scale, shift])];
}

function mapGradients({ W, b, norms }: Gradients, change: (g: Tensor) => Tensor): Gradients {
  return {
    W: W.map(change),
    b: b.map(change),
    norms: norms.map(({ scale, shift }) => ({ scale: change(scale), shift: change(shift) })),
  };
}
