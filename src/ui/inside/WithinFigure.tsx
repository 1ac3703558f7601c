import { type PointerEvent, useState } from 'react';
import { fitDomain } from '../../charts/domains';
import { stepAtPointer } from '../../charts/frame';
import { drawLineChart } from '../../charts/line-chart';
import { formatReading, valueAt } from '../../charts/samples';
import { INNER_FIGURES } from '../../spec/inner-catalogue';
import type { InnerFigureId } from '../../spec/inner-rules';
import { FigureMenu } from '../bench/FigureMenu';
import type { BenchContext } from '../bench/line-sources';
import { RateNote } from '../bench/RateNote';
import { Chart } from '../Chart';
import { currentTheme } from '../chart-loop';
import { LineSample } from '../LineSample';
import { useLiveTick } from '../live-tick';
import { innerExports } from './export-inside';
import { armsWith, measuredIn, withinModel } from './inside-model';
import { Tells } from './Tells';
import { WithinTable } from './WithinTable';

interface WithinFigureProps {
  readonly id: InnerFigureId;
  readonly context: BenchContext;
}

/** What goes on within the step of training measured last: x counts the steps of inference, so the ruler has no say. */
export function WithinFigure({ id, context }: WithinFigureProps) {
  useLiveTick();
  const [isTable, setTable] = useState(false);
  const [hover, setHover] = useState<number | null>(null);
  const { title, unit, axis } = INNER_FIGURES[id];
  const unitNow = (): string =>
    [unit, measuredIn(armsWith(id, context.arms))].filter((words) => words !== '').join(', ');
  const model = withinModel(id, context, hover);
  const readingOf = (line: (typeof model.lines)[number]): string =>
    formatReading(axis, valueAt(line, hover ?? line.length));
  const point = (event: PointerEvent): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setHover(stepAtPointer(model.x, event.clientX - left, width, currentTheme().unit));
  };
  return (
    <figure
      className="ch within"
      data-many={model.lines.length > 1 || undefined}
      data-chart={`inner-${id}`}
      aria-label={title}
    >
      <header>
        <h3>{title}</h3>
        <span className="u">{unit}</span>
        <FigureMenu
          of={title}
          toggles={[{ label: 'Show as table', isOn: isTable, flip: () => setTable(!isTable) }]}
          exports={innerExports(id, unitNow, () => withinModel(id, context, null))}
        />
        <div className="rd">
          {model.lines.map((line) => (
            <span key={`${line.slot} ${line.part}`}>
              <LineSample slot={line.slot} isSmall />
              <span className="n">{line.part === '' ? line.arm : `${line.arm} ${line.part}`}</span>
              <b>{readingOf(line)}</b>
            </span>
          ))}
        </div>
      </header>
      <Tells id={id} arms={context.arms} />
      {isTable ? (
        <WithinTable title={title} model={model} />
      ) : (
        <Chart
          as="svg"
          className="plot"
          label={title}
          draw={(svg, theme, size) => {
            const bare = withinModel(id, context, hover);
            drawLineChart(svg, { ...bare, y: { ...bare.y, domain: fitDomain(bare, null) } }, theme, size);
            const said = bare.lines.map((line) => `${line.arm} ${line.part} ${readingOf(line)}`);
            return said.length === 0 ? `${title}: nothing recorded yet.` : `${title}: ${said.join(', ')}.`;
          }}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setHover(null)}
          onPointerCancel={() => setHover(null)}
        />
      )}
      <RateNote context={context} />
    </figure>
  );
}
