import { useMemo } from 'react';
import { drawLineChart } from '../../charts/line-chart';
import type { LineChartModel } from '../../charts/line-chart-model';
import { formatReading, nearestStep, valueAt } from '../../charts/samples';
import type { ChartId } from '../../spec/presets';
import { Chart } from '../Chart';
import { viewStepNow } from '../use-view-step';
import { chartTitle } from './chart-words';
import type { DomainMemory } from './domain-memory';
import { chartLines, lineChartModel } from './line-model';
import type { BenchContext } from './line-sources';
import { hoverHandlers } from './scrub';

interface LinePlotProps {
  readonly chart: ChartId;
  readonly context: BenchContext;
  readonly memory: DomainMemory;
}

/** "Loss: BP 0.101, FA 0.140." */
function spokenLabel(title: string, model: LineChartModel): string {
  const step = viewStepNow();
  const values = model.lines
    .filter((line) => line.kind === 'test')
    .map((line) => {
      const name = line.part === '' ? line.arm : `${line.arm} ${line.part}`;
      return `${name} ${formatReading(model.y.kind, valueAt(line, step))}`;
    });
  return values.length === 0 ? `${title}: nothing recorded yet.` : `${title}: ${values.join(', ')}.`;
}

/** The plot of a chart, drawn by the shared loop; pointing at it moves the whole page in time. */
export function LinePlot({ chart, context, memory }: LinePlotProps) {
  const title = chartTitle(chart, context);
  const handlers = useMemo(
    () =>
      hoverHandlers(
        (step) =>
          nearestStep(
            chartLines(chart, context).filter((line) => line.kind === 'test'),
            step,
          ) ?? step,
      ),
    [chart, context],
  );
  return (
    <Chart
      as="svg"
      className="plot"
      label={title}
      draw={(svg, theme, size) => {
        const bare = lineChartModel(chart, context);
        const model = { ...bare, y: { ...bare.y, domain: memory.fit(bare) } };
        drawLineChart(svg, model, theme, size);
        return spokenLabel(title, model);
      }}
      {...handlers}
    />
  );
}
