/**
 * Which charts the rules of an experiment have of their own, and where their lines come from.
 */
import type { ChartLine, LineChartModel, YAxis } from '../../charts/line-chart-model';
import { INNER_FIGURES, type InnerFigure, type InnerQuantity } from '../../spec/inner-catalogue';
import type { InnerFigureId } from '../../spec/inner-rules';
import { useRun } from '../../store/run-state';
import { columnOf, curvesOf, type SeriesKey, seriesKeysOf } from '../../store/series';
import { useView } from '../../store/view';
import { innerFiguresOfArm } from '../bench/inner-arms';
import { chartMarks, timeAxis } from '../bench/line-model';
import type { BenchContext, LineSource } from '../bench/line-sources';
import type { ArmView } from '../bench/use-arms';

/** Whether a chart is about the steps within one step of training, not about training time. */
export const isWithinStep = ({ quantities }: InnerFigure): boolean =>
  quantities.some(({ from }) => from === 'curve');

/** The arms that have a chart's quantities, now or before a switch of their rule. */
export function armsWith(id: InnerFigureId, arms: readonly ArmView[]): ArmView[] {
  return arms.filter((arm) => innerFiguresOfArm(arm).includes(id));
}

const isRecorded = ({ name, from }: InnerQuantity, { slot }: ArmView): boolean =>
  from === 'curve'
    ? curvesOf(slot)?.curves.some((curve) => curve.name === name) === true
    : seriesKeysOf(slot).some((key) => key === `${from}/${name}` || key.startsWith(`${from}/${name}/`));

/** Whether an arm has told anything of its inner life yet. */
const hasTold = ({ slot }: ArmView): boolean =>
  seriesKeysOf(slot).some((key) => key.startsWith('inner/') || key.startsWith('named/'));

/** The charts of the arms' rules in the order of the catalogue, without those that their options leave out. */
export function insideFigures(arms: readonly ArmView[]): InnerFigureId[] {
  const ids = Object.keys(INNER_FIGURES) as InnerFigureId[];
  return ids.filter((id) =>
    armsWith(id, arms).some(
      (arm) => !hasTold(arm) || INNER_FIGURES[id].quantities.some((quantity) => isRecorded(quantity, arm)),
    ),
  );
}

/** Layers of recorded keys like "inner/goodness/2", ascending. */
export function layersIn(keys: readonly string[], prefix: string): number[] {
  return keys
    .filter((key) => key.startsWith(`${prefix}/`))
    .map((key) => Number(key.slice(prefix.length + 1)))
    .sort((a, b) => a - b);
}

/** At most two of the layers that there are: those chosen, else the first and the last. */
export function pickLayers(layers: readonly number[], chosen: readonly number[] | null): number[] {
  const wanted = layers.filter((layer) => chosen?.includes(layer));
  if (wanted.length > 0) return wanted.slice(0, 2);
  return layers.length <= 2 ? [...layers] : [layers[0] ?? 1, layers.at(-1) ?? 1];
}

const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** More values than this in the head of a chart and the thin lines' are left to its table. */
const MANY_READOUTS = 4;

/** The lines of a chart over training, arm by arm. */
export function innerSources(id: InnerFigureId, context: BenchContext): LineSource[] {
  const sources = allSources(id, context);
  if (sources.length <= MANY_READOUTS) return sources;
  return sources.map((source) => ({ ...source, hasReadout: source.kind === 'test' }));
}

function allSources(id: InnerFigureId, { arms, chosenLayers }: BenchContext): LineSource[] {
  return armsWith(id, arms).flatMap((arm) => {
    const keys = seriesKeysOf(arm.slot);
    return INNER_FIGURES[id].quantities.flatMap(({ name, from, part = '', isThin, isSaid }): LineSource[] => {
      if (from === 'curve') return [];
      const source = (key: SeriesKey, layer: string): LineSource => ({
        arm,
        key,
        part: isSaid ? part : words(layer, isThin ? part : ''),
        kind: isThin ? 'train' : 'test',
        hasReadout: true,
        isUnlabelled: false,
      });
      const prefix = `${from}/${name}` as const;
      const ofLayers = pickLayers(layersIn(keys, prefix), chosenLayers).map((layer) =>
        source(`${prefix}/${layer}`, `layer ${layer}`),
      );
      return from === 'inner' && keys.includes(prefix)
        ? [source(`inner/${name}`, ''), ...ofLayers]
        : ofLayers;
    });
  });
}

const axisOf = ({ axis }: InnerFigure): Omit<YAxis, 'domain'> => ({ kind: axis });

/** The sentence in a chart without samples. */
const emptyWords = ({ spec }: BenchContext): string =>
  spec.probes.angles ? 'Press Play to record.' : 'Angles are switched off.';

/** A chart over training at this moment, without remembered limits. */
export function innerModel(id: InnerFigureId, context: BenchContext): LineChartModel {
  const { hover, playhead } = useView.getState();
  const lines = innerSources(id, context).flatMap(({ arm, key, part, kind }): ChartLine[] => {
    const column = columnOf(arm.slot, key);
    if (!column || column.length === 0) return [];
    const { step, value, length } = column;
    return [{ step, value, length, slot: arm.slot, arm: arm.name, part, kind }];
  });
  return {
    x: timeAxis(),
    y: { ...axisOf(INNER_FIGURES[id]), domain: null },
    lines,
    marks: chartMarks('accuracy', context),
    playhead: playhead ?? useRun.getState().liveStep,
    hover,
    empty: emptyWords(context),
  };
}

/** The newest curves along the steps within a step, without remembered limits; `hover` is one of those steps. */
export function withinModel(id: InnerFigureId, context: BenchContext, hover: number | null): LineChartModel {
  const lines = armsWith(id, context.arms).flatMap(({ slot, name: arm }) =>
    INNER_FIGURES[id].quantities.flatMap(({ name, part = '', isThin }): ChartLine[] => {
      const value = curvesOf(slot)?.curves.find((curve) => curve.name === name)?.values;
      if (!value || value.length === 0) return [];
      const step = Uint32Array.from(value, (_, index) => index);
      const kind = isThin ? 'train' : 'test';
      return [{ step, value, length: value.length, slot, arm, part: isThin ? part : '', kind }];
    }),
  );
  const last = lines.reduce((most, { length }) => Math.max(most, length - 1), 1);
  return {
    x: { epochs: last, stepsPerEpoch: 1, scale: 'linear', unitWord: 'steps' },
    y: { ...axisOf(INNER_FIGURES[id]), isExact: true, domain: null },
    lines,
    marks: [],
    playhead: null,
    hover,
    empty: emptyWords(context),
    hasXNumbers: true,
  };
}

/** "the last measured, step 312": what the arms' curves were measured in; empty before. */
export function measuredIn(arms: readonly ArmView[]): string {
  const steps = [...new Set(arms.flatMap(({ slot }) => curvesOf(slot)?.step ?? []))];
  return steps.length === 0 ? '' : `the last measured, step ${steps.join(' or ')}`;
}
