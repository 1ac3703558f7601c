import type { KeyboardEvent } from 'react';
import { moveCell, type RdmLayout } from '../../charts/rdm-layout';
import type { Dataset } from '../../spec/dataset';
import { useView } from '../../store/view';
import { ClassTick, type ClassTickModel } from './ClassTick';
import type { LayerView } from './layers';
import { PanelHead } from './PanelHead';
import { RdmMap } from './RdmMap';
import type { ArmView } from './use-arms';

interface RdmRowProps {
  readonly layer: LayerView;
  readonly arms: readonly ArmView[];
  readonly layout: RdmLayout;
  readonly dataset: Dataset | null;
  /** Marks of the classes; empty without classes. */
  readonly ticks: readonly ClassTickModel[];
  readonly isLast: boolean;
  readonly panels: () => readonly Float32Array[];
  readonly isPaired: boolean;
  readonly onPair: () => void;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The RDMs of one layer, an arm a column. One tab stop; arrow keys move the pinned pair. */
export function RdmRow({
  layer,
  arms,
  layout,
  dataset,
  ticks,
  isLast,
  panels,
  isPaired,
  onPair,
}: RdmRowProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.ctrlKey || event.metaKey || event.altKey ? undefined : MOVES[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const [row, column] = useView.getState().pair;
    const next = moveCell(layout, { row, column }, by);
    useView.getState().set({ pair: [next.row, next.column] });
  };
  return (
    <fieldset
      className="rrow"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one stop for the whole row; its arrow keys move the pair.
      tabIndex={0}
      aria-label={`RDMs of ${layer.name}. Arrow keys move the pair.`}
      onKeyDown={onKeyDown}
      onFocus={onPair}
    >
      <div className="rline">
        {arms.map((arm, index) => (
          <PanelHead key={arm.slot} arm={arm} layer={layer} isFirst={index === 0} width={layout.edgePx} />
        ))}
      </div>
      <div className="rline maps">
        <div className="rticks" aria-hidden="true">
          {dataset &&
            ticks.map((tick) => <ClassTick key={tick.name} tick={tick} dataset={dataset} side="left" />)}
        </div>
        {arms.map((arm) => (
          <RdmMap
            key={arm.slot}
            arm={arm}
            layer={layer}
            layout={layout}
            panels={panels}
            isPaired={isPaired}
            onPair={onPair}
          />
        ))}
      </div>
      {isLast && ticks.length > 0 && (
        <div className="rline" aria-hidden="true">
          {arms.map((arm) => (
            <div
              className="rfoot"
              key={arm.slot}
              style={{
                width: layout.edgePx,
                height: ticks[0]?.text === null ? ticks[0].sizePx + 4 : undefined,
              }}
            >
              {dataset &&
                ticks.map((tick) => <ClassTick key={tick.name} tick={tick} dataset={dataset} side="top" />)}
            </div>
          ))}
        </div>
      )}
    </fieldset>
  );
}
