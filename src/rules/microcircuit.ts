/**
 * What dendritic microcircuits are made of: who sends what to whom, how somata come to rest.
 * Everything is kept as a change against the prediction from below, so that a teacher's last traces survive single precision.
 *   v_l = r_{l−1} W_l + b_l,  u_l = v_l + κ A_l,  vᴵ_l = r_l W^IP_l + bᴵ_l,  uᴵ_l = vᴵ_l + κ (u_{l+1} − vᴵ_l),  A_l = r_{l+1} Qᵀ + σ(uᴵ_l) (W^PI_l)ᵀ
 * What they learn is in `interneurons.ts`.
 * Source: Sacramento, Costa, Bengio, Senn (2018), NeurIPS 31.
 */
import { add, clone, mean, mul, sigmoid, stack, sub, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { applyLayer, inputOf } from '../engine/forward';
import { glorotLimit } from '../engine/initialise';
import type { RuleContext, RuleOptions, RuleState } from '../engine/learning-rule';
import { dense } from '../engine/linear-op';
import { type Layer, type Network, ofLayer, type Params, type PerLayer } from '../engine/network';
import { inScope } from '../engine/scope';
import type { RuleParams } from '../spec/spec';
import { drawUniformly, rms, SUBSTREAMS, sigmoidChange } from './dendrites';

/** Values of `microTopDown`. */
export const TOP_DOWN = { fixed: 0, learnt: 1, transposed: 2 } as const;
/** Value of `microStart`: interneurons know nothing yet. */
const RANDOM_START = 1;
/** Value of `microTied`. */
const TIED = 1;

/** Interneurons that stand for the layer above. */
export interface Interneurons {
  /** W^IP_l, as W_{l+1}. */
  readonly W: Tensor;
  /** As b_{l+1}. */
  readonly b: Tensor;
}

/** Q_l at the place of W_l; null for layer 1, and where it is W_l itself. */
export interface MicroState extends RuleState {
  /** Null for layer 1, and where they are tied to the layer above. */
  readonly interneurons: PerLayer<Interneurons | null>;
  /** W^PI, as W_l; null for layer 1, and where it is −Q_l. */
  readonly inhibition: PerLayer<Tensor | null>;
}

/** Draws what is the rule's own. The holder disposes it. */
export function drawCircuit(
  { microStart, microTied, microTopDown, feedbackScale }: RuleParams,
  { layers }: Network,
  { seed, weights }: RuleOptions,
): MicroState {
  const isRandom = microStart === RANDOM_START;
  const above = <T>(make: (layer: Layer) => T): PerLayer<T | null> =>
    layers.map((layer) => (layer.index === 1 ? null : make(layer)));
  const draw = ({ weightShape, index }: Layer, limit: number, substream: number): Tensor =>
    drawUniformly(weightShape, limit, { seed, substream: substream + index });
  return inScope(() => ({
    feedback: above((layer) => (microTopDown === TOP_DOWN.transposed ? null : draw(layer, feedbackScale, 0))),
    interneurons: above((layer) =>
      microTied === TIED
        ? null
        : {
            W: isRandom
              ? draw(layer, glorotLimit(layer), SUBSTREAMS.interneurons)
              : clone(ofLayer(weights, layer.index)),
            b: zeros([...layer.biasShape]), // [n_l], as the network's own
          },
    ),
    inhibition: above((layer) =>
      isRandom && microTied !== TIED ? draw(layer, feedbackScale, SUBSTREAMS.inhibition) : null,
    ),
  }));
}

/** All weights of the network and around it, as they are at one step. */
export interface Circuit {
  readonly own: Pick<Params, 'W' | 'b'>;
  /** Q_l; entry 1 is never read. */
  readonly topDown: PerLayer<Tensor>;
  readonly interneurons: PerLayer<Interneurons | null>;
  readonly inhibition: PerLayer<Tensor | null>;
}

export function circuitOf(
  { feedback, interneurons, inhibition }: MicroState,
  own: Pick<Params, 'W' | 'b'>,
): Circuit {
  return { own, topDown: own.W.map((W, at) => feedback[at] ?? W), interneurons, inhibition };
}

/** How a circuit is run. */
export interface Phase {
  /** κ. */
  readonly mixing: number;
  /** Size of the potentials v* that the teacher pulls the output to; null for no teacher. */
  readonly target: number | null;
  /** Up and down again, so many times. */
  readonly passes: number;
}

/** A layer's somata: v_l, u_l − v_l and r_l. `[rows, n_l]` */
export interface Soma {
  readonly v: Tensor;
  readonly change: Tensor;
  readonly r: Tensor;
}

/** Interneurons of a hidden layer: vᴵ_l, uᴵ_l − vᴵ_l, and u_{l+1} − vᴵ_l, which is what surprises. `[rows, n_{l+1}]` */
interface Interneuron {
  readonly v: Tensor;
  readonly change: Tensor;
  readonly surprise: Tensor;
}

/** The apical side of a hidden layer. */
export interface Dendrite extends Interneuron {
  /** A_l. `[rows, n_l]` */
  readonly potential: Tensor;
  /** r_l as its interneurons last saw it. `[rows, n_l]` */
  readonly seen: Tensor;
}

/** A circuit at rest. */
export interface Settled {
  readonly somata: PerLayer<Soma>;
  readonly dendrites: PerLayer<Dendrite>;
  /** What each layer took in: r_{l−1}. */
  readonly inputs: PerLayer<Tensor>;
  /** Root mean square of A, averaged over layers, after each pass. `[passes]` */
  readonly course: Tensor;
}

/** Lets somata come to rest: up without apical potentials first, then down and up again. In the caller's scope. */
export function settle({ network, trace, batch }: RuleContext, circuit: Circuit, phase: Phase): Settled {
  const { mixing, target } = phase;
  const top = network.layers.length;
  const somata: Soma[] = network.layers.map(({ index }) => {
    const v = ofLayer(trace.a, index);
    return { v, change: mul(v, 0), r: ofLayer(trace.h, index) };
  });
  const dendrites: Dendrite[] = [];
  const course: Tensor[] = [];
  const inputAt = (layer: number): Tensor => (layer === 1 ? inputOf(trace, 1) : ofLayer(somata, layer - 1).r);
  const teach = (v: Tensor): Tensor =>
    target === null ? mul(v, 0) : mul(sub(mul(sub(mul(batch.y, 2), 1), target), v), mixing);
  for (let pass = 0; pass < phase.passes; pass++) {
    for (const layer of network.layers) {
      const { index } = layer;
      const soma = ofLayer(somata, index);
      const isFirst = pass === 0 || index === 1;
      const v = isFirst
        ? soma.v
        : applyLayer({ ...layer, activation: 'linear' }, inputAt(index), circuit.own).a;
      const change = index === top ? teach(v) : soma.change;
      somata[index - 1] = { v, change, r: sigmoid(add(v, change)) };
    }
    for (let index = top - 1; index >= 1; index--) {
      const below = ofLayer(somata, index);
      const dendrite = apicalOf(circuit, ofLayer(network.layers, index + 1), {
        below,
        above: ofLayer(somata, index + 1),
        mixing,
      });
      dendrites[index - 1] = dendrite;
      const change = mul(dendrite.potential, mixing);
      somata[index - 1] = { v: below.v, change, r: sigmoid(add(below.v, change)) };
    }
    course.push(mean(stack(dendrites.map(({ potential }) => rms(potential)))));
  }
  return {
    somata,
    dendrites,
    inputs: network.layers.map(({ index }) => inputAt(index)),
    course: stack(course),
  };
}

/** What interneurons of the layer below `layer` predict of it, and what surprises them. */
function apicalOf(
  circuit: Circuit,
  layer: Layer,
  { below, above, mixing }: { readonly below: Soma; readonly above: Soma; readonly mixing: number },
): Dendrite {
  const own = ofLayer(circuit.interneurons, layer.index);
  // Tied ones predict what the layer above itself is told from below.
  const v = own ? predictAbove(layer, below.r, own) : above.v;
  const surprise = own ? add(sub(above.v, v), above.change) : above.change;
  const interneuron = { v, change: mul(surprise, mixing), surprise };
  return { ...interneuron, seen: below.r, potential: potentialOf(circuit, layer, { above, interneuron }) };
}

/** A_l = r_{l+1} Qᵀ + σ(uᴵ) (W^PI)ᵀ; where W^PI is −Q, what is left of both. `[rows, n_l]` */
function potentialOf(
  { topDown, inhibition }: Circuit,
  { index }: Layer,
  { above, interneuron }: { readonly above: Soma; readonly interneuron: Interneuron },
): Tensor {
  const { v, change, surprise } = interneuron;
  const [Q, PI] = [ofLayer(topDown, index), ofLayer(inhibition, index)];
  if (PI) return add(dense.transport(above.r, Q), dense.transport(sigmoid(add(v, change)), PI));
  return dense.transport(sigmoidChange(add(v, change), sub(surprise, change)), Q);
}

/** vᴵ_l: the same computation as that of the layer above, for the same bits from the same weights. `[rows, n_{l+1}]` */
export function predictAbove(layer: Layer, r: Tensor, { W, b }: Interneurons): Tensor {
  return applyLayer({ ...layer, index: 1, activation: 'linear' }, r, { W: [W], b: [b] }).a;
}
