import { PanelLeftClose } from 'lucide-react';
import { useView } from '../../store/view';
import { Tip } from '../controls/Tip';
import { DataSection } from './DataSection';
import { NetworkSection } from './NetworkSection';
import { TrainingSection } from './TrainingSection';

interface ExperimentPanelProps {
  /** Unfolded under the summary row of a phone. */
  readonly isUnfolded?: boolean;
  onClose(): void;
}

/** Everything that decides the outcome, except the rules. */
export function ExperimentPanel({ isUnfolded = false, onClose }: ExperimentPanelProps) {
  const isFull = useView((state) => state.fullscreen === 'experiment');
  return (
    <aside
      className={isUnfolded ? 'exp unfolded' : 'exp'}
      aria-label="Experiment"
      data-panel="experiment"
      data-fullscreen={isFull || undefined}
    >
      <div className="ptitle">
        <h2>Experiment</h2>
        <span className="sp" />
        <Tip text="Close panel" keys="[">
          <button
            type="button"
            className="btn sq close"
            aria-label="Close the experiment panel"
            onClick={onClose}
          >
            <PanelLeftClose aria-hidden="true" />
          </button>
        </Tip>
      </div>
      <DataSection />
      <NetworkSection />
      <TrainingSection />
    </aside>
  );
}
