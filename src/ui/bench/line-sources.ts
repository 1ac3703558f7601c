/**
 * Which series each chart shows, under which names: the table behind the curves.
 */
import { RULE_CATALOGUE } from '../../spec/catalogue';
import type { ChartId } from '../../spec/presets';
import type { ExperimentSpec } from '../../spec/spec';
import type { SeriesKey } from '../../store/series';
import { shownLayers, weightAngleLayers } from './layers';
import type { ArmView } from './use-arms';

/** One line of a chart and where its samples come from. */
export interface LineSource {
  readonly arm: ArmView;
  readonly key: SeriesKey;
  readonly part: string;
  readonly kind: 'test' | 'train';
  /** Whether the chart's header prints its value. */
  readonly hasReadout: boolean;
  readonly isUnlabelled: boolean;
}

/** Everything that decides which lines there are. */
export interface BenchContext {
  readonly spec: ExperimentSpec;
  readonly arms: readonly ArmView[];
  readonly layerCount: number;
  /** The layers chosen in the view, or null. */
  readonly chosenLayers: readonly number[] | null;
  readonly isRegression: boolean;
}

const line = (arm: ArmView, key: SeriesKey, part = ''): LineSource => ({
  arm,
  key,
  part,
  kind: 'test',
  hasReadout: true,
  isUnlabelled: false,
});

const layerName = (layer: number): string => `layer ${layer}`;

/** Whether the arm hands every layer its true gradient. */
function isPlainBp({ slot, rule, layerRules }: ArmView, { spec }: BenchContext): boolean {
  const params = spec.arms.find((arm) => arm.slot === slot)?.params;
  const isWhole = params?.activationDerivative !== 0 && (params?.blockProbability ?? 0) === 0;
  return rule === 'bp' && layerRules.every((entry) => entry.rule === 'bp') && isWhole;
}

function updateAngles(arm: ArmView, context: BenchContext): LineSource[] {
  const { layerCount } = context;
  const layers = shownLayers(context.chosenLayers, layerCount);
  // Backpropagation is at 0° in every layer: one name is enough.
  if (isPlainBp(arm, context) && arm.marks.length === 0)
    return layers.slice(0, 1).map((layer) => line(arm, `updateAngle/${layer}`));
  return layers.map((layer) => ({
    ...line(arm, `updateAngle/${layer}`, layerName(layer)),
    // The output layer gets its exact error under every rule here.
    hasReadout: layer < layerCount || layers.length === 1,
  }));
}

/** Whether some layer of an arm has feedback weights that can be held against its own weights. */
export function hasFeedbackTwin({ rule, layerRules }: Pick<ArmView, 'rule' | 'layerRules'>): boolean {
  return [rule, ...layerRules.map((entry) => entry.rule)].some((id) => RULE_CATALOGUE[id].hasWeightAngle);
}

/** One line per layer that has feedback weights, of every arm with such layers now or before. */
function feedbackLines(
  name: 'weightAngle' | 'normRatio' | 'signAgreement',
  { arms, chosenLayers, layerCount }: BenchContext,
): LineSource[] {
  const layers = weightAngleLayers(chosenLayers, layerCount);
  return arms
    .filter((arm) => arm.marks.length > 0 || hasFeedbackTwin(arm))
    .flatMap((arm) => layers.map((layer) => line(arm, `${name}/${layer}`, layerName(layer))));
}

/** The lines of a chart, arm by arm. */
export function lineSources(chart: ChartId, context: BenchContext): LineSource[] {
  const { arms, chosenLayers, layerCount, isRegression } = context;
  switch (chart) {
    case 'loss':
      return arms.flatMap((arm) => [
        line(arm, 'testLoss'),
        { ...line(arm, 'trainLoss'), kind: 'train' as const, hasReadout: false },
      ]);
    case 'accuracy':
      return arms.map((arm) => line(arm, isRegression ? 'testError' : 'testAccuracy'));
    case 'updateAngle':
      return arms.flatMap((arm) => updateAngles(arm, context));
    case 'weightAngle':
    case 'normRatio':
    case 'signAgreement':
      return feedbackLines(chart, context);
    case 'weightNorm':
      return arms.flatMap((arm) =>
        shownLayers(chosenLayers, layerCount).map((layer) =>
          line(arm, `weightNorm/${layer}`, layerName(layer)),
        ),
      );
    case 'logitScale':
      return arms.map((arm) => line(arm, 'logitScale'));
  }
}

/** The part that all readouts of a chart share and the unit can name once, where there are too many to repeat it; else null. */
export function sharedPart(sources: readonly LineSource[]): string | null {
  const parts = sources.filter(({ hasReadout, part }) => hasReadout && part !== '').map(({ part }) => part);
  const [first] = parts;
  return first !== undefined &&
    sources.filter(({ hasReadout }) => hasReadout).length > 2 &&
    parts.every((part) => part === first)
    ? first
    : null;
}
