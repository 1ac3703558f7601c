import { useView } from '../../store/view';
import type { FigureView } from './figure-toggles';

/** The chart options of the view. */
export function useFigureView(): FigureView {
  const logLoss = useView((state) => state.logLoss);
  const logTime = useView((state) => state.logTime);
  const smoothing = useView((state) => state.smoothing);
  const set = useView((state) => state.set);
  return { logLoss, logTime, smoothing, set };
}
