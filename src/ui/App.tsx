import { Tooltip } from 'radix-ui';
import { useState } from 'react';
import './css/tokens.css';
import './css/base.css';
import './css/frame.css';
import './css/controls.css';
import './css/sliders.css';
import './css/overlays.css';
import './css/experiment.css';
import './css/arms.css';
import './css/transport.css';
import './css/notices.css';
import './css/bench.css';
import './css/why.css';
import { ArmsRow } from './arms/ArmsRow';
import { Bench } from './bench/Bench';
import { ExperimentPanel } from './experiment/ExperimentPanel';
import { ExperimentSummary } from './experiment/ExperimentSummary';
import { DropAnywhere } from './frame/DropAnywhere';
import { FullscreenPanel } from './frame/FullscreenPanel';
import { LiveRegion } from './frame/LiveRegion';
import { useKeys } from './frame/use-keys';
import { useLayout } from './frame/use-layout';
import { useTheme } from './frame/use-theme';
import { useTitle } from './frame/use-title';
import { useValidFocus } from './frame/use-valid-focus';
import { Notices } from './notices/Notices';
import { TopBar } from './top/TopBar';
import { Transport } from './transport/Transport';
import { Why } from './why/Why';

const TOOLTIP_DELAY_MS = 400;

/** The page: top bar, experiment, lab, why. In one column the experiment comes last, as on the screen. */
export function App() {
  useTheme();
  useTitle();
  useValidFocus();
  const { layout, left, right } = useLayout();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isUnfolded, setUnfolded] = useState(false);
  useKeys({
    toggleLeft: left.toggle,
    toggleRight: right.toggle,
    toggleHelp: () => setHelpOpen((isOpen) => !isOpen),
  });

  const isPhone = layout === 'phone';
  const isStacked = left.kind === 'stacked';
  const isOnTop = isPhone && isUnfolded;
  const experiment = (
    <ExperimentPanel key={isOnTop ? 'unfolded' : 'experiment'} isUnfolded={isOnTop} onClose={left.close} />
  );
  const showExperiment = (): void => {
    if (isPhone) setUnfolded(true);
    else if (!left.isOpen) left.toggle();
  };
  return (
    <Tooltip.Provider delayDuration={TOOLTIP_DELAY_MS} skipDelayDuration={100}>
      <div
        className="app"
        data-layout={layout}
        data-left={left.isOpen ? 'open' : 'closed'}
        data-right={right.isOpen ? 'open' : 'closed'}
        data-left-kind={left.kind}
        data-right-kind={right.kind}
      >
        <TopBar isPhone={isPhone} left={left} right={right} isHelpOpen={isHelpOpen} onHelp={setHelpOpen} />
        {left.isOpen && !isStacked ? experiment : null}
        <main className="lab" key="lab">
          {isPhone ? (
            <ExperimentSummary isOpen={isUnfolded} onToggle={() => setUnfolded(!isUnfolded)} />
          ) : null}
          {isOnTop ? experiment : null}
          <ArmsRow />
          <Transport isPhone={isPhone} />
          <Notices
            isExperimentShown={left.isOpen && (!isPhone || isUnfolded)}
            onShowExperiment={showExperiment}
          />
          <Bench />
        </main>
        {right.isOpen ? <Why key="why" /> : null}
        {isStacked && !isOnTop ? experiment : null}
      </div>
      <FullscreenPanel />
      <DropAnywhere />
      <LiveRegion />
    </Tooltip.Provider>
  );
}
