import { Trash2, TriangleAlert } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { isParametric } from '../../spec/layers';
import type { LayerSpec } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { PopPanel } from '../controls/PopPanel';
import { useDataShape } from './data-shape';
import { LayerFields } from './LayerFields';
import { whyNotLayers } from './layer-edits';
import { chipWords, LAYER_NAMES, layerSentence } from './layer-words';

interface LayerChipProps {
  /** Place among the hidden layers. */
  readonly index: number;
  /** The shape after it, where there is room for it. */
  readonly shape: string | null;
}

/** A layer or stage that opens to be edited. A change that the network could not be built with is refused with the reason. */
export function LayerChip({ index, shape }: LayerChipProps) {
  const spec = useExperiment((state) => state.spec);
  const data = useDataShape();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { hidden } = spec.network;
  const layer = hidden[index];
  if (!layer) return null;
  const tryLayers = (next: readonly LayerSpec[]): boolean => {
    const why = whyNotLayers(spec, data, next);
    setProblem(why);
    if (why === null) useExperiment.getState().setLayers(next);
    return why === null;
  };
  const name = nameOf(hidden, index);
  const { size, word } = chipWords(layer);
  const kind = isParametric(layer) ? 'chip' : 'chip stage';
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(isOpening) => {
        setOpen(isOpening);
        setProblem(null);
      }}
    >
      <Popover.Trigger
        className={kind}
        aria-label={`${name}: ${layerSentence(layer)}${shape === null ? '' : `, gives ${shape}`}`}
      >
        <b>{size}</b>
        {word === '' ? null : <span>{word}</span>}
        {shape === null ? null : <span className="shape">{shape}</span>}
      </Popover.Trigger>
      <PopPanel label={name} align="center">
        <h2>{name}</h2>
        <LayerFields layer={layer} onChange={(next) => tryLayers(hidden.with(index, next))} />
        {problem === null ? null : (
          <p className="problem" role="alert">
            <TriangleAlert aria-hidden="true" />
            {problem}
          </p>
        )}
        <div className="btns">
          <button
            type="button"
            className="btn"
            onClick={() => {
              if (tryLayers(hidden.toSpliced(index, 1))) setOpen(false);
            }}
          >
            <Trash2 aria-hidden="true" />
            {isParametric(layer) ? 'Remove layer' : 'Remove'}
          </button>
        </div>
      </PopPanel>
    </Popover.Root>
  );
}

/** "Hidden layer", "Hidden layer 2", "Convolution 1", "Max pool": layers with weights are counted. */
function nameOf(hidden: readonly LayerSpec[], index: number): string {
  const layer = hidden[index];
  if (!layer) return '';
  const kind = layer.kind === 'dense' ? 'Hidden layer' : LAYER_NAMES[layer.kind];
  if (!isParametric(layer) || hidden.filter(isParametric).length < 2) return kind;
  return `${kind} ${hidden.slice(0, index + 1).filter(isParametric).length}`;
}
