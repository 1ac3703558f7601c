import type { YKind } from '../../charts/line-chart-model';
import { formatReading } from '../../charts/samples';
import { valueNear } from '../../store/series';
import { LineSample } from '../LineSample';
import { useLiveTick } from '../live-tick';
import { useViewStep } from '../use-view-step';
import { type LineSource, sharedPart } from './line-sources';

interface ReadoutsProps {
  readonly sources: readonly LineSource[];
  readonly kind: YKind;
}

/** The values of a chart's lines at the step that the page shows. */
export function Readouts({ sources, kind }: ReadoutsProps) {
  useLiveTick();
  const step = useViewStep();
  const shared = sharedPart(sources);
  return (
    <div className="rd">
      {sources
        .filter((source) => source.hasReadout)
        .map(({ arm, key, part }) => (
          <span key={`${arm.slot} ${key}`}>
            <LineSample slot={arm.slot} isSmall />
            <span className="n">{part === '' || part === shared ? arm.name : `${arm.name} ${part}`}</span>
            <b>{formatReading(kind, valueNear(arm.slot, key, step))}</b>
          </span>
        ))}
    </div>
  );
}
