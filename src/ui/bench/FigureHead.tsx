import { unitSuffix } from '../../charts/domains';
import type { ChartId } from '../../spec/presets';
import { useView } from '../../store/view';
import { useLiveTick } from '../live-tick';
import { chartTitle, chartUnit } from './chart-words';
import type { DomainMemory } from './domain-memory';
import { canSmooth, SMOOTH_STEPS, valueAxis } from './line-model';
import { type BenchContext, lineSources, sharedPart } from './line-sources';
import { Unit } from './Unit';

interface FigureHeadProps {
  readonly chart: ChartId;
  readonly context: BenchContext;
  readonly memory: DomainMemory;
}

/** Title and unit of a chart. The unit owns up to what is done to the data: a cut axis, smoothing. */
export function FigureHead({ chart, context, memory }: FigureHeadProps) {
  useLiveTick();
  const isSmooth = useView((state) => state.smoothing) && canSmooth(chart);
  const suffix = unitSuffix({ y: { ...valueAxis(chart, context), domain: memory.latest() } });
  const shared = sharedPart(lineSources(chart, context));
  return (
    <>
      <h3>{chartTitle(chart, context)}</h3>
      <span className="u">
        <Unit parts={chartUnit(chart, context)} />
        {shared !== null && `, ${shared}`}
        {suffix}
        {isSmooth && `, smoothed over ${SMOOTH_STEPS} steps`}
      </span>
    </>
  );
}
