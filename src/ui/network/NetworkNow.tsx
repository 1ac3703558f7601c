import { useMemo, useRef, useState } from 'react';
import { epochWords } from '../../charts/number-words';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import { FigureMenu } from '../bench/FigureMenu';
import { LayerSwitch } from '../bench/LayerSwitch';
import { layersOf, shownLayers } from '../bench/layers';
import type { BenchContext } from '../bench/line-sources';
import { isMapLayer } from '../bench/rdm-choices';
import { rowWords } from '../bench/rdm-words';
import { type Room, useRoom } from '../bench/use-room';
import { Segmented } from '../controls/Segmented';
import { choiceOf } from '../why/arm-choice';
import { ArmLayer } from './ArmLayer';
import { DepthSelect } from './DepthSelect';
import { networkExports } from './export-network';
import { FeedbackEditor } from './FeedbackEditor';
import { type Depth, directShape, firstDepth, pictureShape } from './layer-pictures';
import { inputWords } from './network-words';
import { Pager } from './Pager';
import { SignedLegend } from './SignedLegend';
import { useLayerViews } from './use-layer-views';
import { useTryInput } from './use-try-input';
import { type MapRoom, matrixPage, picturePage } from './weight-pages';

/** Design pixels: the least width of an arm's column, the gap between columns, the most height of the weights. */
const ARM_WIDTH = 340;
const GAP = 24;
const PAIR_GAP = 12;
const HEIGHT = 216;

/** Shown alone, maps have twice the size and a third of the window. */
const ZOOM = 2;
const SHARE = 0.35;

interface RoomRequest {
  readonly room: Room;
  readonly arms: number;
  readonly isPaired: boolean;
  readonly isFull: boolean;
}

/** Room of an arm's column, and of one map of weights in it. */
function roomsOf({ room, arms, isPaired, isFull }: RoomRequest): { arm: MapRoom; weights: MapRoom } {
  const width = (room.width - (arms - 1) * GAP * room.unit) / arms;
  const arm = {
    width,
    height: isFull ? SHARE * room.windowHeight : HEIGHT * room.unit,
    unit: room.unit * (isFull ? ZOOM : 1),
    devicePixelRatio: window.devicePixelRatio || 1,
  };
  return { arm, weights: isPaired ? { ...arm, width: (width - PAIR_GAP * room.unit) / 2 } : arm };
}

/** The open panel: which layer, which arms, and when. */
export function NetworkNow({ context }: { context: BenchContext }) {
  const { arms, spec, chosenLayers, layerCount } = context;
  const host = useRef<HTMLDivElement>(null);
  const room = useRoom(host);
  const dataset = useRun((state) => state.dataset);
  const stepsPerEpoch = useRun((state) => state.stepsPerEpoch);
  const focus = useView((state) => state.focus);
  const isFull = useView((state) => state.fullscreen === 'network');
  const isAway = useView((state) => state.playhead !== null);
  const [wished, setLayer] = useState<number | null>(null);
  const [depths, setDepths] = useState<Readonly<Record<number, Depth>>>({});
  const [page, setPage] = useState(0);
  const [isEachOwn, setEachOwn] = useState(false);
  const layers = useMemo(() => layersOf(spec, dataset), [spec, dataset]);
  const layer = Math.min(wished ?? shownLayers(chosenLayers, layerCount)[0] ?? 1, layerCount);
  const shape = useMemo(() => dataset && pictureShape(spec, dataset, layer), [spec, dataset, layer]);
  const depth = shape ? (depths[layer] ?? firstDepth(shape, layer)) : 0;
  const input = useTryInput();
  const fitting = Math.max(1, Math.floor((room.width + GAP * room.unit) / ((ARM_WIDTH + GAP) * room.unit)));
  const focused = arms.filter(({ slot }) => slot === focus);
  const shownArms = fitting >= arms.length ? arms : focused.length > 0 ? focused : arms.slice(0, 1);
  const views = useLayerViews(arms, layer, input);
  const isMap = isMapLayer(spec, layer);
  const noun = isMap ? 'Filter' : 'Unit';
  const isReady = views !== null && views.layer === layer && room.width > 0;
  const seen = isReady ? shownArms.flatMap(({ slot }) => views.bySlot[slot] ?? []) : [];
  const isPaired = shape !== null && seen.some(({ feedback }) => feedback !== null);
  const rooms = useMemo(
    () => roomsOf({ room, arms: shownArms.length, isPaired, isFull }),
    [room, shownArms.length, isPaired, isFull],
  );
  const weightShape = seen[0]?.weights.shape;
  const shownPage = useMemo(() => {
    if (shape) return picturePage(shape, rooms.weights, page, `${noun}s`);
    return weightShape ? matrixPage(weightShape, rooms.weights, page) : null;
  }, [shape, rooms, page, noun, weightShape]);
  const { name = '', size = '' } = layers[layer - 1] ?? {};
  const epoch = views ? epochWords(views.step, stepsPerEpoch) : null;
  return (
    <div ref={host} className="now" data-away={isAway || undefined}>
      <div className="nowbar">
        <LayerSwitch
          layers={layers}
          layer={layer}
          label="Layer in the network panel"
          choose={(next) => {
            setLayer(next);
            setPage(0);
          }}
        />
        {shownArms.length < arms.length && (
          <Segmented
            className="sm"
            layout="fit"
            label="Arm in the network panel"
            value={String(shownArms[0]?.slot)}
            options={arms.map(({ slot, name }) => ({ id: String(slot), name }))}
            onChange={(id) => {
              const arm = arms.find(({ slot }) => String(slot) === id);
              if (arm) useView.getState().set({ focus: arm.slot });
            }}
          />
        )}
        {shape && (
          <DepthSelect
            shape={shape}
            depth={depth}
            choose={(next) => setDepths({ ...depths, [layer]: next })}
          />
        )}
        {isReady && shownPage && (
          <Pager
            page={Math.min(page, shownPage.pages - 1)}
            pages={shownPage.pages}
            words={shownPage.words}
            turn={setPage}
          />
        )}
        <FigureMenu
          of="Weights and feature maps"
          toggles={
            isMap
              ? [
                  {
                    label: 'Each feature map with its own range',
                    isOn: isEachOwn,
                    flip: () => setEachOwn(!isEachOwn),
                  },
                ]
              : []
          }
          exports={views ? networkExports({ arms: shownArms, views, shape, depth }) : []}
        />
        {isReady && <SignedLegend />}
      </div>
      <p className="rexp">
        {epoch === null && 'The workers are asked for their weights.'}
        {epoch !== null && `${name}, ${size}, now at epoch ${epoch}.`}
        {isAway && ' The rest of the page shows an earlier moment.'}
      </p>
      {isReady && shownPage && (
        <div className="armlayers">
          {shownArms.map((arm) => {
            const view = views.bySlot[arm.slot];
            const choice = choiceOf(spec, arm);
            return (
              view &&
              choice && (
                <ArmLayer
                  key={arm.slot}
                  arm={arm}
                  choice={choice}
                  layer={layer}
                  layerCount={layerCount}
                  view={view}
                  shape={shape}
                  directShape={
                    dataset && directShape(spec, dataset, { layer, rows: view.direct?.shape[0] ?? 0 })
                  }
                  depth={depth}
                  page={shownPage}
                  isPaired={isPaired}
                  room={rooms.arm}
                  input={inputWords(views.input, rowWords(dataset).one)}
                  isEachOwn={isEachOwn}
                  noun={noun}
                />
              )
            );
          })}
        </div>
      )}
      {views !== null && (
        <FeedbackEditor
          context={context}
          layer={layer}
          views={views}
          show={(next) => {
            setLayer(next);
            setPage(0);
          }}
        />
      )}
    </div>
  );
}
