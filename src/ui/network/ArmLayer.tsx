import type { LayerView } from '../../store/run-state';
import type { ArmView } from '../bench/use-arms';
import { LineSample } from '../LineSample';
import { AnswerMap } from './AnswerMap';
import type { Depth, PictureShape } from './layer-pictures';
import { whyNoFeedback } from './network-words';
import { WeightMap } from './WeightMap';
import type { MapRoom, WeightPage } from './weight-pages';

interface ArmLayerProps {
  readonly arm: ArmView;
  readonly layer: number;
  readonly view: LayerView;
  readonly shape: PictureShape | null;
  readonly depth: Depth;
  readonly page: WeightPage;
  /** Whether there is a column for feedback weights beside the forward ones. */
  readonly isPaired: boolean;
  readonly room: MapRoom;
  readonly input: string;
  readonly isEachOwn: boolean;
  /** What one picture is: "Filter", "Unit". */
  readonly noun: string;
}

/** One arm's layer: forward and feedback weights in the same order, and its answer to the chosen input. */
export function ArmLayer(props: ArmLayerProps) {
  const { arm, layer, view, shape, depth, page, room, input, isEachOwn, isPaired, noun } = props;
  const { weights, feedback, activations } = view;
  const common = { layer, arm: arm.name, shape, depth, page, noun };
  return (
    <div className="armlayer">
      <p className="rhead">
        <LineSample slot={arm.slot} isSmall />
        {arm.name}
      </p>
      <div className={isPaired ? 'pair' : 'pair stack'}>
        <WeightMap letter="W" purpose="forward" weights={weights} {...common} />
        {feedback ? (
          <WeightMap letter="B" purpose="feedback" weights={feedback} {...common} />
        ) : (
          <p className="nolines">{whyNoFeedback(arm.rule, arm.name, layer)}</p>
        )}
      </div>
      <AnswerMap arm={arm.name} activations={activations} input={input} room={room} isEachOwn={isEachOwn} />
    </div>
  );
}
