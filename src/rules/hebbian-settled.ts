/**
 * A forward pass in which the units of each hidden layer settle on each other before they answer:
 *   a_l = h_{l−1} W_l + b_l,  h_l = what the law makes of a_l
 * Stages between layers and the last layer are as ever.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { applyLayer, type Trace } from '../engine/forward';
import type { RuleContext } from '../engine/learning-rule';
import { ofLayer, type PerLayer } from '../engine/network';
import type { StagePass } from '../engine/stage';

/** Where a pass is made: a batch of training, or rows x in evaluation. */
type Site = Pick<RuleContext, 'network' | 'params'> & {
  readonly draws: RuleContext['draws'] | null;
} & ({ readonly batch: RuleContext['batch'] } | { readonly x: Tensor });

/** A trace, in the caller's scope. */
export function settledTrace<Memory>(
  site: Site,
  memories: PerLayer<Memory | null>,
  settle: (drive: Tensor, memory: Memory) => Tensor,
): Trace {
  const { network, params, draws } = site;
  const input = 'x' in site ? site.x : site.batch.x;
  let h = input;
  const trace = { input, stages: [] as (readonly StagePass[])[], a: [] as Tensor[], h: [] as Tensor[] };
  for (const layer of network.layers) {
    const passes: StagePass[] = [];
    for (const stage of layer.stages) {
      const pass = stage.forward(h, { norms: params.norms, draws });
      h = pass.output;
      passes.push(pass);
    }
    const memory = ofLayer(memories, layer.index);
    const made = applyLayer(memory === null ? layer : { ...layer, activation: 'linear' }, h, params);
    h = memory === null ? made.h : settle(made.a, memory);
    trace.stages.push(passes);
    trace.a.push(made.a);
    trace.h.push(h);
  }
  return trace;
}
