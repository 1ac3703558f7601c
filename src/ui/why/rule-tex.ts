/**
 * The formulas of a rule as TeX, with the one term that differs wrapped for highlighting.
 */
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ExperimentSpec, RuleId, Slot } from '../../spec/spec';

/** The delta of a hidden layer under a rule; its own term carries the arm's tint. */
export function deltaTex(rule: RuleId, slot: Slot, layerCount: number): string {
  const entry = RULE_CATALOGUE[rule];
  const { before, term, after } = layerCount <= 2 ? entry.formulaTwoLayers : entry.formula;
  return `${before}\\htmlClass{hl arm-${slot + 1}}{${term}}${after}`;
}

/** The update that all rules share, under the experiment's optimiser. */
export function updateTex({ optimiser }: Pick<ExperimentSpec, 'optimiser'>, layerCount: number): string {
  const [layer, below] = layerCount <= 2 ? ['1', '0'] : ['l', 'l-1'];
  const product = `h_{${below}}^\\top \\delta_{${layer}}`;
  const decayed = optimiser.weightDecay > 0 ? `(${product} + \\lambda W_{${layer}})` : product;
  const start = `\\Delta W_{${layer}} =`;
  switch (optimiser.id) {
    case 'sgd':
      return `${start} -\\eta\\, ${decayed}`;
    case 'momentum':
      return `${start} \\mathrm{Momentum}(${product})`;
    case 'rmsprop':
      return `${start} \\mathrm{RMSprop}(${product})`;
    case 'adam':
      return `${start} \\mathrm{Adam}(${product})`;
  }
}

/** A formula for layer l as one for layer 1. */
export function inLayerOne(tex: string): string {
  return tex.replaceAll('l-1', '0').replaceAll('l+1', '2').replaceAll('_l', '_1');
}
