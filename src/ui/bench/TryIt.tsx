import { answersClasses, isPicture } from '../../spec/dataset';
import { useRun } from '../../store/run-state';
import { useView } from '../../store/view';
import type { BenchContext } from './line-sources';
import { Regions } from './Regions';
import type { RdmGeometry } from './rdm-geometry';
import { TryChoices } from './TryChoices';
import { TryOutputs } from './TryOutputs';
import { TryReconstruct } from './TryReconstruct';

interface TryItProps {
  readonly context: BenchContext;
  readonly geometry: RdmGeometry | null;
}

/** What the networks answer to single inputs at the moment shown. */
export function TryIt({ context, geometry }: TryItProps) {
  const dataset = useRun((state) => state.dataset);
  const isFull = useView((state) => state.fullscreen === 'try');
  if (!dataset || !geometry) return null;
  const isAutoencoder = context.spec.target === 'input';
  const isPlane = answersClasses(context.spec, dataset) && !isPicture(dataset) && dataset.inputShape[0] === 2;
  return (
    <section
      className="try"
      aria-label={isPlane ? 'Decision regions' : 'Try it'}
      data-panel="try"
      data-fullscreen={isFull || undefined}
    >
      {isAutoencoder && isPicture(dataset) ? (
        <TryReconstruct context={context} dataset={dataset} />
      ) : isPlane ? (
        <Regions context={context} dataset={dataset} edge={geometry.layout.edgePx} />
      ) : (
        <TryOutputs context={context} dataset={dataset}>
          <TryChoices dataset={dataset} />
        </TryOutputs>
      )}
    </section>
  );
}
