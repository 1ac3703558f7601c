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

function updateAngles(arm: ArmView, context: BenchContext): LineSource[] {
  const { layerCount } = context;
  const layers = shownLayers(context.chosenLayers, layerCount);
  // Backpropagation is at 0° in every layer: one name is enough.
  if (arm.rule === 'bp' && arm.marks.length === 0)
    return layers.slice(0, 1).map((layer) => line(arm, `updateAngle/${layer}`));
  return layers.map((layer) => ({
    ...line(arm, `updateAngle/${layer}`, layerName(layer)),
    // The output layer gets its exact error under every rule here.
    hasReadout: layer < layerCount || layers.length === 1,
  }));
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
      return arms
        .filter((arm) => arm.marks.length > 0 || RULE_CATALOGUE[arm.rule].hasWeightAngle)
        .flatMap((arm) =>
          weightAngleLayers(chosenLayers, layerCount).map((layer) =>
            line(arm, `weightAngle/${layer}`, layerName(layer)),
          ),
        );
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
