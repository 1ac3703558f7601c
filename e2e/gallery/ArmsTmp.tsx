import '@fontsource-variable/inter';
import '../../src/ui/css/tokens.css';
import '../../src/ui/css/base.css';
import '../../src/ui/css/frame.css';
import '../../src/ui/css/controls.css';
import '../../src/ui/css/sliders.css';
import '../../src/ui/css/overlays.css';
import '../../src/ui/css/experiment.css';
import '../../src/ui/css/arms.css';
import { Tooltip } from 'radix-ui';
import { createRoot } from 'react-dom/client';
import { createArm } from '../../src/spec/presets';
import { ruleParams } from '../../src/spec/rule-params';
import { useExperiment } from '../../src/store/experiment';
import { ArmsRow } from '../../src/ui/arms/ArmsRow';
import { TrainingSection } from '../../src/ui/experiment/TrainingSection';
import { useLayout } from '../../src/ui/frame/use-layout';

const q = new URLSearchParams(location.search);
document.documentElement.dataset.theme = q.get('theme') ?? 'light';
const { spec } = useExperiment.getState();
const fa = {
  ...createArm(1, 'fa'),
  params: ruleParams({ feedbackScale: 0.03, sparsity: 0.5, activationDerivative: 0 }),
};
const many = q.get('arms') === '4';
useExperiment.setState({
  spec: {
    ...spec,
    network: {
      ...spec.network,
      hidden: [
        { kind: 'dense', units: 64, activation: 'tanh' },
        { kind: 'dense', units: 32, activation: 'relu' },
      ],
    },
    rateMode: q.get('rate') === 'own' ? 'perRule' : 'same',
    schedule: {
      id: (q.get('schedule') ?? 'constant') as 'steps',
      warmup: q.get('schedule') ? 1 : 0,
      every: 4,
      factor: 0.3,
    },
    arms: many
      ? [
          createArm(0, 'bp'),
          fa,
          {
            ...createArm(2, 'wm'),
            params: ruleParams({
              mirrorNoise: 1,
              mirrorBias: 1,
              mirrorSum: 1,
              mirrorWarmup: 1,
              mirrorRate: 0.01,
              mirrorAmplitude: 0.1,
              blockProbability: 0.3,
              blockMode: 2,
            }),
            layerRules: [{ layer: 1, rule: 'readout' }],
          },
          { ...createArm(3, 'fa'), learningRate: 0.05, layerRules: [{ layer: 1, rule: 'bp' }] },
        ]
      : [createArm(0, (q.get('rule') ?? 'bp') as 'bp'), fa],
  },
});
function Page() {
  const { layout } = useLayout();
  return (
    <div className="app" data-layout={layout} data-left="closed" data-right="closed">
      <header className="top" />
      <main className="lab">
        <ArmsRow />
      </main>
      {q.get('exp') ? (
        <aside className="exp" style={{ width: '15.5rem' }}>
          <TrainingSection />
        </aside>
      ) : null}
    </div>
  );
}
const host = document.getElementById('root');
if (host)
  createRoot(host).render(
    <Tooltip.Provider>
      <Page />
    </Tooltip.Provider>,
  );
