import { ChevronDown } from 'lucide-react';
import { DATASET_CATALOGUE, OPTIMISERS } from '../../spec/catalogue';
import { isParametric } from '../../spec/layers';
import { outputsOf } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { formatNumber } from '../controls/number-format';
import { useDataShape } from './data-shape';
import { chipWords, inputWords } from './layer-words';

interface ExperimentSummaryProps {
  readonly isOpen: boolean;
  onToggle(): void;
}

/** A phone's first row: the experiment in one line; unfolds the whole panel. */
export function ExperimentSummary({ isOpen, onToggle }: ExperimentSummaryProps) {
  const spec = useExperiment((state) => state.spec);
  const shape = useDataShape();
  const sizes = [
    inputWords(shape).size,
    ...spec.network.hidden.filter(isParametric).map((layer) => chipWords(layer).size.replaceAll(' ', '')),
    outputsOf(spec, shape),
  ].join('–');
  const optimiser = OPTIMISERS.find(({ id }) => id === spec.optimiser.id)?.name ?? '';
  const rate = spec.rateMode === 'same' ? formatNumber(spec.optimiser.learningRate) : 'with a rate per rule';
  return (
    <button type="button" className="expsum" aria-expanded={isOpen} onClick={onToggle}>
      <span>
        <b>Experiment</b>
        <span>
          {DATASET_CATALOGUE[spec.dataset.id].name}, {sizes}, {optimiser} {rate}, seed {spec.seed}
        </span>
      </span>
      <ChevronDown aria-hidden="true" />
    </button>
  );
}
