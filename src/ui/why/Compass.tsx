import { useEffect, useReducer, useRef, useState } from 'react';
import { drawCompass } from '../../charts/compass';
import { FigureMenu } from '../bench/FigureMenu';
import type { BenchContext } from '../bench/line-sources';
import { RateNote } from '../bench/RateNote';
import { Chart } from '../Chart';
import { CompassTable } from './CompassTable';
import { compassModel, spokenCompass } from './compass-model';
import { COMPASS_TITLE, compassExports } from './export-compass';
import { watchAngles } from './live-angles';

interface CompassProps {
  readonly context: BenchContext;
  /** Shown alone over the window: as large as fits. */
  readonly isFull?: boolean;
}

/** The loss of equilibrium propagation is of what it settles on, which is another function of the weights. */
const OF_A_PASS =
  'It is the gradient of a forward pass: not of what EP settles on, which has its own angle in Inside.';

/** What stands above and below a compass that is shown alone, design pixels. */
const AROUND = 150;

/** Where the update of every layer of every arm points, as seen from the true gradient, at the moment shown. */
export function Compass({ context, isFull = false }: CompassProps) {
  const [isTable, setTable] = useState(false);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const host = useRef<HTMLElement>(null);
  useEffect(() => watchAngles(() => isOnScreen(host.current), redraw), []);
  return (
    <figure className="ch" data-chart="compass" aria-label={COMPASS_TITLE} ref={host}>
      <header>
        <h3>{COMPASS_TITLE}</h3>
        <FigureMenu
          of={COMPASS_TITLE}
          toggles={[{ label: 'Show as table', isOn: isTable, flip: () => setTable(!isTable) }]}
          exports={compassExports(context)}
        />
      </header>
      {isTable ? (
        <CompassTable context={context} />
      ) : (
        <Chart
          as="svg"
          className="compass"
          label={COMPASS_TITLE}
          draw={(svg, theme, size) => {
            const model = compassModel(context);
            const height = Math.max(0, innerHeight - AROUND * theme.unit);
            drawCompass(svg, model, theme, { width: size.width, ...(isFull && { height }) });
            return spokenCompass(model);
          }}
        />
      )}
      <p className="rates">
        On the running batch: 0° is the true gradient, beyond 90° a step raises the loss. Thin line: epoch 1.
        {context.arms.some(({ rule }) => rule === 'ep') && ` ${OF_A_PASS}`}
      </p>
      <RateNote context={context} />
    </figure>
  );
}

/** Whether any of an element can be seen. */
function isOnScreen(element: HTMLElement | null): boolean {
  if (!element || document.hidden) return false;
  const { top, bottom, width } = element.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < innerHeight;
}
