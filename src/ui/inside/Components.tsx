import { useMemo, useRef, useState } from 'react';
import { countWords, epochWords } from '../../charts/number-words';
import { COMPONENTS_TITLE, COMPONENTS_WHAT } from '../../spec/inner-components';
import { hasComponents } from '../../spec/inner-rules';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { FigureMenu } from '../bench/FigureMenu';
import { LayerSwitch } from '../bench/LayerSwitch';
import { layersOf } from '../bench/layers';
import type { BenchContext } from '../bench/line-sources';
import { isMapLayer } from '../bench/rdm-choices';
import { useRoom } from '../bench/use-room';
import { DepthSelect } from '../network/DepthSelect';
import { type Depth, firstDepth, pictureShape } from '../network/layer-pictures';
import { SignedLegend } from '../network/SignedLegend';
import { ArmComponents } from './ArmComponents';
import { ComponentsTable } from './ComponentsTable';
import { componentsExports } from './export-components';
import { useComponents } from './use-components';

/** Weights of Hebbian layers as pictures, held against the principal components of what each layer takes in. */
export function Components({ context }: { context: BenchContext }) {
  const { spec } = context;
  const arms = useMemo(() => context.arms.filter(({ rule }) => hasComponents(rule)), [context.arms]);
  const host = useRef<HTMLElement>(null);
  const room = useRoom(host);
  const dataset = useRun((state) => state.dataset);
  const stepsPerEpoch = useRun((state) => state.stepsPerEpoch);
  const isAway = useView((state) => state.playhead !== null);
  const [wished, setLayer] = useState(1);
  const [depths, setDepths] = useState<Readonly<Record<number, Depth>>>({});
  const [isTable, setTable] = useState(false);
  const layers = useMemo(() => layersOf(spec, dataset).slice(0, -1), [spec, dataset]);
  const layer = Math.min(wished, Math.max(1, layers.length));
  const now = useComponents(arms, layer);
  const shape = useMemo(() => dataset && pictureShape(spec, dataset, layer), [spec, dataset, layer]);
  const depth = shape ? (depths[layer] ?? firstDepth(shape, layer)) : 0;
  const shown = now !== null && now.layer === layer ? now : null;
  const isMap = isMapLayer(spec, layer);
  const [first] = arms.flatMap(({ slot }) => shown?.bySlot[slot] ?? []);
  const standing = first
    ? `Now at epoch ${epochWords(first.step, stepsPerEpoch)}, from ${countWords(first.examples)} ${isMap ? 'patches' : 'examples'}.`
    : 'The workers are asked for their weights.';
  // Without a hidden layer nobody learns from input alone.
  if (layers.length === 0) return null;
  return (
    <figure
      ref={host}
      className="ch comps now"
      data-chart="components"
      data-away={isAway || undefined}
      aria-label={COMPONENTS_TITLE}
    >
      <header>
        <h3>{COMPONENTS_TITLE}</h3>
        <span className="u">{isMap ? 'of patches' : 'of the input'}</span>
        <FigureMenu
          of={COMPONENTS_TITLE}
          toggles={[{ label: 'Show as table', isOn: isTable, flip: () => setTable(!isTable) }]}
          exports={shown ? componentsExports({ arms, now: shown, shape, depth }) : []}
        />
      </header>
      <p className="tells">{COMPONENTS_WHAT}</p>
      <div className="nowbar">
        <LayerSwitch layers={layers} layer={layer} label="Layer of the components" choose={setLayer} />
        {shape && (
          <DepthSelect
            shape={shape}
            depth={depth}
            choose={(next) => setDepths({ ...depths, [layer]: next })}
          />
        )}
        <p className="rexp">
          {standing}
          {isAway && ' The rest of the page shows an earlier moment.'}
        </p>
        <SignedLegend />
      </div>
      {shown && isTable && <ComponentsTable arms={arms} now={shown} />}
      {shown &&
        !isTable &&
        room.width > 0 &&
        arms.map((arm) => {
          const view = shown.bySlot[arm.slot];
          return (
            view && (
              <ArmComponents
                key={arm.slot}
                arm={arm}
                view={view}
                shape={shape}
                depth={depth}
                room={room}
                noun={isMap ? 'Filter' : 'Unit'}
              />
            )
          );
        })}
    </figure>
  );
}
