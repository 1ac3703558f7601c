import type { YKind } from '../../charts/line-chart-model';
import { formatReading } from '../../charts/samples';
import type { ChartId } from '../../spec/presets';
import { valueNear } from '../../store/series';
import { LineSample } from '../LineSample';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { type BenchContext, lineSources, sharedPart } from './line-sources';

interface ReadoutsProps {
  readonly chart: ChartId;
  readonly context: BenchContext;
  readonly kind: YKind;
}

/** The values of a chart's lines at the step that the page shows. */
export function Readouts({ chart, context, kind }: ReadoutsProps) {
  useLiveTick();
  const step = useViewStep();
  const sources = lineSources(chart, context).filter((source) => source.hasReadout);
  const shared = sharedPart(sources);
  return (
    <div className="rd">
      {sources.map(({ arm, key, part }) => (
        <span key={`${arm.slot} ${key}`}>
          <LineSample slot={arm.slot} isSmall />
          <span className="n">{part === '' || part === shared ? arm.name : `${arm.name} ${part}`}</span>
          <b>{formatReading(kind, valueNear(arm.slot, key, step))}</b>
        </span>
      ))}
    </div>
  );
}
