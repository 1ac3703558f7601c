import { isParametric } from '../../spec/layers';
import { useExperiment } from '../../store/experiment';

/** How many hidden layers with weights the experiment has. */
export function useHiddenCount(): number {
  return useExperiment(({ spec }) => spec.network.hidden.filter(isParametric).length);
}
