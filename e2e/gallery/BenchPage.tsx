import '@fontsource-variable/inter';
import '../../src/ui/css/tokens.css';
import '../../src/ui/css/base.css';
import '../../src/ui/css/frame.css';
import '../../src/ui/css/controls.css';
import '../../src/ui/css/sliders.css';
import '../../src/ui/css/overlays.css';
import '../../src/ui/css/bench.css';
import '../../src/ui/css/why.css';
import { Tooltip } from 'radix-ui';
import { createRoot } from 'react-dom/client';
import { PRESET_IDS } from '../../src/spec/presets';
import { SLOTS } from '../../src/spec/spec';
import { type Theme, useView } from '../../src/store/view';
import { Bench } from '../../src/ui/bench/Bench';
import { Why } from '../../src/ui/why/Why';
import { makeUpRun } from './made-up-run';

/** `?preset=three-rules&theme=dark&done=0.64&diverges=1&switches=1&fullscreen=curves&why=closed` */
const query = new URLSearchParams(location.search);
const slotOf = (name: string) => SLOTS.find((slot) => String(slot) === query.get(name)) ?? null;
const theme = query.get('theme') ?? 'light';
document.documentElement.dataset.theme = theme;
useView.setState({ theme: theme as Theme, fullscreen: query.get('fullscreen') });
makeUpRun({
  preset: PRESET_IDS.find((id) => id === query.get('preset')) ?? 'digits',
  done: Number(query.get('done') ?? 0.64),
  diverges: slotOf('diverges'),
  switches: slotOf('switches'),
});
const isOpen = query.get('why') !== 'closed';
const host = document.getElementById('root');
if (host)
  createRoot(host).render(
    <Tooltip.Provider>
      <div className="app" data-left="closed" data-right={isOpen ? 'open' : 'closed'}>
        <header className="top" />
        <main className="lab">
          <Bench />
        </main>
        {isOpen && <Why />}
      </div>
    </Tooltip.Provider>,
  );
