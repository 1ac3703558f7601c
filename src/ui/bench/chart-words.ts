/**
 * What the charts are called and what they say when there is nothing to draw.
 */
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ChartId } from '../../spec/presets';
import type { LossId } from '../../spec/spec';
import { weightAngleLayers } from './layers';
import { type BenchContext, hasFeedbackTwin } from './line-sources';

/** The charts in the order of the page, and those behind "More curves". */
export const MAIN_CHARTS: readonly ChartId[] = ['loss', 'accuracy', 'updateAngle', 'weightAngle'];
export const MORE_CHARTS: readonly ChartId[] = ['signAgreement', 'normRatio', 'weightNorm', 'logitScale'];

/** What a loss is counted in. */
export const LOSS_UNITS: Readonly<Record<LossId, string>> = {
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
    case 'normRatio':
      return 'Norm ratio';
    case 'signAgreement':
      return 'Sign agreement';
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
    case 'normRatio':
      return ['norm of B over norm of W'];
    case 'signAgreement':
      return ['% of B with the sign of W, chance 50'];
    case 'weightNorm':
      return ['Frobenius'];
    case 'logitScale':
      return ['root mean square'];
  }
}

const MEASURED_WITH_ANGLES: readonly ChartId[] = ['updateAngle', 'weightAngle', 'normRatio', 'signAgreement'];
const MEASURED_WITH_NORMS: readonly ChartId[] = ['weightNorm', 'logitScale'];

/** The sentence in a chart without samples. */
export function emptySentence(chart: ChartId, { spec: { probes } }: Pick<BenchContext, 'spec'>): string {
  if (MEASURED_WITH_ANGLES.includes(chart) && !probes.angles) return 'Angles are switched off.';
  if (MEASURED_WITH_NORMS.includes(chart) && !probes.norms) return 'Norms are switched off.';
  return 'Press Play to record.';
}

const OF_FEEDBACK: Readonly<Partial<Record<ChartId, string>>> = {
  weightAngle: 'angle',
  normRatio: 'ratio',
  signAgreement: 'share',
};

/** Why a chart can have no lines in this experiment, or null. Shown in the chart's place. */
export function whyNoLines(chart: ChartId, { arms, layerCount }: BenchContext): string | null {
  const what = OF_FEEDBACK[chart];
  if (what === undefined) return null;
  if (layerCount < 2) return 'Feedback needs a hidden layer to lead to.';
  if (arms.some((arm) => hasFeedbackTwin(arm) || arm.marks.length > 0)) return null;
  if (arms.some(({ rule }) => rule === 'dfa'))
    return `DFA’s feedback has no forward twin to compare with. Add FA to see this ${what}.`;
  const [first, ...others] = arms;
  const nobodyHas =
    first && others.length === 0
      ? `${RULE_CATALOGUE[first.rule].short} has no feedback weights.`
      : 'None of these rules has feedback weights to hold against W.';
  return `${nobodyHas} Add FA to see this ${what}.`;
}
