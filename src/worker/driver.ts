/**
 * Drives one session to its goal in short slices, so that a call never waits for more than one of them.
 * Keeps to a rate where one is set, and waits a moment at the goal in case it moves on.
 */
import type { Session } from './session';

const SLICE_MS = 12;
/** An arm that reached its goal stays running for so long. */
const PATIENCE_MS = 300;

export interface Driver {
  /** Train up to `goal`, at most `stepsPerSecond` (0 = no limit). */
  runTo(goal: number, stepsPerSecond: number): void;
  /** Stop after the step under way. */
  pause(): void;
  /** Never touch the session again. */
  stop(): void;
}

/** What a driver needs of its surroundings. */
export interface Surroundings {
  /** Calls and slices take turns: nobody touches the network while a probe waits for its values. */
  inTurn<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  /** Milliseconds. */
  now(): number;
  /** Whether the device works behind the back of JavaScript and has to be waited for. */
  readonly isAsynchronous: boolean;
  onError(error: unknown): void;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A macrotask, without the 4 ms that browsers add to nested timers. */
function yieldToCalls(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A driver for a session that was just opened. */
export function createDriver(
  session: Session,
  { inTurn, now, isAsynchronous, onError }: Surroundings,
): Driver {
  let goal = 0;
  let rateLimit = 0;
  let isDriving = false;
  let isStopped = false;
  let tellGoalMoved: () => void = () => undefined;

  const canTrain = (): boolean => session.status.kind === 'running' || session.status.kind === 'ready';
  const mayGoOn = (): boolean =>
    !isStopped && canTrain() && session.step < Math.min(goal, session.totalSteps);
  /** Stands at its goal, neither paused nor at the end. */
  const isWaiting = (): boolean => !isStopped && canTrain() && goal > 0 && session.step < session.totalSteps;

  /** True if the goal moves or goes within the driver's patience. */
  function goalMoves(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), PATIENCE_MS);
      tellGoalMoved = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  /** Trains for one slice: at most `allowance` steps and about SLICE_MS. */
  async function slice(allowance: number): Promise<void> {
    const end = now() + SLICE_MS;
    const until = Math.min(goal, session.step + allowance);
    while (session.step < until && mayGoOn() && now() < end) await session.advance(Math.min(goal, until));
    if (isStopped) return;
    if (isAsynchronous) await session.settle();
    session.post();
  }

  async function driveToGoal(): Promise<void> {
    let pace = { time: now(), step: session.step, rate: rateLimit };
    while (mayGoOn() || (isWaiting() && (await goalMoves()))) {
      // How many steps the rate allows by now. Who fell behind by more than a second does not rush to catch up.
      const due =
        pace.rate > 0 ? pace.step + ((now() - pace.time) * pace.rate) / 1000 + 1 - session.step : Infinity;
      if (pace.rate !== rateLimit || (pace.rate > 0 && due > pace.rate)) {
        pace = { time: now(), step: session.step, rate: rateLimit };
        continue;
      }
      if (due < 1) {
        await wait(Math.min(50, Math.max(1, ((1 - due) * 1000) / pace.rate)));
        continue;
      }
      await inTurn(() => slice(Math.floor(due)));
      await yieldToCalls();
    }
  }

  async function drive(): Promise<void> {
    if (isDriving || isStopped) return;
    isDriving = true;
    try {
      await inTurn(() => session.setRunning(true));
      await driveToGoal();
    } catch (error) {
      if (!isStopped) onError(error);
    }
    isDriving = false;
    if (isStopped) return;
    session.setRunning(false);
    session.post();
  }

  return {
    runTo(newGoal, stepsPerSecond) {
      goal = newGoal;
      rateLimit = stepsPerSecond;
      tellGoalMoved();
      void drive();
    },
    pause() {
      goal = 0;
      tellGoalMoved();
    },
    stop() {
      isStopped = true;
      tellGoalMoved();
    },
  };
}
