/**
 * Worker entry of one arm: answers the page's calls with the session that a host holds.
 */
import * as Comlink from 'comlink';
import type { RunApi } from './protocol';
import { BROWSER_BACKENDS } from './session-backends';
import { createSessionHost } from './session-host';
import { BROWSER_TIMES } from './session-times-store';

const now = (): number => performance.now();
const host = createSessionHost(BROWSER_BACKENDS, now, BROWSER_TIMES);

const api: RunApi = {
  chooseBackend: host.chooseBackend,
  open: host.open,
  async runTo(untilStep, stepsPerSecond) {
    host.runTo(untilStep, stepsPerSecond);
  },
  pause: host.pause,
  setRule: (choice) => host.ask((session) => session.setRule(choice)),
  setLearningRate: (rate) => host.ask((session) => session.setLearningRate(rate)),
  setEpochs: (epochs) => host.ask((session) => session.setEpochs(epochs)),
  setProbes: (probes) => host.ask((session) => session.setProbes(probes)),
  predict: (row) => host.ask((session) => session.predict(row)),
  inspect: (layer, row) => host.ask((session) => session.inspect(layer, row)),
  components: (layer) => host.ask((session) => session.components(layer)),
  readAngles: () => host.ask((session) => session.readAngles()),
  ping: async () => now(),
};

// WebAssembly is what most experiments run on: it is got ready while the data is still being made.
host.warmUp();
Comlink.expose(api);
