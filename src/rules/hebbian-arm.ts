/**
 * An arm whose hidden layers learn by a law of their own, each from what it takes in and what it answers:
 *   W_l ← W_l + gate_l ΔW_l,  b_l = −μ_l W_l;  δ_l = 0 for l < L
 * All at once, or one layer after another for so many steps each, by a count of the batches seen. The last layer reads them: by
 * the loss's gradient through the optimiser, or by a law of its own that the teacher gates.
 * Source of the schedule: Lagani, Falchi, Gennaro, Amato (2022), Neural Computing and Applications 34.
 */
import {
  add,
  cast,
  div,
  less,
  lessEqual,
  maximum,
  minimum,
  mul,
  neg,
  ones,
  scalar,
  sub,
  type Tensor,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { ACTIVATIONS } from '../engine/activations';
import { layerGradients } from '../engine/backward';
import { enter, forward, inputOf, type Trace } from '../engine/forward';
import type { Increment, LearningRule, RuleContext, RuleState, RuleStep } from '../engine/learning-rule';
import { LOSSES } from '../engine/losses';
import { type Layer, ofLayer, type PerLayer } from '../engine/network';
import { disposeAll, inScope } from '../engine/scope';
import { outputOf } from '../engine/train-step';
import type { RuleId, RuleParams } from '../spec/spec';
import { firstComponent, followComponent, innerOfLayer } from './hebbian-inner';
import { centringBias, follow, type HebbianSite, meanOf, ownUnits, unitNorms } from './hebbian-layer';
import { type GatedReadout, readByTeacher } from './hebbian-readout';
import { settledTrace } from './hebbian-settled';

/** Value of `hebbReadout`: the teacher gates the last layer. */
const BY_TEACHER = 1;

/** What one batch makes of a layer. */
export interface Learnt<Memory> {
  /** ΔW_l, before the gate. As W_l */
  readonly change: Tensor;
  /** Gated by the law itself. */
  readonly memory: Memory | null;
}

/** What the rules of the family differ in. */
export interface HebbianLaw<Memory = null> {
  readonly id: RuleId;
  learn(site: HebbianSite<Memory>): Learnt<Memory>;
  /** What it keeps for a layer at the start: new tensors, or null. */
  start?(W: Tensor, layer: Layer): Memory;
  /** Length that all weights are brought to at the first step. */
  startNorm?(params: RuleParams): number;
  /** What units answer once those of a layer have settled on each other, from u W_l `as a_l`. Input comes uncentred then. */
  settle?(drive: Tensor, memory: Memory, params: RuleParams): Tensor;
  /** Whether its first unit should come to the first principal component. */
  readonly findsComponents?: true;
  /** Curves of the first layer's inner life. `[T]` each */
  curvesOf?(site: HebbianSite<Memory>): Readonly<Record<string, Tensor>>;
}

/** What an arm remembers. */
export interface HebbianState<Memory> extends RuleState {
  /** Batches since the rule took over, as a float. `[]` */
  readonly seen: Tensor;
  /** μ_l of every layer. `[features]` or `[channels]` */
  readonly means: PerLayer<Tensor>;
  /** First principal component of what a hidden layer takes in, as the power method follows it; as W_l of one unit. */
  readonly components: PerLayer<Tensor | null>;
  readonly memories: PerLayer<Memory | null>;
}

/** A law and the numbers of an arm. */
interface Arm<Memory> {
  readonly law: HebbianLaw<Memory>;
  readonly params: RuleParams;
}

/** The rule of an arm under a law. */
export function composeHebbian<Memory>(
  law: HebbianLaw<Memory>,
  params: RuleParams,
): LearningRule<HebbianState<Memory>> {
  const { settle, findsComponents } = law;
  const arm: Arm<Memory> = { law, params };
  const settling = settle && ((drive: Tensor, memory: Memory) => settle(drive, memory, params));
  return {
    id: law.id,
    init: (network, { weights }) =>
      inScope(() => {
        const hidden = <T>(make: (layer: Layer) => T): PerLayer<T | null> =>
          network.layers.map((layer) => (layer.index < network.layers.length ? make(layer) : null));
        return {
          feedback: network.layers.map(() => null),
          seen: scalar(0),
          means: network.layers.map((layer) => zerosLike(meanOf(layer, ones([1, ...layer.inputShape])))),
          components: hidden(({ weightShape }) =>
            findsComponents ? ones([...weightShape.slice(0, -1), 1]) : null,
          ),
          memories: hidden((layer) => law.start?.(ofLayer(weights, layer.index), layer) ?? null),
        };
      }),
    step: (context, state) =>
      stepOf(
        arm,
        settling ? settled(context, settledTrace(context, state.memories, settling)) : context,
        state,
      ),
    ...(settling && {
      predict: ({ network, params: weights, x }, { memories }) =>
        outputOf(network, settledTrace({ network, params: weights, draws: null, x }, memories, settling)),
      statesOf({ network, params: weights, x }, { memories }) {
        const { a, h } = settledTrace({ network, params: weights, draws: null, x }, memories, settling);
        return [...h.slice(0, -1), ...a.slice(-1)];
      },
    }),
    takesIn({ network, params: weights, x }, { memories }, layer) {
      if (layer === network.layers.length) return null;
      const below = { network: { ...network, layers: network.layers.slice(0, layer - 1) }, params: weights };
      const { h } = settling
        ? settledTrace({ ...below, draws: null, x }, memories, settling)
        : forward(below.network, weights, x);
      const input = enter(ofLayer(network.layers, layer), h.at(-1) ?? x, weights);
      return { input, isCentred: isCentredIn(arm) };
    },
    anglesOf: ({ components }, { W }) =>
      components.flatMap((component, at) =>
        component === null ? [] : [firstComponent(component, ofLayer(W, at + 1), at + 1)],
      ),
    innerOf(context, state) {
      const { network } = context;
      const seen = settling ? settled(context, settledTrace(context, state.memories, settling)) : context;
      const sites = network.layers.slice(0, -1).map((layer) => siteOf(arm, seen, state, layer));
      const [first] = sites;
      const curves = (first && law.curvesOf?.(first)) ?? {};
      return {
        scalars: sites.flatMap((site) => innerOfLayer(site)),
        curves: Object.entries(curves).map(([name, values]) => ({ name, values })),
      };
    },
    feedbackOf: () => null,
    dispose: disposeAll,
  };
}

/** Whether a running mean is taken from what hidden layers see. */
const isCentredIn = <Memory>({ law, params }: Arm<Memory>): boolean =>
  params.hebbCentred === 1 && !law.settle;

/** The batch as seen through a settled pass. */
function settled(context: RuleContext & { readonly x?: Tensor }, trace: Trace): RuleContext {
  const output = outputOf(context.network, trace);
  return { ...context, trace, outputDelta: LOSSES[context.loss].delta(output, context.batch.y) };
}

/** 1 while a layer learns. The first batch only shows it what the mean of its input is. `[]` */
function gateOf({ params }: Arm<unknown>, { seen }: HebbianState<unknown>, layer: number): Tensor {
  const steps = params.hebbSteps;
  if (steps === 0) return minimum(seen, 1);
  const hasBegun = less((layer - 1) * steps, seen);
  const goesOn = lessEqual(seen, layer * steps);
  return mul(cast(hasBegun, 'float32'), cast(goesOn, 'float32'));
}

function siteOf<Memory>(
  { law, params }: Arm<Memory>,
  { trace, params: { W } }: Pick<RuleContext, 'trace' | 'params'>,
  state: HebbianState<Memory>,
  layer: Layer,
): HebbianSite<Memory> {
  const { index, activation } = layer;
  const { u, scale } = ownUnits(layer, inputOf(trace, index), ofLayer(state.means, index));
  const response = mul(ofLayer(trace.a, index), scale); // as a_l
  return {
    layer,
    params,
    W: ofLayer(W, index),
    input: u,
    response,
    output: law.settle ? mul(ofLayer(trace.h, index), scale) : ACTIVATIONS[activation].apply(response), // as a_l
    memory: ofLayer(state.memories, index) as Memory,
    seen: state.seen,
    gate: gateOf({ law, params }, state, index),
  };
}

/** W_l's move, and b_l's: to −μ_l W_l with both as they will be. */
function incrementOf({ params }: RuleContext, layer: Layer, change: Tensor, mu: Tensor): Increment {
  const W = add(ofLayer(params.W, layer.index), change); // as W_l
  return { W: change, b: sub(centringBias(layer, W, mu), ofLayer(params.b, layer.index)) };
}

function stepOf<Memory>(
  arm: Arm<Memory>,
  context: RuleContext,
  state: HebbianState<Memory>,
): RuleStep<HebbianState<Memory>> {
  const { law, params } = arm;
  const { network, trace, outputDelta, params: weights } = context;
  const isCentred = isCentredIn(arm);
  const top = ofLayer(network.layers, network.layers.length);
  const means = network.layers.map((layer) => {
    const old = ofLayer(state.means, layer.index);
    const isKept = layer === top ? params.hebbReadout === BY_TEACHER : isCentred;
    return isKept ? follow(old, meanOf(layer, inputOf(trace, layer.index)), state.seen) : old;
  });
  const hidden = network.layers.slice(0, -1).map((layer) => {
    const site = siteOf(arm, context, state, layer);
    const { change, memory } = law.learn(site);
    const component = ofLayer(state.components, layer.index);
    return {
      increment: incrementOf(
        context,
        layer,
        started(arm, site, mul(change, site.gate)),
        ofLayer(means, layer.index),
      ),
      memory,
      component: component && followComponent(component, site),
    };
  });
  const gated: GatedReadout = {
    input: inputOf(trace, top.index),
    means: [ofLayer(state.means, top.index), ofLayer(means, top.index)],
    seen: state.seen,
  };
  const own =
    params.hebbReadout === BY_TEACHER ? readByTeacher(context, top, gated, params.readoutRate) : null;
  const increments = [...hidden.map(({ increment }) => increment), own];
  const read = own ? descent(own) : layerGradients(top, inputOf(trace, top.index), outputDelta);
  const asked = [...hidden.map(({ increment }) => descent(increment)), read];
  return {
    deltas: [
      ...network.layers.slice(0, -1).map(({ index }) => zerosLike(ofLayer(trace.a, index))),
      outputDelta,
    ],
    gradients: {
      W: asked.map(({ W }) => W),
      b: asked.map(({ b }) => b),
      norms: weights.norms.map(({ scale, shift }) => ({ scale: zerosLike(scale), shift: zerosLike(shift) })),
    },
    increments,
    ...(law.settle && { answer: outputOf(network, trace) }),
    state: {
      ...state,
      seen: add(state.seen, 1),
      means,
      components: [...hidden.map(({ component }) => component), null],
      memories: [...hidden.map(({ memory }) => memory), null],
    },
  };
}

const descent = ({ W, b }: Increment): Increment => ({ W: neg(W), b: neg(b) });

/** The change; at the first step, instead, weights come to the length where the law wants them to start. As W_l */
function started<Memory>(
  { law, params }: Arm<Memory>,
  { W, seen }: HebbianSite<Memory>,
  change: Tensor,
): Tensor {
  const norm = law.startNorm?.(params);
  if (norm === undefined) return change;
  const isFirst = sub(1, minimum(seen, 1)); // []
  const factor = sub(div(norm, maximum(unitNorms(W), 1e-12)), 1); // [n_l]
  return add(change, mul(W, mul(factor, isFirst)));
}
