import { useMemo } from 'react';
import { ruleOfLayer } from '../../spec/arm-layers';
import type { RuleChoice } from '../../spec/spec';
import type { ArmView } from '../bench/use-arms';
import { LineSample } from '../LineSample';
import { AnswerMap } from './AnswerMap';
import { paintedOf } from './brush';
import { compareWeights } from './compare-weights';
import { DirectFeedback } from './DirectFeedback';
import type { Depth, PictureShape } from './layer-pictures';
import { comparisonWords, whyNoFeedback } from './network-words';
import type { SeenLayer } from './use-layer-views';
import { WeightMap } from './WeightMap';
import { weightName } from './WeightTitle';
import type { MapRoom, WeightPage } from './weight-pages';

interface ArmLayerProps {
  readonly arm: ArmView;
  readonly choice: RuleChoice;
  readonly layer: number;
  readonly layerCount: number;
  readonly view: SeenLayer;
  readonly shape: PictureShape | null;
  /** The layer's own map with a picture per output, for direct feedback; null for vectors. */
  readonly directShape: PictureShape | null;
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

/** One arm's layer: forward and feedback weights in the same order, how they compare, and its answer to the chosen input. */
export function ArmLayer(props: ArmLayerProps) {
  const { arm, choice, layer, layerCount, view, shape, directShape, depth, page, room, isPaired, noun } =
    props;
  const { weights, feedback, direct, forward, activations } = view;
  const painted = useMemo(() => paintedOf(choice.painted, layer), [choice, layer]);
  const comparison = useMemo(
    () => feedback && compareWeights(weights.values, feedback.values),
    [weights, feedback],
  );
  const common = { arm: arm.name, shape, depth, page, noun };
  const ruleBelow = ruleOfLayer(choice, layer - 1);
  return (
    <div className="armlayer">
      <p className="rhead">
        <LineSample slot={arm.slot} isSmall />
        {arm.name}
      </p>
      <div className={isPaired ? 'pair' : 'pair stack'}>
        <WeightMap name={weightName('W', layer, 'forward')} weights={weights} {...common} />
        {feedback && (
          <WeightMap
            name={weightName('B', layer, 'feedback')}
            weights={feedback}
            painted={painted}
            {...common}
          />
        )}
        {!feedback && !direct && <p className="nolines">{whyNoFeedback(ruleBelow, arm.name, layer)}</p>}
      </div>
      {comparison && <p className="wl wrap">B: {comparisonWords(comparison, 'W')}</p>}
      {direct && (
        <DirectFeedback
          arm={arm.name}
          layer={layer}
          layerCount={layerCount}
          direct={direct}
          forward={forward}
          shape={directShape}
          room={room}
          painted={painted}
        />
      )}
      <AnswerMap
        arm={arm.name}
        activations={activations}
        input={props.input}
        room={room}
        isEachOwn={props.isEachOwn}
      />
    </div>
  );
}
