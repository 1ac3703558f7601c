import { localityOf } from '../../spec/locality-of';
import type { BenchContext } from '../bench/line-sources';
import { choiceOf } from './arm-choice';
import { Formula } from './Formula';
import { remoteOf } from './lens-model';

interface RemoteByArmProps {
  readonly context: BenchContext;
  readonly layer: number;
}

/** What each arm needs in this layer that is nowhere near the synapse. */
export function RemoteByArm({ context, layer }: RemoteByArmProps) {
  const { arms, spec } = context;
  return (
    <div className="remote">
      <span>Not local in layer {layer}:</span>
      {arms.map((arm) => {
        const choice = choiceOf(spec, arm);
        const remote = choice ? remoteOf(localityOf(spec, choice, layer)) : [];
        return (
          <span key={arm.slot}>
            <span className={`in-arm arm-${arm.slot + 1}`}>{arm.name}</span>{' '}
            {remote.length === 0 ? 'nothing' : <Formula tex={remote.map(({ tex }) => tex).join(',\\;')} />}
          </span>
        );
      })}
    </div>
  );
}
