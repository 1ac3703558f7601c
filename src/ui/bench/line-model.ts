/**
 * From the stores to what a line chart draws (charts/line-chart-model.ts).
 */
import type { ChartLine, ChartMark, LineChartModel, XAxis, YAxis } from '../../charts/line-chart-model';
import type { ChartId } from '../../spec/presets';
import { useRun } from '../../store/run-state';
import { columnOf } from '../../store/series';
import { useView } from '../../store/view';
import { emptySentence } from './chart-words';
import { layersOf, shownLayers, weightAngleLayers } from './layers';
import { type BenchContext, lineSources } from './line-sources';
import { ruleName } from './rule-name';

/** Window of the trailing mean, steps. */
export const SMOOTH_STEPS = 20;

/** Charts whose lines are noisy enough to be smoothed. */
export const canSmooth = (chart: ChartId): boolean => chart === 'loss' || chart === 'updateAngle';

/** Charts with a linear or logarithmic y axis to choose. */
export const canLog = (chart: ChartId, isRegression: boolean): boolean =>
  chart === 'loss' || (chart === 'accuracy' && isRegression);

/** The time axis that ruler, charts and film strip share. */
export function timeAxis(): XAxis {
  const { applied, stepsPerEpoch } = useRun.getState();
  return {
    epochs: applied.training.epochs,
    stepsPerEpoch,
    scale: useView.getState().logTime ? 'log' : 'linear',
  };
}

/** Weights of the smallest layer on an angle chart: chance strays furthest from 90° there. */
function chanceCount(chart: ChartId, { spec, chosenLayers, layerCount }: BenchContext): number {
  const pick = chart === 'weightAngle' ? weightAngleLayers : shownLayers;
  const shown = pick(chosenLayers, layerCount);
  const hidden =
    chart === 'updateAngle' && layerCount > 1 ? shown.filter((layer) => layer < layerCount) : shown;
  const counts = layersOf(spec, useRun.getState().dataset)
    .filter(({ layer }) => hidden.includes(layer))
    .map(({ weights }) => weights);
  return Math.min(...counts, Number.MAX_SAFE_INTEGER);
}

/** The y axis, without the limits that the caller remembers. */
export function valueAxis(chart: ChartId, context: BenchContext): Omit<YAxis, 'domain'> {
  if (chart === 'updateAngle' || chart === 'weightAngle') {
    const count = chanceCount(chart, context);
    return {
      kind: 'angle',
      hasUphillNote: chart === 'updateAngle',
      ...(count > 0 && count < Number.MAX_SAFE_INTEGER && { chanceCount: count }),
    };
  }
  if (chart === 'accuracy' && !context.isRegression) return { kind: 'percent', cutFrom: 80 };
  if (chart === 'signAgreement') return { kind: 'percent' };
  return { kind: canLog(chart, context.isRegression) && useView.getState().logLoss ? 'log' : 'linear' };
}

/** The lines that have samples. */
export function chartLines(chart: ChartId, context: BenchContext): ChartLine[] {
  const isSmooth = useView.getState().smoothing && canSmooth(chart);
  return lineSources(chart, context).flatMap((source) => {
    const column = columnOf(source.arm.slot, source.key);
    if (!column || column.length === 0) return [];
    const { step, value, length } = column;
    const { slot, name } = source.arm;
    const smoothSteps = isSmooth && (chart !== 'loss' || source.kind === 'train') ? SMOOTH_STEPS : 0;
    const { part, kind, isUnlabelled } = source;
    return [{ step, value, length, slot, arm: name, part, kind, isUnlabelled, smoothSteps }];
  });
}

/** Rule switches and stops. */
export function chartMarks(chart: ChartId, { arms }: BenchContext): ChartMark[] {
  return arms.flatMap(({ slot, name, marks, stoppedAt }): ChartMark[] => [
    ...marks.map(({ step, from, to, fromLayers, toLayers }) => ({
      kind: 'switch' as const,
      slot,
      step,
      from: ruleName(from, fromLayers),
      to: ruleName(to, toLayers),
    })),
    ...(stoppedAt === null
      ? []
      : [
          {
            kind: 'divergence' as const,
            slot,
            step: stoppedAt,
            label: chart === 'loss' ? `${name} stopped at step ${stoppedAt}` : '',
          },
        ]),
  ]);
}

/** The chart at this moment, without remembered limits. */
export function lineChartModel(chart: ChartId, context: BenchContext): LineChartModel {
  const { hover, playhead } = useView.getState();
  return {
    x: timeAxis(),
    y: { ...valueAxis(chart, context), domain: null },
    lines: chartLines(chart, context),
    marks: chartMarks(chart, context),
    playhead: playhead ?? useRun.getState().liveStep,
    hover,
    empty: emptySentence(chart, context),
  };
}
