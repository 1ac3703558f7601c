import { Plus, Undo2 } from 'lucide-react';
import { Fragment } from 'react';
import { LAYER_LIMITS } from '../../spec/fields';
import { PRESETS } from '../../spec/presets';
import { countParameters } from '../../spec/shapes';
import { type DenseLayerSpec, networkOf } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { ListField } from '../controls/ListField';
import { SegmentedField } from '../controls/SegmentedField';
import { SliderField } from '../controls/SliderField';
import { Tip } from '../controls/Tip';
import { useApplies } from '../controls/use-field';
import { useDataShape } from './data-shape';
import { LayerChip } from './LayerChip';
import { activationWord, fitsInRow, inputWords, newLayerAt, outputWord } from './layer-chips';

/** The network as chips, its number of parameters and its start weights. */
export function NetworkSection() {
  const hasSigma = useApplies('initSigma');
  const hasOutput = useApplies('outputActivation');
  return (
    <section aria-label="Network">
      <Layers />
      {hasOutput ? <SegmentedField field="outputActivation" /> : null}
      <ListField field="init" isChoiceExplained />
      {hasSigma ? <SliderField field="initSigma" hasTicks /> : null}
    </section>
  );
}

function Layers() {
  const spec = useExperiment((state) => state.spec);
  const shape = useDataShape();
  const { hidden } = spec.network;
  const { setLayers } = useExperiment.getState();
  const input = inputWords(shape);
  const output = { size: shape.outputs, word: outputWord(spec) };
  const chips = [
    input,
    ...hidden.map(({ units, activation }) => ({ size: units, word: activationWord(activation) })),
    output,
  ];
  const layout = fitsInRow(chips) ? (hidden.length > 1 ? 'tight' : '') : 'stack';
  const insert = (index: number): void => setLayers(hidden.toSpliced(index, 0, newLayerAt(hidden, index)));
  const replace = (index: number, layer: DenseLayerSpec): void => setLayers(hidden.with(index, layer));
  return (
    <div className="fld">
      <div className="lb">
        <span className="t">Network</span>
        <LayersUndo />
        <span className="g n">{countParameters(networkOf(spec, shape)).toLocaleString('en')} parameters</span>
      </div>
      <div className={`net ${layout}`.trim()}>
        <div className="chip fix">
          <b>{input.size}</b>
          <span>{input.word}</span>
        </div>
        {hidden.map((layer, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the network
          <Fragment key={index}>
            <AddLayer isFull={hidden.length >= LAYER_LIMITS.maxHidden} where={index} onAdd={insert} />
            <LayerChip
              layer={layer}
              name={hidden.length > 1 ? `Hidden layer ${index + 1}` : 'Hidden layer'}
              onChange={(next) => replace(index, next)}
              onRemove={() => setLayers(hidden.toSpliced(index, 1))}
            />
          </Fragment>
        ))}
        <AddLayer isFull={hidden.length >= LAYER_LIMITS.maxHidden} where={hidden.length} onAdd={insert} />
        <div className="chip fix">
          <b>{output.size}</b>
          <span>{output.word}</span>
        </div>
      </div>
      {hidden.length >= LAYER_LIMITS.maxHidden ? (
        <p className="help">At most {LAYER_LIMITS.maxHidden} hidden layers.</p>
      ) : null}
    </div>
  );
}

interface AddLayerProps {
  readonly isFull: boolean;
  readonly where: number;
  onAdd(where: number): void;
}

function AddLayer({ isFull, where, onAdd }: AddLayerProps) {
  return (
    <Tip text="Add a layer here" side="top">
      <button
        type="button"
        className="conn"
        disabled={isFull}
        aria-label={where === 0 ? 'Add a layer after the input' : `Add a layer after hidden layer ${where}`}
        onClick={() => onAdd(where)}
      >
        <Plus aria-hidden="true" />
      </button>
    </Tip>
  );
}

function LayersUndo() {
  const preset = useExperiment((state) => PRESETS[state.presetId].spec.network.hidden);
  const isChanged = useExperiment(
    (state) => JSON.stringify(state.spec.network.hidden) !== JSON.stringify(preset),
  );
  if (!isChanged) return null;
  const text = preset.map(({ units }) => units).join('–') || 'none';
  return (
    <button
      type="button"
      className="chg"
      aria-label={`Put the hidden layers back to ${text}`}
      onClick={() => useExperiment.getState().setLayers(preset)}
    >
      <Undo2 aria-hidden="true" />
      <span>{text}</span>
    </button>
  );
}
