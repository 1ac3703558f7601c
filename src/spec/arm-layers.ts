/**
 * What the layers of a network are to the rules of an arm: which rule brings the error to which, and how large the
 * feedback weights are that carry it. Layers are counted 1 … L, the output layer included.
 */
import { expectedShape } from './dataset-shape';
import { RULE_CATALOGUE } from './rule-catalogue';
import { shapesAlong, sizeOf } from './shapes';
import { type ExperimentSpec, networkOf, type RuleChoice, type RuleId } from './spec';

/** A layer's weights as a matrix, and the map that it makes. */
export interface LayerSize {
  readonly kind: 'dense' | 'conv2d';
  /** n_{l−1} × n_l, or kernel² · channels × filters. */
  readonly rows: number;
  readonly columns: number;
  /** Numbers of the map: n_l, or height · width · filters. */
  readonly units: number;
}

/** Sizes of the layers 1 … L on the data as it is expected. */
export function layerSizesOf(spec: ExperimentSpec): readonly LayerSize[] {
  const network = networkOf(spec, expectedShape(spec.dataset));
  const shapes = shapesAlong(network);
  const sizes: LayerSize[] = [];
  for (const [position, layer] of network.layers.entries()) {
    const [input, output] = [shapes[position], shapes[position + 1]];
    if (!input || !output) break;
    if (layer.kind === 'dense') {
      sizes.push({ kind: 'dense', rows: sizeOf(input), columns: layer.units, units: layer.units });
    } else if (layer.kind === 'conv2d') {
      const rows = layer.kernel ** 2 * (input.at(-1) ?? 0);
      sizes.push({ kind: 'conv2d', rows, columns: layer.filters, units: sizeOf(output) });
    }
  }
  return sizes;
}

/** The rule that brings the error to hidden layer `layer`. */
export function ruleOfLayer({ rule, layerRules }: RuleChoice, layer: number): RuleId {
  return layerRules.find((layerRule) => layerRule.layer === layer)?.rule ?? rule;
}

/** The weights that an arm's errors come through, of one layer. */
export interface FeedbackSize {
  /** The rule that they belong to. */
  readonly rule: RuleId;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The feedback weights of the layers 1 … L as they are shown and painted: B_l of W_l's shape where the layer below l hears through it,
 * else the direct weights from the output to layer l (`[units, outputs]`), else null.
 */
export function feedbackSizesOf(spec: ExperimentSpec, choice: RuleChoice): readonly (FeedbackSize | null)[] {
  const sizes = layerSizesOf(spec);
  // What a whole rule holds besides W is its own: nothing of it is painted.
  if (RULE_CATALOGUE[choice.rule].isWhole) return sizes.map(() => null);
  const outputs = sizes.at(-1)?.columns ?? 0;
  return sizes.map(({ kind, rows, columns, units }, position) => {
    const layer = position + 1;
    const below = ruleOfLayer(choice, layer - 1);
    if (layer > 1 && RULE_CATALOGUE[below].hasWeightAngle) return { rule: below, rows, columns };
    if (layer === sizes.length || ruleOfLayer(choice, layer) !== 'dfa') return null;
    const isPerChannel = kind === 'conv2d' && choice.params.channelBroadcast === 1;
    return { rule: 'dfa', rows: isPerChannel ? columns : units, columns: outputs };
  });
}

/** The largest rank that all feedback weights of an arm can have that have one: 0 where none does. */
export function maxRankOf(spec: ExperimentSpec, choice: RuleChoice): number {
  const sizes = layerSizesOf(spec);
  const outputs = sizes.at(-1)?.columns ?? 0;
  const ranks = sizes.slice(0, -1).flatMap(({ columns, units, kind }, position) => {
    const rule = ruleOfLayer(choice, position + 1);
    if (!RULE_CATALOGUE[rule].params.includes('rank')) return [];
    const above = sizes[position + 1];
    if (rule !== 'dfa' && above) return [Math.min(above.rows, above.columns)];
    const isPerChannel = kind === 'conv2d' && choice.params.channelBroadcast === 1;
    return [Math.min(outputs, isPerChannel ? columns : units)];
  });
  return ranks.length === 0 ? 0 : Math.min(...ranks);
}
