import { describe, expect, it } from 'vitest';
import { createDriver, type Surroundings } from './driver';
import type { RunStatus } from './protocol';
import type { Session } from './session';

/** A session that only counts its steps; each takes 2 ms of the clock. */
function setUp({ failAt = Infinity, totalSteps = 100 } = {}) {
  let step = 0;
  let status: RunStatus = { kind: 'ready' };
  let time = 0;
  const errors: unknown[] = [];
  const session = {
    get step() {
      return step;
    },
    get status() {
      return status;
    },
    totalSteps,
    async advance() {
      if (step === failAt) throw new Error('broken kernel');
      step += 1;
      time += 2;
      if (step === totalSteps) status = { kind: 'finished' };
    },
    setRunning(isRunning: boolean) {
      if (status.kind === 'ready' || status.kind === 'running') {
        status = { kind: isRunning ? 'running' : 'ready' };
      }
    },
    post: () => undefined,
  } as unknown as Session;
  let turn: Promise<unknown> = Promise.resolve();
  const surroundings: Surroundings = {
    inTurn: (work) => {
      const result = turn.then(work);
      turn = result.catch(() => undefined);
      return result;
    },
    now: () => (time += 0.01),
    isAsynchronous: false,
    onError: (error) => errors.push(error),
  };
  return { session, errors, driver: createDriver(session, surroundings) };
}

const until = async (condition: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 500 && !condition(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 2));
  expect(condition()).toBe(true);
};

describe('driver', () => {
  it('trains to its goal and not beyond, and goes on when the goal moves', async () => {
    const { session, driver } = setUp();
    driver.runTo(7, 0);
    await until(() => session.step === 7);
    expect(session.status.kind).toBe('running');
    driver.runTo(20, 0);
    await until(() => session.step === 20);
    await until(() => session.status.kind === 'ready');
    expect(session.step).toBe(20);
  });

  it('starts again after it went to rest, and ends at the last step', async () => {
    const { session, driver } = setUp();
    driver.runTo(5, 0);
    await until(() => session.step === 5 && session.status.kind === 'ready');
    driver.runTo(1000, 0);
    await until(() => session.status.kind === 'finished');
    expect(session.step).toBe(100);
  });

  it('stops where it stands on pause', async () => {
    const { session, driver } = setUp({ totalSteps: 1e9 });
    driver.runTo(1e9, 0);
    await until(() => session.step > 3);
    driver.pause();
    await until(() => session.status.kind === 'ready');
    const stood = session.step;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(session.step).toBe(stood);
  });

  it('never touches a session again after stop', async () => {
    const { session, driver } = setUp({ totalSteps: 1e9 });
    driver.runTo(1e9, 0);
    await until(() => session.step > 3);
    driver.stop();
    await new Promise((resolve) => setTimeout(resolve, 10));
    const stood = session.step;
    driver.runTo(1e9, 0);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(session.step).toBe(stood);
  });

  it('reports what broke and comes to rest', async () => {
    const { session, errors, driver } = setUp({ failAt: 4 });
    driver.runTo(50, 0);
    await until(() => errors.length === 1);
    expect(String(errors[0])).toContain('broken kernel');
    expect(session.step).toBe(4);
    await until(() => session.status.kind === 'ready');
  });

  it('keeps to a rate', async () => {
    const { session, driver } = setUp();
    driver.runTo(100, 10);
    await until(() => session.step === 1);
    driver.pause();
    expect(session.step).toBe(1);
  });
});
