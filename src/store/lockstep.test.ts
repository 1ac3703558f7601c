import { describe, expect, it } from 'vitest';
import { commonGoal, haveArrived, type Pace } from './lockstep';

const limits = { target: null, totalSteps: 1250, stepsPerEpoch: 125 };
const arm = (step: number, patch: Partial<Pace> = {}): Pace => ({
  step,
  isActive: true,
  stepsPerSecond: 0,
  ...patch,
});

describe('lockstep', () => {
  it('lets nobody run further ahead of the slowest than a quarter of a second', () => {
    const goal = commonGoal([arm(100, { stepsPerSecond: 200 }), arm(140, { stepsPerSecond: 400 })], limits);
    expect(goal).toBe(150);
  });

  it('waits for an arm that starts late', () => {
    expect(commonGoal([arm(800, { stepsPerSecond: 200 }), arm(0)], limits)).toBe(50);
  });

  it('forgets arms that diverged, failed or are still being opened', () => {
    expect(commonGoal([arm(800, { stepsPerSecond: 200 }), arm(3, { isActive: false })], limits)).toBe(850);
    expect(commonGoal([arm(3, { isActive: false })], limits)).toBeNull();
  });

  it('starts before any speed is known, and moves on at the slowest speeds', () => {
    expect(commonGoal([arm(0), arm(0)], limits)).toBe(8);
    expect(commonGoal([arm(0, { stepsPerSecond: 1 })], limits)).toBe(2);
  });

  it('never goes beyond the last step or the target', () => {
    expect(commonGoal([arm(1249, { stepsPerSecond: 400 })], limits)).toBe(1250);
    expect(commonGoal([arm(0)], { ...limits, target: 1 })).toBe(1);
    expect(commonGoal([arm(0)], { ...limits, target: 9999 })).toBe(1250);
  });

  it('has arrived when every active arm has', () => {
    expect(haveArrived([arm(10), arm(9)], 10)).toBe(false);
    expect(haveArrived([arm(10), arm(9, { isActive: false })], 10)).toBe(true);
  });
});
