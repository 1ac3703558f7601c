import { useId } from 'react';
import { ACTIVATIONS } from '../../spec/catalogue';
import type { ParametricLayerSpec } from '../../spec/spec';
import { FieldFrame } from '../controls/FieldFrame';
import { Segmented } from '../controls/Segmented';

interface ActivationFieldProps {
  readonly layer: ParametricLayerSpec;
  onChange(layer: ParametricLayerSpec): void;
}

/** The bend after a layer's sums. */
export function ActivationField({ layer, onChange }: ActivationFieldProps) {
  const id = useId();
  const help = ACTIVATIONS.find((choice) => choice.id === layer.activation)?.help ?? '';
  return (
    <FieldFrame id={id} label="Activation" help={help} isHelpShown>
      <Segmented
        value={layer.activation}
        options={ACTIVATIONS.map((choice) => ({ id: choice.id, name: choice.name }))}
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        onChange={(activation) => onChange({ ...layer, activation })}
      />
    </FieldFrame>
  );
}
