import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useExperiment } from '../../store/experiment';
import { useDataShape } from './data-shape';
import { additionsAt, isFull } from './layer-edits';
import { LAYER_NAMES, layerSentence } from './layer-words';

interface AddLayerProps {
  /** Where the layer will stand. */
  readonly index: number;
}

/** The "+" between two chips: what can stand there, and why the rest cannot. */
export function AddLayer({ index }: AddLayerProps) {
  const isDisabled = useExperiment((state) => isFull(state.spec.network.hidden));
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="conn"
        disabled={isDisabled}
        aria-label={index === 0 ? 'Add a layer after the input' : `Add a layer after hidden layer ${index}`}
      >
        <Plus aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="center" sideOffset={4} collisionPadding={8}>
          <Additions index={index} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Additions({ index }: AddLayerProps) {
  const spec = useExperiment((state) => state.spec);
  const data = useDataShape();
  const add = useExperiment.getState().setLayers;
  return additionsAt(spec, data, index).map(({ kind, layer, whyNot }) => (
    <DropdownMenu.Item
      key={kind}
      className="item"
      disabled={whyNot !== null}
      onSelect={() => add(spec.network.hidden.toSpliced(index, 0, layer))}
    >
      <span>{whyNot === null ? <Plus aria-hidden="true" /> : null}</span>
      <span>
        <b>{LAYER_NAMES[kind]}</b>
        <span className="about">{whyNot ?? layerSentence(layer)}</span>
      </span>
    </DropdownMenu.Item>
  ));
}
