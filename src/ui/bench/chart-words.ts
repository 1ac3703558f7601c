/**
 * What the charts are called and what they say when there is nothing to draw.
 */
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ChartId } from '../../spec/presets';
import type { LossId } from '../../spec/spec';
import { weightAngleLayers } from './layers';
import type { BenchContext } from './line-sources';

/** The charts in the order of the page; the last two stand behind "More curves". */
export const MAIN_CHARTS: readonly ChartId[] = ['loss', 'accuracy', 'updateAngle', 'weightAngle'];
export const MORE_CHARTS: readonly ChartId[] = ['weightNorm', 'logitScale'];

const LOSS_UNITS: Readonly<Record<LossId, string>> = {
  'softmax-cross-entropy': 'nats',
  'sigmoid-cross-entropy': 'nats',
  mse: 'squared error',
  mae: 'absolute error',
};

export function chartTitle(chart: ChartId, { isRegression }: Pick<BenchContext, 'isRegression'>): string {
  switch (chart) {
    case 'loss':
      return 'Loss';
    case 'accuracy':
      return isRegression ? 'Test error' : 'Test accuracy';
    case 'updateAngle':
      return 'Update angle';
    case 'weightAngle':
      return 'Weight angle';
    case 'weightNorm':
      return 'Weight norm';
    case 'logitScale':
      return isRegression ? 'Output scale' : 'Logit scale';
  }
}

/** The unit as pieces of text; a number is a subscript: "from W", 2, " to B", 2. */
export function chartUnit(chart: ChartId, context: BenchContext): readonly (string | number)[] {
  switch (chart) {
    case 'loss':
      return [`${LOSS_UNITS[context.spec.loss]}, thin line: training`];
    case 'accuracy':
      return [context.isRegression ? '1 is guessing the mean' : '%'];
    case 'updateAngle':
      return ['from BP'];
    case 'weightAngle': {
      const layers = weightAngleLayers(context.chosenLayers, context.layerCount);
      const only = layers.length === 1 ? layers[0] : undefined;
      return only === undefined ? ['from W to B'] : ['from W', only, ' to B', only];
    }
    case 'weightNorm':
      return ['Frobenius'];
    case 'logitScale':
      return ['root mean square'];
  }
}

/** The sentence in a chart without samples; null where the chart has no lines to wait for and says `note` instead. */
export function emptySentence(chart: ChartId, context: BenchContext): string {
  const { probes } = context.spec;
  if ((chart === 'updateAngle' || chart === 'weightAngle') && !probes.angles)
    return 'Angles are switched off.';
  if ((chart === 'weightNorm' || chart === 'logitScale') && !probes.norms) return 'Norms are switched off.';
  return 'Press Play to record.';
}

/** Why a chart can have no lines in this experiment, or null. Shown in the chart's place. */
export function whyNoLines(chart: ChartId, { arms, layerCount }: BenchContext): string | null {
  if (chart !== 'weightAngle') return null;
  if (layerCount < 2) return 'Feedback needs a hidden layer to lead to.';
  const rules = new Set(arms.map((arm) => arm.rule));
  if (arms.some((arm) => RULE_CATALOGUE[arm.rule].hasWeightAngle || arm.marks.length > 0)) return null;
  if (rules.has('dfa'))
    return 'DFA’s feedback has no forward twin to compare with. Add FA to see this angle.';
  return 'BP has no feedback weights. Add FA to see this angle.';
}
