import { ChevronRight } from 'lucide-react';
import { useView } from '../../store/view';
import { later } from '../Later';
import { Caption } from './Caption';
import { MAIN_CHARTS, MORE_CHARTS } from './chart-words';
import { FilmStrip } from './FilmStrip';
import { LineFigure } from './LineFigure';
import type { BenchContext } from './line-sources';
import { Ruler } from './Ruler';
import { TimeViews } from './TimeViews';
import { useEmphasis } from './use-emphasis';
import { useTimeView } from './use-time-view';

const Confidence = later(() => import('../confidence/Confidence').then((part) => part.Confidence));
const Inside = later(() => import('../inside/Inside').then((part) => part.Inside));

/** Time: everything in this column has epochs as its x axis. */
export function Curves({ context }: { context: BenchContext }) {
  const timeView = useTimeView(context.arms);
  const isFull = useView((state) => state.fullscreen === 'curves');
  return (
    <section className="time" aria-label="Curves" data-panel="curves" data-fullscreen={isFull || undefined}>
      <div className="timehead">
        <Caption />
        <TimeViews arms={context.arms} />
      </div>
      <Ruler />
      {timeView === 'curves' && <MainCurves context={context} />}
      {timeView === 'confidence' && <Confidence context={context} />}
      {timeView === 'inside' && <Inside context={context} />}
    </section>
  );
}

function MainCurves({ context }: { context: BenchContext }) {
  const emphasis = useEmphasis();
  return (
    <>
      {MAIN_CHARTS.map((chart) => (
        <LineFigure key={chart} chart={chart} context={context} />
      ))}
      <FilmStrip context={context} />
      <details className="disc" open={MORE_CHARTS.includes(emphasis) || undefined}>
        <summary>
          <ChevronRight aria-hidden="true" />
          More curves
        </summary>
        {MORE_CHARTS.map((chart) => (
          <LineFigure key={chart} chart={chart} context={context} />
        ))}
      </details>
    </>
  );
}
