/**
 * Holds the session of one arm and its driver. Where a graphics device is lost or out of memory, the run goes on in
 * WebAssembly from the state that was put aside last, and says so; nothing else notices.
 */
import { type BackendLoaders, forgetBackend, startBackend } from '../engine/backend';
import { whenDeviceFails } from '../engine/kernels/webgpu-device';
import type { DatasetShape } from '../spec/dataset';
import type { ExperimentSpec } from '../spec/spec';
import { createDriver, type Driver } from './driver';
import type { BackendId, BackendInfo, Failure, Frame, Opened, OpenRequest } from './protocol';
import { openSession } from './session';
import { chooseBackend } from './session-choice';
import type { Session } from './session-contract';
import type { SavedRun } from './session-saved';
import { type TimesStore, timeStep } from './session-timing';

/** Long enough for a lost device to be announced after the first call that fails because of it. */
const ANNOUNCEMENT_MS = 500;

export interface SessionHost {
  chooseBackend(
    wish: BackendId | 'auto',
    spec: ExperimentSpec,
    shape: DatasetShape,
  ): Promise<BackendInfo | Failure>;
  open(request: OpenRequest, onFrame: (frame: Frame) => void): Promise<Opened | Failure>;
  runTo(goal: number, stepsPerSecond: number): void;
  pause(): Promise<number>;
  /** Works with the session between two slices of training; again, if the device was lost meanwhile. */
  ask<Result>(work: (session: Session) => Result | Promise<Result>): Promise<Result>;
  /** Starts WebAssembly ahead of time. */
  warmUp(): void;
}

interface Live {
  readonly request: OpenRequest;
  readonly onFrame: (frame: Frame) => void;
  readonly session: Session;
  readonly driver: Driver;
  /** Settles if the device fails that the session trains on. */
  readonly failure: Promise<Failure | null>;
  pace: { readonly goal: number; readonly stepsPerSecond: number };
}

interface Continuation {
  readonly resume: SavedRun | null;
  readonly trouble: Failure;
}

const wait = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));

/** What is wrong with the device of the backend that is set, if ever anything is. */
async function whenTroubled(): Promise<Failure> {
  const { kind, message } = await whenDeviceFails();
  return kind === 'memory'
    ? {
        code: 'out-of-memory',
        message: 'The graphics device ran out of memory: this arm goes on in WebAssembly.',
        remedy: 'A smaller batch or network, or fewer arms, may fit.',
      }
    : {
        code: 'device-lost',
        message: `The graphics device was lost: this arm goes on in WebAssembly. ${message}`.trim(),
        remedy: 'A restart tries the graphics device again.',
      };
}

/** `now` is the clock in milliseconds; `times` keeps what was measured of the backends, where it can be kept. */
export function createSessionHost(
  loaders: BackendLoaders,
  now: () => number,
  times: TimesStore | null = null,
): SessionHost {
  let live: Live | null = null;
  let backend: BackendId | null = null;
  /** Calls and slices take turns: nobody touches the network while a probe waits for its values. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  function needLive(): Live {
    if (!live) throw new Error('session-host: no session is open');
    return live;
  }

  function closeLive(): void {
    live?.driver.stop();
    live?.session.close();
    live = null;
  }

  const choose = (wish: BackendId | 'auto', spec: ExperimentSpec, shape: DatasetShape) =>
    chooseBackend(wish, loaders, { spec, shape, measure: () => timeStep(spec, shape, now), times });

  async function needBackend({ backend: wanted, spec, dataset }: OpenRequest): Promise<Failure | null> {
    if (backend === wanted) return null;
    const chosen = await choose(wanted, spec, dataset);
    if ('code' in chosen) return chosen;
    backend = chosen.id;
    return null;
  }

  function start(
    request: OpenRequest,
    onFrame: (frame: Frame) => void,
    continuation: Continuation | null,
  ): Live {
    const session = openSession({ ...request, ...continuation }, onFrame, now);
    const isAsynchronous = backend === 'webgpu';
    const failure = isAsynchronous ? whenTroubled() : new Promise<null>(() => undefined);
    const driver = createDriver(session, {
      inTurn,
      now,
      isAsynchronous,
      onError: (error) => void onError(session, error),
    });
    const started: Live = {
      request,
      onFrame,
      session,
      driver,
      failure,
      pace: { goal: 0, stepsPerSecond: 0 },
    };
    live = started;
    void failure.then(() => inTurn(() => moveOn(started)));
    return started;
  }

  /** The driver came to rest: because the device failed, or for good. */
  async function onError(session: Session, error: unknown): Promise<void> {
    const troubled = live;
    if (troubled?.session !== session || (await Promise.race([troubled.failure, wait(ANNOUNCEMENT_MS)])))
      return;
    const message = `The engine stopped: ${error instanceof Error ? error.message : String(error)}`;
    const remedy = 'Restart this arm, or choose another backend.';
    session.fail({ kind: 'failed', failure: { code: 'worker-crashed', message, remedy } });
  }

  /** In WebAssembly, if the device of that session failed. Answers whether it did. In turn. */
  async function moveOn(troubled: Live): Promise<boolean> {
    const trouble = await Promise.race([troubled.failure, wait(ANNOUNCEMENT_MS)]);
    if (!trouble) return false;
    if (live !== troubled) return true;
    const { request, onFrame, session, pace } = troubled;
    const resume = session.saved();
    closeLive();
    forgetBackend('webgpu');
    const choice = await startBackend('wasm', loaders);
    backend = choice.kind === 'ready' ? choice.id : null;
    if (choice.kind === 'failed') {
      session.fail({ kind: 'failed', failure: trouble });
      return false;
    }
    const next = start(request, onFrame, { resume, trouble });
    await next.session.measure();
    next.session.post();
    next.pace = pace;
    if (pace.goal > 0) next.driver.runTo(pace.goal, pace.stepsPerSecond);
    return true;
  }

  return {
    chooseBackend: (wish, spec, shape) =>
      inTurn(() => {
        // A session on the backend before would lose its tensors.
        closeLive();
        backend = null;
        return choose(wish, spec, shape);
      }),
    open: (request, onFrame) =>
      inTurn(async () => {
        closeLive();
        const failure = await needBackend(request);
        if (failure) return failure;
        const started = start(request, onFrame, null);
        try {
          await started.session.measure();
          started.session.post();
        } catch (error) {
          if (!(await moveOn(started))) throw error;
        }
        const { session } = needLive();
        return { stepsPerEpoch: session.stepsPerEpoch, totalSteps: session.totalSteps };
      }),
    runTo(goal, stepsPerSecond) {
      const { driver } = needLive();
      needLive().pace = { goal, stepsPerSecond };
      driver.runTo(goal, stepsPerSecond);
    },
    pause() {
      live?.driver.pause();
      if (live) live.pace = { goal: 0, stepsPerSecond: 0 };
      return inTurn(() => live?.session.step ?? 0);
    },
    ask: (work) =>
      inTurn(async () => {
        const asked = needLive();
        try {
          return await work(asked.session);
        } catch (error) {
          if (!(await moveOn(asked))) throw error;
          return work(needLive().session);
        }
      }),
    warmUp: () => void inTurn(() => startBackend('wasm', loaders)),
  };
}
