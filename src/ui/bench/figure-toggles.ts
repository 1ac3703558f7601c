import type { ChartId } from '../../spec/presets';
import { useRun } from '../../store/run-state';
import type { ViewState } from '../../store/view';
import type { Toggle } from './FigureMenu';
import { layerToggles } from './layer-toggles';
import { layersOf } from './layers';
import { canLog, canSmooth } from './line-model';
import type { BenchContext } from './line-sources';

/** What of the view a chart's menu shows and changes. */
export type FigureView = Pick<ViewState, 'logLoss' | 'logTime' | 'smoothing' | 'set'>;

const LAYERED: readonly ChartId[] = [
  'updateAngle',
  'weightAngle',
  'normRatio',
  'signAgreement',
  'weightNorm',
];

/** The choices in a chart's ⋯ menu that belong to the whole view. */
export function viewToggles(chart: ChartId, context: BenchContext, view: FigureView): Toggle[] {
  const toggles: Toggle[] = [];
  if (canLog(chart, context.isRegression))
    toggles.push({
      label: 'Log scale',
      isOn: view.logLoss,
      flip: () => view.set({ logLoss: !view.logLoss }),
    });
  toggles.push({ label: 'Log time', isOn: view.logTime, flip: () => view.set({ logTime: !view.logTime }) });
  if (canSmooth(chart))
    toggles.push({
      label: 'Smooth over 20 steps',
      isOn: view.smoothing,
      flip: () => view.set({ smoothing: !view.smoothing }),
    });
  if (LAYERED.includes(chart))
    toggles.push(...layerToggles(layersOf(context.spec, useRun.getState().dataset), context.chosenLayers));
  return toggles;
}
