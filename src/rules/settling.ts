/**
 * Networks that settle, for rules with phases: activities s_l are driven from both sides, through the same weights.
 *   from below  s_{l−1} W_l + b_l         from above  s_{l+1} W_{l+1}ᵀ
 * and what one phase leaves against another, which is local to every synapse:
 *   s⁺_{l−1}ᵀ s⁺_l − s⁻_{l−1}ᵀ s⁻_l = ½ (s⁺ − s⁻)_{l−1}ᵀ (s⁺ + s⁻)_l + ½ (s⁺ + s⁻)_{l−1}ᵀ (s⁺ − s⁻)_l
 * The right-hand side costs the same and keeps its digits where the phases are close.
 * Sources: Hinton, McClelland (1988), NeurIPS 0; Scellier, Bengio (2017), Frontiers in Computational Neuroscience 11:24.
 */
import { add, div, mul, sqrt, square, stack, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { applyLayer, inputOf, type Trace } from '../engine/forward';
import type { RuleContext } from '../engine/learning-rule';
import { ofLayer, type PerLayer } from '../engine/network';
import { disposeReplaced, inScope } from '../engine/scope';

/** Where a network settles: one batch. The trace, whose stages and first drive are used throughout, belongs to it. */
export type Site = Pick<RuleContext, 'network' | 'params' | 'trace'> & {
  /** Null in evaluation. */
  readonly draws: RuleContext['draws'] | null;
};

/** Applies `move` so many times; of all the states between only the last one lives. Those of `start` are left alone. */
export function repeat<T>(times: number, start: T, move: (state: T, at: number) => T): T {
  let state = start;
  for (let at = 0; at < times; at++) {
    const next = inScope(() => move(state, at));
    if (at > 0) disposeReplaced(state, [start, next]);
    state = next;
  }
  return state;
}

/** All states, the first one included. */
export function unroll<T>(times: number, start: T, move: (state: T, at: number) => T): readonly T[] {
  const states = [start];
  let state = start;
  for (let at = 0; at < times; at++) {
    const before = state;
    state = inScope(() => move(before, at));
    states.push(state);
  }
  return states;
}

/** s_{l−1} after the stages between, as layer l takes it in. Layer 1 takes in what the trace took in. */
export function enter({ network, params, trace, draws }: Site, layer: number, below: Tensor | null): Tensor {
  if (layer === 1 || below === null) return inputOf(trace, layer);
  return ofLayer(network.layers, layer).stages.reduce(
    (input, stage) => stage.forward(input, { norms: params.norms, draws }).output,
    below,
  );
}

/** Input W_l + b_l. As a_l. */
export function driveFrom({ network, params, trace }: Site, layer: number, input: Tensor): Tensor {
  if (layer === 1) return ofLayer(trace.a, 1);
  return applyLayer({ ...ofLayer(network.layers, layer), activation: 'linear' }, input, params).a;
}

/** s_{l−1} W_l + b_l through the stages between. As a_l. */
export function fromBelow(site: Site, layer: number, below: Tensor | null): Tensor {
  return driveFrom(site, layer, enter(site, layer, below));
}

/** error_{l+1} K_{l+1}ᵀ back through the stages between, K the weights W themselves if left out. As h_l. */
export function fromAbove(
  { network, params, trace }: Pick<Site, 'network' | 'params' | 'trace'>,
  layer: number,
  above: Tensor,
  K: PerLayer<Tensor> = params.W,
): Tensor {
  return backThroughStages(
    trace,
    layer + 1,
    ofLayer(network.layers, layer + 1).op.transport(above, ofLayer(K, layer + 1)),
  );
}

/** From what layer l takes in to h_{l−1}, by the adjoint of the stages between. */
export function backThroughStages(trace: Trace, layer: number, error: Tensor): Tensor {
  return ofLayer(trace.stages, layer).reduceRight((carried, stage) => stage.passBack(carried), error);
}

/** Two phases as one layer sees them: what it takes in, and its activity. */
export interface Seen {
  readonly input: Tensor;
  readonly s: Tensor;
}

/** −scale (in⁺ᵀ s⁺ − in⁻ᵀ s⁻) and the same of the biases: descent, of W_l's and b_l's shapes. */
export function contrast(
  { network }: Pick<Site, 'network'>,
  layer: number,
  [plus, minus]: readonly [Seen, Seen],
  scale: number | Tensor,
): { readonly W: Tensor; readonly b: Tensor } {
  const { op } = ofLayer(network.layers, layer);
  const apart = mul(sub(minus.s, plus.s), scale); // as a_l
  const W =
    plus.input === minus.input
      ? op.gradientProduct(plus.input, apart)
      : add(
          op.gradientProduct(mul(add(plus.input, minus.input), 0.5), apart),
          op.gradientProduct(mul(sub(minus.input, plus.input), scale), mul(add(plus.s, minus.s), 0.5)),
        );
  return { W, b: op.biasSum(apart) };
}

/** Root mean square of the change of all activities, from each state to the next. `[states − 1]` */
export function changesAlong(states: readonly PerLayer<Tensor>[]): Tensor {
  const changes = states.slice(1).map((state, at) => {
    const before = states[at] ?? state;
    const squares = state.map((s, layer): Tensor => sum(square(sub(s, before[layer] ?? s)))); // []
    const count = state.reduce((total, { size }) => total + size, 0);
    return sqrt(
      div(
        squares.reduce((total, square) => add(total, square)),
        Math.max(1, count),
      ),
    ); // []
  });
  return stack(changes);
}
