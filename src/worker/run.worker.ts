/**
 * Worker entry of one arm: answers the page's calls and holds the session that a driver trains.
 */
import * as Comlink from 'comlink';
import { startBackend } from '../engine/backend';
import { createDriver, type Driver } from './driver';
import type { BackendId, Failure, Frame, OpenRequest, RunApi } from './protocol';
import { openSession, type Session } from './session';
import { BROWSER_BACKENDS, whenDeviceLost } from './session-backends';
import { chooseBackend } from './session-choice';

interface Live {
  readonly session: Session;
  readonly driver: Driver;
}

let live: Live | null = null;
let backend: BackendId | null = null;
/** Calls and slices take turns: nobody touches the network while a probe waits for its values. */
let turn: Promise<unknown> = Promise.resolve();

const now = (): number => performance.now();

function inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  const result = turn.then(work);
  turn = result.catch(() => undefined);
  return result;
}

function needLive(): Live {
  if (!live) throw new Error('run.worker: no session is open');
  return live;
}

function closeLive(): void {
  live?.driver.stop();
  live?.session.close();
  live = null;
}

function fail(session: Session, failure: Failure): void {
  if (live?.session === session) session.fail({ kind: 'failed', failure });
}

/** Reports a lost GPU device where it happened. */
async function watchDevice(session: Session): Promise<void> {
  const message = await whenDeviceLost();
  if (message === null) return;
  fail(session, {
    code: 'device-lost',
    message: `The graphics device was lost. ${message}`.trim(),
    remedy: 'Restart this arm, or choose WebAssembly.',
  });
}

/** Makes sure that the backend asked for is set. */
async function needBackend({ backend: wanted, spec, dataset }: OpenRequest): Promise<Failure | null> {
  if (backend === wanted) return null;
  const chosen = await chooseBackend(wanted, BROWSER_BACKENDS, { spec, shape: dataset, now });
  if ('code' in chosen) return chosen;
  backend = chosen.id;
  return null;
}

async function open(request: OpenRequest, onFrame: (frame: Frame) => void) {
  closeLive();
  const failure = await needBackend(request);
  if (failure) return failure;
  const session = openSession(request, onFrame, now);
  const driver = createDriver(session, {
    inTurn,
    now,
    isAsynchronous: backend === 'webgpu',
    onError: (error) =>
      fail(session, {
        code: 'worker-crashed',
        message: `The engine stopped: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'Restart this arm, or choose another backend.',
      }),
  });
  live = { session, driver };
  await session.measure();
  session.post();
  if (backend === 'webgpu') void watchDevice(session);
  return { stepsPerEpoch: session.stepsPerEpoch, totalSteps: session.totalSteps };
}

const api: RunApi = {
  chooseBackend: (wish, spec, shape) =>
    inTurn(() => {
      // A session on the backend before would lose its tensors.
      closeLive();
      backend = null;
      return chooseBackend(wish, BROWSER_BACKENDS, { spec, shape, now });
    }),
  open: (request, onFrame) => inTurn(() => open(request, onFrame)),
  async runTo(untilStep, stepsPerSecond) {
    needLive().driver.runTo(untilStep, stepsPerSecond);
  },
  async pause() {
    live?.driver.pause();
    return inTurn(() => live?.session.step ?? 0);
  },
  setRule: (choice) => inTurn(() => needLive().session.setRule(choice)),
  setLearningRate: (rate) => inTurn(() => needLive().session.setLearningRate(rate)),
  setEpochs: (epochs) => inTurn(() => needLive().session.setEpochs(epochs)),
  setProbes: (probes) => inTurn(() => needLive().session.setProbes(probes)),
  predict: (row) => inTurn(() => needLive().session.predict(row)),
  inspect: (layer, row) => inTurn(() => needLive().session.inspect(layer, row)),
  readAngles: () => inTurn(() => needLive().session.readAngles()),
  ping: async () => now(),
};

// WebAssembly is what most experiments run on: it is got ready while the data is still being made.
void inTurn(() => startBackend('wasm', BROWSER_BACKENDS));
Comlink.expose(api);
