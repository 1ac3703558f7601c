/**
 * What a rule cannot be used with, checked against an experiment: the menu greys such a rule, a link falls back from it and
 * the command line refuses it, all with the sentence that the rule's entry gives.
 */
import { DATASET_CATALOGUE } from './dataset-catalogue';
import { expectedShape } from './dataset-shape';
import { isParametric } from './layers';
import { RULE_CATALOGUE } from './rule-catalogue';
import type { Only, RuleLimits } from './rule-entry';
import { type ExperimentSpec, networkOf, type RuleId } from './spec';

/** Why the rule cannot be used in this experiment, in the words of its entry; null where it can. Shown under the greyed choice. */
export function whyNotRule(spec: ExperimentSpec, rule: RuleId): string | null {
  return RULE_CATALOGUE[rule].limits ? whyOutside(spec, RULE_CATALOGUE[rule].limits) : null;
}

/**
 * Why the rule cannot bring the error to hidden layer `layer`, in the words of its entry; null where it can. A convolution
 * matters to it only where it is the layer above, through whose weights that error comes.
 */
export function whyNotLayerRule(spec: ExperimentSpec, rule: RuleId, layer: number): string | null {
  const { limits } = RULE_CATALOGUE[rule];
  if (!limits) return null;
  const { convolution, ...others } = limits;
  const above = spec.network.hidden.filter(isParametric)[layer];
  return unless(above?.kind !== 'conv2d', convolution) ?? whyOutside(spec, others);
}

/** The first limit that an experiment crosses, in words; null where it crosses none. */
export function whyOutside(spec: ExperimentSpec, limits: RuleLimits): string | null {
  const { hidden } = spec.network;
  const has = (kind: (typeof hidden)[number]['kind']): boolean => hidden.some((layer) => layer.kind === kind);
  const hiddenLayers = hidden.filter(isParametric);
  const pools = hidden.flatMap(({ kind }) => (kind === 'maxpool2d' || kind === 'avgpool2d' ? [kind] : []));
  const output = networkOf(spec, expectedShape(spec.dataset)).layers.at(-1);
  const isRegression = spec.target === 'labels' && DATASET_CATALOGUE[spec.dataset.id].task === 'regression';
  const { hiddenCount } = limits;
  const isCount =
    hiddenCount === undefined ||
    (hiddenLayers.length >= hiddenCount.least && hiddenLayers.length <= hiddenCount.most);
  return (
    unless(!has('conv2d'), limits.convolution) ??
    unless(isCount, hiddenCount?.why) ??
    outside(pools, limits.pooling) ??
    unless(spec.target !== 'input', limits.autoencoder) ??
    unless(!isRegression, limits.regression) ??
    outside([spec.loss], limits.losses) ??
    outside(
      hiddenLayers.map(({ activation }) => activation),
      limits.activations,
    ) ??
    outside(output && isParametric(output) ? [output.activation] : [], limits.outputActivation) ??
    unless(!has('batchnorm'), limits.batchNorm) ??
    unless(!has('dropout'), limits.dropout)
  );
}

const unless = (isFine: boolean, why: string | undefined): string | null => (isFine ? null : (why ?? null));

function outside<Id>(found: readonly Id[], only: Only<Id> | undefined): string | null {
  return only && found.some((id) => !only.allowed.includes(id)) ? only.why : null;
}
