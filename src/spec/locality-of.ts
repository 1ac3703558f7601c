/**
 * The locality lens on one layer of an arm: everything that the update of its weights needs under the arm's rule and options,
 * the experiment's loss and optimiser. Nothing that the update needs is left out; what is constant (η, λ) is not listed.
 */
import { ruleOfLayer } from './arm-layers';
import { isParametric } from './layers';
import { QUANTITIES, type Quantity } from './locality';
import { RULE_CATALOGUE } from './rule-catalogue';
import type { Need } from './rule-entry';
import type { ExperimentSpec, OptimiserSpec, RuleChoice, RuleParams } from './spec';

const INPUT: Quantity = { what: 'its input', tex: 'h_{l-1}', home: 'presynaptic' };
const SLOPE: Quantity = { what: 'its slope', tex: "\\varphi'(a_l)", home: 'postsynaptic' };

type Place = Pick<ExperimentSpec, 'loss' | 'network' | 'optimiser' | 'training'>;

/**
 * What an update of the weights of layer `layer` (1 … L) needs, TeX for that very layer; empty for a frozen layer.
 * The output layer differs from the others: its error is its own answer against the teacher's.
 */
export function localityOf(spec: Place, choice: RuleChoice, layer: number): readonly Quantity[] {
  const hidden = spec.network.hidden.filter(isParametric);
  const layers = hidden.length + 1;
  const isOutput = layer === layers;
  const { synapse } = RULE_CATALOGUE[choice.rule];
  if (synapse) {
    const between = layer === layers - 1 ? (synapse.highest ?? synapse.hidden) : synapse.hidden;
    const own = isOutput
      ? needed(synapse.output ?? [INPUT, ...outputError(spec)], choice.params)
      : needed(between, choice.params);
    const isOptimised = synapse.optimised === 'all' || (isOutput && synapse.optimised === 'output');
    const moved = isOptimised ? applied(spec, choice.params) : batched(spec);
    const needs = [...own, ...(hidden[layer - 1]?.kind === 'conv2d' ? [COPIES] : []), ...moved];
    return needs.map((quantity) => ({ ...quantity, tex: texForLayer(quantity.tex, layer, layers) }));
  }
  const rule = ruleOfLayer(choice, layer);
  if (!isOutput && rule === 'readout') return [];
  const error = isOutput
    ? outputError(spec)
    : [
        ...RULE_CATALOGUE[rule].carriedBy.map((id) => QUANTITIES[id]),
        ...sizesFollow(choice.params, rule),
        ...(choice.params.activationDerivative === 1 ? [SLOPE] : []),
        ...blocked(choice.params),
      ];
  const isShared = hidden[layer - 1]?.kind === 'conv2d';
  const quantities = [INPUT, ...error, ...(isShared ? [COPIES] : []), ...applied(spec, choice.params)];
  // KP's own decay acts on the forward weights too, those of the output layer included.
  if (choice.rule === 'kp' && choice.params.feedbackDecay > 0 && spec.optimiser.weightDecay === 0)
    quantities.push(OWN_WEIGHT);
  return quantities.map((quantity) => ({ ...quantity, tex: texForLayer(quantity.tex, layer, layers) }));
}

/** What is needed with these numbers. */
function needed(needs: readonly Need[], params: RuleParams): Quantity[] {
  return needs
    .filter(({ applies }) => applies?.(params) ?? true)
    .map(({ what, tex, home }) => ({ what, tex, home }));
}

const COPIES: Quantity = {
  what: 'changes of the same weight elsewhere',
  tex: '\\textstyle\\sum_{\\text{positions}}',
  home: 'copies',
};
const OWN_WEIGHT: Quantity = { what: 'its own weight, which decays', tex: 'W_l', home: 'synapse' };
const BATCH: Quantity = {
  what: 'its changes for the other examples of the batch',
  tex: '\\textstyle\\sum_{\\text{batch}}',
  home: 'synapse',
};

function outputError({ loss, network }: Place): Quantity[] {
  const isLinear = network.outputActivation === 'linear';
  return [
    { what: 'its own answer', tex: loss.endsWith('cross-entropy') ? 'p' : 'h_L', home: 'postsynaptic' },
    { what: 'the right answer', tex: 'y', home: 'teacher' },
    ...(loss === 'softmax-cross-entropy'
      ? [
          {
            what: 'answers of all outputs, which softmax divides by',
            tex: 'a_L',
            home: 'otherUnits',
          } as const,
        ]
      : []),
    ...(isLinear || loss.endsWith('cross-entropy') ? [] : [SLOPE]),
  ];
}

function sizesFollow({ normConstraint }: RuleParams, rule: RuleChoice['rule']): Quantity[] {
  if (normConstraint !== 2 || !RULE_CATALOGUE[rule].params.includes('feedbackScale')) return [];
  return [
    QUANTITIES.normAbove,
    { what: 'norm of the feedback weights', tex: '\\|B\\|', home: 'otherSynapses' },
  ];
}

function blocked({ blockProbability, blockMode }: RuleParams): Quantity[] {
  if (blockProbability === 0) return [];
  const matched: Quantity = {
    what: 'size of the errors of the layer',
    tex: '\\|\\delta_l\\|',
    home: 'otherUnits',
  };
  const noise: Quantity = { what: 'noise in the place of its error', tex: '\\xi', home: 'random' };
  return [
    { what: 'whether the backward pass is missing', tex: 'u < p', home: 'random' },
    ...(blockMode === 2 ? [noise] : []),
    ...(blockMode >= 2 ? [matched] : []),
  ];
}

const MEMORIES: Readonly<Record<OptimiserSpec['id'], readonly Quantity[]>> = {
  sgd: [],
  momentum: [{ what: 'its past updates', tex: 'v', home: 'synapse' }],
  rmsprop: [{ what: 'the usual size of its changes', tex: '\\langle g^2 \\rangle', home: 'synapse' }],
  adam: [
    { what: 'its past changes', tex: '\\langle g \\rangle', home: 'synapse' },
    { what: 'the usual size of its changes', tex: '\\langle g^2 \\rangle', home: 'synapse' },
  ],
};

const batched = ({ training }: Pick<Place, 'training'>): Quantity[] => (training.batch > 1 ? [BATCH] : []);

/** What turns the product of input and error into an update. */
function applied({ optimiser, training }: Place, { gradientClip, normConstraint }: RuleParams): Quantity[] {
  return [
    ...batched({ training }),
    ...(gradientClip > 0
      ? [{ what: 'length of the whole gradient', tex: '\\|g\\|', home: 'otherSynapses' } as const]
      : []),
    ...MEMORIES[optimiser.id],
    ...(optimiser.weightDecay > 0 ? [OWN_WEIGHT] : []),
    ...(normConstraint === 1
      ? [{ what: 'norm of its layer’s weights', tex: '\\|W_l\\|', home: 'otherSynapses' } as const]
      : []),
  ];
}

/** A formula for layer l of L as one for a layer with a number. */
export function texForLayer(tex: string, layer: number, layers: number): string {
  return tex
    .replaceAll('_{l-1}', `_{${layer - 1}}`)
    .replaceAll('_{l+1}', `_{${layer + 1}}`)
    .replaceAll('_l', `_{${layer}}`)
    .replaceAll('_L', `_{${layers}}`);
}
