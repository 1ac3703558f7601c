import { useView } from '../../store/view';
import type { BenchContext } from '../bench/line-sources';
import { Compass } from './Compass';

/** The compass beside the state of the networks, for as long as the Why panel, which has it too, is closed. */
export function CompassPanel({ context }: { context: BenchContext }) {
  const isFull = useView((state) => state.fullscreen === 'compass');
  if (!context.spec.probes.angles) return null;
  return (
    <section className="compassp" data-panel="compass" data-fullscreen={isFull || undefined}>
      <Compass context={context} isFull={isFull} />
    </section>
  );
}
