import { useMemo, useState } from 'react';
import type { ChartId } from '../../spec/presets';

import { chartTitle, whyNoLines } from './chart-words';
import { createDomainMemory } from './domain-memory';
import { lineChartExports } from './export-line-chart';
import { FigureHead } from './FigureHead';
import { FigureMenu, type Toggle } from './FigureMenu';
import { viewToggles } from './figure-toggles';
import { LinePlot } from './LinePlot';
import { lineChartModel, valueAxis } from './line-model';
import { type BenchContext, type LineSource, lineSources } from './line-sources';
import { RateNote } from './RateNote';
import { Readouts } from './Readouts';
import { useEmphasis } from './use-emphasis';
import { useFigureView } from './use-figure-view';
import { ValueTable } from './ValueTable';

interface LineFigureProps {
  readonly chart: ChartId;
  readonly context: BenchContext;
}

const lossRole = ({ kind }: LineSource): string => (kind === 'train' ? 'training' : 'test');

/** One chart with its header: title, unit, menu, and the values at the moment shown. */
export function LineFigure({ chart, context }: LineFigureProps) {
  const [isTable, setTable] = useState(false);
  const [memory] = useState(createDomainMemory);
  const view = useFigureView();
  const isEmphasised = useEmphasis() === chart;
  const title = chartTitle(chart, context);
  const reason = whyNoLines(chart, context);
  const sources = useMemo(() => lineSources(chart, context), [chart, context]);
  const modelNow = useMemo(() => () => lineChartModel(chart, context), [chart, context]);
  const { kind } = valueAxis(chart, context);
  const isMany = sources.filter(({ hasReadout }) => hasReadout).length > 2;
  const toggles: Toggle[] = [
    ...viewToggles(chart, context, view),
    {
      label: 'Make this chart the tall one',
      isOn: isEmphasised,
      flip: () => view.set({ emphasis: isEmphasised ? null : chart }),
    },
    { label: 'Show as table', isOn: isTable, flip: () => setTable(!isTable) },
  ];
  return (
    <figure
      className="ch"
      data-many={isMany || undefined}
      data-tall={isEmphasised}
      data-chart={chart}
      aria-label={title}
    >
      <header>
        <FigureHead chart={chart} context={context} memory={memory} />
        {reason === null && (
          <>
            <FigureMenu of={title} toggles={toggles} exports={lineChartExports(chart, context)} />
            <Readouts sources={sources} kind={kind} />
          </>
        )}
      </header>
      {reason !== null && <p className="nolines">{reason}</p>}
      {reason === null && isTable && (
        <ValueTable {...{ title, sources, kind }} {...(chart === 'loss' && { roleOf: lossRole })} />
      )}
      {reason === null && !isTable && <LinePlot title={title} modelNow={modelNow} memory={memory} />}
      {reason === null && <RateNote context={context} />}
    </figure>
  );
}
