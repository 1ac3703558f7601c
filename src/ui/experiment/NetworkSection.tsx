import { FIELDS } from '../../spec/fields';
import { useExperiment } from '../../store/experiment';
import { ListField } from '../controls/ListField';
import { SegmentedField } from '../controls/SegmentedField';
import { SliderField } from '../controls/SliderField';
import { useApplies } from '../controls/use-field';
import { LayerStack } from './LayerStack';

/** The network as chips, its number of parameters, what it is to answer, and its start weights. */
export function NetworkSection() {
  const hasSigma = useApplies('initSigma');
  const hasOutput = useApplies('outputActivation');
  return (
    <section aria-label="Network">
      <LayerStack />
      <TargetField />
      {hasOutput ? <SegmentedField field="outputActivation" /> : null}
      <ListField field="init" isChoiceExplained />
      {hasSigma ? <SliderField field="initSigma" hasTicks /> : null}
    </section>
  );
}

/** Labels or the input itself; an autoencoder says what it is. */
function TargetField() {
  const target = useExperiment((state) => state.spec.target);
  const field = FIELDS.target;
  const help = field.kind === 'choice' ? field.choices.find(({ id }) => id === target)?.help : undefined;
  return (
    <>
      <SegmentedField field="target" />
      {target === 'input' ? <p className="help">{help}</p> : null}
    </>
  );
}
