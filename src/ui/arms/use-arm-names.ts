import { useExperiment } from '../../store/experiment';
import { armNames } from './arm-names';

/** Names of the edited arms, in order. */
export function useArmNames(): string[] {
  return useExperiment(({ spec }) => armNames(spec).join('\n')).split('\n');
}
