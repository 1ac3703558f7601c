import { expect, it } from 'vitest';
import { createSpeedometer } from './speedometer';

it('tells the speed of about the last second', () => {
  let time = 0;
  const speedometer = createSpeedometer(() => time);
  speedometer.note(0);
  expect(speedometer.stepsPerSecond()).toBe(0);
  for (let step = 1; step <= 100; step++) {
    time += 10;
    speedometer.note(step);
  }
  expect(speedometer.stepsPerSecond()).toBeCloseTo(100, 6);
  for (let step = 101; step <= 150; step++) {
    time += 40;
    speedometer.note(step);
  }
  expect(speedometer.stepsPerSecond()).toBeCloseTo(25, 0);
  speedometer.restart();
  expect(speedometer.stepsPerSecond()).toBe(0);
});
