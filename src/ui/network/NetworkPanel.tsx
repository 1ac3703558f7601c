import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useView } from '../../store/view';
import type { BenchContext } from '../bench/line-sources';
import { later } from '../Later';

const NetworkNow = later(() => import('./NetworkNow').then((part) => part.NetworkNow));

/** A layer of the live networks: closed until it is wanted, because it asks the workers while it is open. */
export function NetworkPanel({ context }: { context: BenchContext }) {
  const isFull = useView((state) => state.fullscreen === 'network');
  const [isOpen, setOpen] = useState(false);
  return (
    <section
      className="network"
      aria-label="Weights and feature maps"
      data-panel="network"
      data-fullscreen={isFull || undefined}
    >
      <details
        className="disc"
        open={isOpen || isFull}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>
          <ChevronRight aria-hidden="true" />
          Weights and feature maps
        </summary>
        {(isOpen || isFull) && <NetworkNow context={context} />}
      </details>
    </section>
  );
}
