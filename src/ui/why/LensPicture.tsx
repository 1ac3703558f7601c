import { RadioGroup } from 'radix-ui';
import { type MouseEvent, useMemo, useRef } from 'react';
import { drawLens, ENDS, lensLayout, lensRowAt } from '../../charts/lens';
import { HOMES, type Quantity } from '../../spec/locality';
import type { ExperimentSpec, RuleChoice } from '../../spec/spec';
import { useRun } from '../../store/run-state';
import { layersOf } from '../bench/layers';
import type { ArmView } from '../bench/use-arms';
import { useRoom } from '../bench/use-room';
import { Chart } from '../Chart';
import { Formula } from './Formula';
import { chipsOf, lensModel, unitsOf } from './lens-model';

interface LensPictureProps {
  readonly arm: ArmView;
  readonly choice: RuleChoice;
  readonly spec: ExperimentSpec;
  readonly layer: number;
  readonly quantities: readonly Quantity[];
  readonly choose: (layer: number) => void;
}

/** The experiment's own layers, the output on top; clicking or arrow keys move the lens, symbols lie where things live. */
export function LensPicture({ arm, choice, spec, layer, quantities, choose }: LensPictureProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width, unit } = useRoom(host);
  const dataset = useRun((state) => state.dataset);
  const layers = useMemo(() => layersOf(spec, dataset), [spec, dataset]);
  const units = useMemo(() => unitsOf(spec, dataset), [spec, dataset]);
  const model = lensModel(units, choice, { slot: arm.slot, layer });
  const layout = lensLayout(model, width, unit);
  const chips = chipsOf(quantities);
  const label = `${layers[layer - 1]?.name ?? ''} in the network under ${arm.name}: ${chips
    .map(({ home }) => HOMES[home].name)
    .join(', ')}`;
  const pick = (event: MouseEvent): void => {
    const row = lensRowAt(layout, event.clientY - event.currentTarget.getBoundingClientRect().top);
    choose(Math.max(1, row));
  };
  return (
    <div ref={host} className="lens" style={{ height: layout.size.height }}>
      {width > 0 && (
        <>
          <Chart
            as="svg"
            label={label}
            onClick={pick}
            draw={(svg, theme) => {
              drawLens(svg, model, theme, width);
              return label;
            }}
          />
          <RadioGroup.Root
            className="lenslayers"
            aria-label="Layer under the lens"
            value={String(layer)}
            onValueChange={(next) => choose(Number(next))}
          >
            {[...layers].reverse().map(({ layer: each, name, size }) => (
              <RadioGroup.Item
                key={each}
                value={String(each)}
                aria-checked={each === layer}
                style={{ top: layout.rows[each] ?? 0 }}
              >
                <b>{name}</b>
                <span>{size.split(' of ')[0]}</span>
              </RadioGroup.Item>
            ))}
          </RadioGroup.Root>
          <span className="lensinput" style={{ top: layout.rows[0] ?? 0 }}>
            Input
            <span>{units[0] ? `${units[0]} numbers` : ''}</span>
          </span>
          {chips.map(({ home, tex, isLocal }) => {
            const [left, top] = layout.places[home];
            return (
              <span
                key={home}
                className={`symbol ${isLocal ? '' : 'far'} ${ENDS.has(home) ? 'end' : ''}`}
                style={{ left, top }}
                title={HOMES[home].name}
                aria-hidden="true"
              >
                <Formula tex={tex} />
              </span>
            );
          })}
        </>
      )}
    </div>
  );
}
