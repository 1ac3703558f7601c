import { Undo2 } from 'lucide-react';
import { Fragment } from 'react';
import { countWords } from '../../charts/number-words';
import { DATASET_CATALOGUE } from '../../spec/catalogue';
import { sameLayers } from '../../spec/diff';
import { LAYER_LIMITS } from '../../spec/layers';
import { PRESETS } from '../../spec/presets';
import { countParameters, sizeOf } from '../../spec/shapes';
import { networkOf, outputsOf } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { AddLayer } from './AddLayer';
import { useDataShape } from './data-shape';
import { LayerChip } from './LayerChip';
import { isFlattened, isFull, shapesOf } from './layer-edits';
import { chipWords, fitsInRow, inputWords, outputWord, shapeWords, stackWords } from './layer-words';

/** Chips beside each other up to this many, input and output included. */
const MOST_IN_ROW = 4;

/** Input, layers and stages in order, output; in a row where they are few and short, else one under the other. */
export function LayerStack() {
  const spec = useExperiment((state) => state.spec);
  const data = useDataShape();
  const { hidden } = spec.network;
  const shapes = shapesOf(hidden, data);
  const input = inputWords(data);
  const output = { size: countWords(outputsOf(spec, data)), word: outputWord(spec) };
  const words = [input, ...hidden.map(chipWords), output];
  const isRow =
    words.length <= MOST_IN_ROW && hidden.every(({ kind }) => kind === 'dense') && fitsInRow(words);
  const layout = isRow ? (hidden.length > 1 ? 'tight' : '') : 'stack';
  return (
    <div className="fld">
      <div className="lb">
        <span className="t">Network</span>
        <LayersUndo />
        <span className="g n">{countWords(countParameters(networkOf(spec, data)))} parameters</span>
      </div>
      <div className={`net ${layout}`.trim()}>
        <div className="chip fix">
          <b>{isRow ? input.size : shapeWords(data.inputShape)}</b>
          <span>{input.word}</span>
        </div>
        {hidden.map((layer, index) => {
          const before = shapes[index] ?? data.inputShape;
          const after = shapes[index + 1] ?? data.inputShape;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the network
            <Fragment key={index}>
              <AddLayer index={index} />
              {!isRow && isFlattened(before, layer) ? <Flattened count={sizeOf(before)} /> : null}
              <LayerChip index={index} shape={isRow || layer.kind === 'dense' ? null : shapeWords(after)} />
            </Fragment>
          );
        })}
        <AddLayer index={hidden.length} />
        {!isRow && isFlattened(shapes.at(-1) ?? data.inputShape, 'output') && hidden.length > 0 ? (
          <Flattened count={sizeOf(shapes.at(-1) ?? data.inputShape)} />
        ) : null}
        <div className="chip fix">
          <b>{output.size}</b>
          <span>{output.word}</span>
        </div>
      </div>
      {isFull(hidden) ? <p className="help">At most {LAYER_LIMITS.maxEntries} layers and stages.</p> : null}
      <LeftOut />
    </div>
  );
}

/** A map becomes a vector here by itself. */
function Flattened({ count }: { readonly count: number }) {
  return <p className="implied">as {countWords(count)} numbers in a row</p>;
}

/** What a change of the data did to the layers. */
function LeftOut() {
  const isLost = useExperiment((state) => state.layersBefore !== null);
  const name = useExperiment((state) => DATASET_CATALOGUE[state.spec.dataset.id].name);
  if (!isLost) return null;
  return (
    <p className="help" role="status">
      Some layers do not fit “{name}”: they are smaller here or left out, and come back with data that they
      fit.
    </p>
  );
}

function LayersUndo() {
  const preset = useExperiment((state) => PRESETS[state.presetId].spec.network.hidden);
  const isChanged = useExperiment((state) => !sameLayers(state.spec.network.hidden, preset));
  if (!isChanged) return null;
  const text = stackWords(preset);
  return (
    <button
      type="button"
      className="chg"
      aria-label={`Put the hidden layers back to ${text}`}
      onClick={() => useExperiment.getState().setLayers(preset)}
    >
      <Undo2 aria-hidden="true" />
      <span>{text.length <= 12 ? text : 'preset'}</span>
    </button>
  );
}
