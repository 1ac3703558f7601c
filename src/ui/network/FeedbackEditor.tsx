import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { feedbackSizesOf } from '../../spec/arm-layers';
import type { Slot } from '../../spec/spec';
import { useExperiment } from '../../store/experiment';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import type { BenchContext } from '../bench/line-sources';
import { isMapLayer } from '../bench/rdm-choices';
import type { ArmView } from '../bench/use-arms';
import { Segmented } from '../controls/Segmented';
import { choiceOf } from '../why/arm-choice';
import { FeedbackParams } from './FeedbackParams';
import { directShape, pictureShape } from './layer-pictures';
import { Painter } from './Painter';
import type { LayerViews } from './use-layer-views';

interface FeedbackEditorProps {
  readonly context: BenchContext;
  readonly layer: number;
  readonly views: LayerViews;
  readonly show: (layer: number) => void;
}

/** The layers at which an arm has feedback weights. */
function layersWith({ spec }: BenchContext, arm: ArmView): number[] {
  const choice = choiceOf(spec, arm);
  const sizes = choice ? feedbackSizesOf(spec, choice) : [];
  return sizes.flatMap((size, index) => (size ? [index + 1] : []));
}

/** What carries an arm's errors, to be changed by hand: its size, holes and signs, and single entries. */
export function FeedbackEditor({ context, layer, views, show }: FeedbackEditorProps) {
  const focus = useView((state) => state.focus);
  const [wished, setWished] = useState<Slot | null>(null);
  const [isOpen, setOpen] = useState(false);
  const able = context.arms.filter((arm) => layersWith(context, arm).length > 0);
  const arm =
    able.find(({ slot }) => slot === (wished ?? focus)) ?? able.find(({ slot }) => slot === focus) ?? able[0];
  if (!arm) return null;
  return (
    <details className="disc editor" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight aria-hidden="true" />
        Edit the feedback weights
      </summary>
      {isOpen && able.length > 1 && (
        <Segmented
          className="sm"
          layout="fit"
          label="Arm whose feedback is edited"
          value={String(arm.slot)}
          options={able.map(({ slot, name }) => ({ id: String(slot), name }))}
          onChange={(id) => setWished(able.find(({ slot }) => String(slot) === id)?.slot ?? null)}
        />
      )}
      {isOpen && <ArmFeedback key={arm.slot} {...{ context, layer, views, show }} arm={arm} />}
    </details>
  );
}

function ArmFeedback({ context, layer, views, show, arm }: FeedbackEditorProps & { readonly arm: ArmView }) {
  const edited = useExperiment((state) => state.spec.arms.find(({ slot }) => slot === arm.slot));
  const dataset = useRun((state) => state.dataset);
  const { spec } = context;
  const view = views.layer === layer ? views.bySlot[arm.slot] : undefined;
  const weights = view?.feedback ?? view?.direct;
  const layers = layersWith(context, arm);
  if (!edited || !dataset) return null;
  const isDirect = Boolean(view?.direct);
  const shape = isDirect
    ? directShape(spec, dataset, { layer, rows: weights?.shape[0] ?? 0 })
    : pictureShape(spec, dataset, layer);
  const noun = isDirect ? 'output' : isMapLayer(spec, layer) ? 'filter' : 'unit';
  return (
    <div className="feedback">
      <div className="painting">
        {weights ? (
          <Painter
            key={layer}
            arm={edited}
            name={arm.name}
            layer={layer}
            weights={weights}
            shape={shape}
            noun={noun}
          />
        ) : layers.includes(layer) ? null : (
          <p className="nolines">
            {arm.name} has no feedback weights in layer {layer}.{' '}
            {layers.map((each) => (
              <button key={each} type="button" className="btn line" onClick={() => show(each)}>
                Show layer {each}
              </button>
            ))}
          </p>
        )}
      </div>
      <FeedbackParams arm={edited} />
    </div>
  );
}
