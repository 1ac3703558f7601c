import { useMemo } from 'react';
import { drawLineChart } from '../../charts/line-chart';
import type { LineChartModel } from '../../charts/line-chart-model';
import { formatReading, nearestStep, valueAt } from '../../charts/samples';
import { Chart } from '../Chart';
import { viewStepNow } from '../use-view-step';
import type { DomainMemory } from './domain-memory';
import { hoverHandlers } from './scrub';

interface LinePlotProps {
  readonly title: string;
  /** The chart at this moment, without remembered limits. */
  readonly modelNow: () => LineChartModel;
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
export function LinePlot({ title, modelNow, memory }: LinePlotProps) {
  const handlers = useMemo(
    () =>
      hoverHandlers(
        (step) =>
          nearestStep(
            modelNow().lines.filter((line) => line.kind === 'test'),
            step,
          ) ?? step,
      ),
    [modelNow],
  );
  return (
    <Chart
      as="svg"
      className="plot"
      label={title}
      draw={(svg, theme, size) => {
        const bare = modelNow();
        const model = { ...bare, y: { ...bare.y, domain: memory.fit(bare) } };
        drawLineChart(svg, model, theme, size);
        return spokenLabel(title, model);
      }}
      {...handlers}
    />
  );
}
