/**
 * Worker entry of one arm: answers the page's calls and drives the session in short slices,
 * so that a call never waits for more than one of them.
 */
import * as Comlink from 'comlink';
import type { BackendId, Frame, OpenRequest, RunApi } from './protocol';
import { openSession, type Session } from './session';
import { BROWSER_BACKENDS, whenDeviceLost } from './session-backends';
import { chooseBackend } from './session-choice';

const SLICE_MS = 12;

let session: Session | null = null;
let goal = 0;
let rateLimit = 0;
let isDriving = false;
let current: BackendId | null = null;
/** Calls and slices take turns: nobody touches the network while a probe waits for its values. */
let turn: Promise<unknown> = Promise.resolve();

const now = (): number => performance.now();

function inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  const result = turn.then(work);
  turn = result.catch(() => undefined);
  return result;
}

const needSession = (): Session => {
  if (!session) throw new Error('run.worker: no session is open');
  return session;
};

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A macrotask, without the 4 ms that browsers add to nested timers. */
const channel = new MessageChannel();
const yieldToCalls = (): Promise<void> =>
  new Promise((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });

const mayGoOn = (live: Session): boolean =>
  session === live &&
  live.step < Math.min(goal, live.totalSteps) &&
  (live.status.kind === 'running' || live.status.kind === 'ready');

/** Trains for one slice: at most `allowance` steps and about SLICE_MS. */
async function slice(live: Session, allowance: number): Promise<void> {
  const end = now() + SLICE_MS;
  for (let steps = 0; steps < allowance && mayGoOn(live) && now() < end; steps++) await live.advance();
  if (current === 'webgpu') await live.settle();
  live.post();
}

function fail(live: Session, error: unknown): void {
  live.fail({
    kind: 'failed',
    failure: {
      code: 'worker-crashed',
      message: `The engine stopped: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Restart this arm, or choose another backend.',
    },
  });
}

/** Drives the session to its goal. One driver at a time; a moved goal is seen at the next slice. */
async function drive(): Promise<void> {
  if (isDriving) return;
  isDriving = true;
  const live = needSession();
  let paceStart = { time: now(), step: live.step, rate: rateLimit };
  try {
    await inTurn(() => live.setRunning(true));
    while (mayGoOn(live)) {
      if (paceStart.rate !== rateLimit) paceStart = { time: now(), step: live.step, rate: rateLimit };
      const due =
        rateLimit > 0 ? paceStart.step + ((now() - paceStart.time) * rateLimit) / 1000 + 1 : Infinity;
      const allowance = Math.floor(due - live.step);
      if (allowance < 1) {
        await wait(Math.min(50, Math.max(1, ((live.step + 1 - due) * 1000) / rateLimit)));
        continue;
      }
      // A run that fell behind its pace does not rush to catch up.
      if (rateLimit > 0 && allowance > rateLimit)
        paceStart = { time: now(), step: live.step, rate: rateLimit };
      await inTurn(() => slice(live, allowance));
      await yieldToCalls();
    }
  } catch (error) {
    fail(live, error);
  } finally {
    isDriving = false;
    if (session === live) {
      live.setRunning(false);
      live.post();
    }
  }
}

/** Reports a lost GPU device where it happened. */
async function watchDevice(live: Session): Promise<void> {
  const message = await whenDeviceLost();
  if (message === null || session !== live) return;
  live.fail({
    kind: 'failed',
    failure: {
      code: 'device-lost',
      message: `The graphics device was lost. ${message}`.trim(),
      remedy: 'Restart this arm, or choose WebAssembly.',
    },
  });
}

const api: RunApi = {
  chooseBackend: (wish, spec, shape) =>
    inTurn(() => chooseBackend(wish, BROWSER_BACKENDS, { spec, shape, now })),
  open: (request: OpenRequest, onFrame: (frame: Frame) => void) =>
    inTurn(async () => {
      session?.close();
      session = null;
      goal = 0;
      if (current !== request.backend) {
        const chosen = await chooseBackend(request.backend, BROWSER_BACKENDS, {
          spec: request.spec,
          shape: request.dataset,
          now,
        });
        if ('code' in chosen) return chosen;
        current = request.backend;
      }
      const live = openSession(request, onFrame, now);
      session = live;
      await live.measure();
      live.post();
      if (current === 'webgpu') void watchDevice(live);
      return { stepsPerEpoch: live.stepsPerEpoch, totalSteps: live.totalSteps };
    }),
  async runTo(untilStep, stepsPerSecond) {
    goal = untilStep;
    rateLimit = stepsPerSecond;
    void drive();
  },
  async pause() {
    goal = 0;
    return inTurn(() => needSession().step);
  },
  setRule: (rule, params) => inTurn(() => needSession().setRule(rule, params)),
  setLearningRate: (rate) => inTurn(() => needSession().setLearningRate(rate)),
  setEpochs: (epochs) => inTurn(() => needSession().setEpochs(epochs)),
  setProbes: (probes) => inTurn(() => needSession().setProbes(probes)),
  predict: (row) => inTurn(() => needSession().predict(row)),
  ping: async () => now(),
  close: () =>
    inTurn(() => {
      session?.close();
      session = null;
    }),
};

Comlink.expose(api);
