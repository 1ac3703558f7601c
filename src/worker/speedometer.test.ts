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
});

it('starts afresh after a rest, but not after a short wait', () => {
  let time = 0;
  const speedometer = createSpeedometer(() => time);
  for (let step = 0; step <= 50; step++) {
    speedometer.note(step);
    time += 10;
  }
  time += 400;
  speedometer.note(50);
  expect(speedometer.stepsPerSecond()).toBeCloseTo(50 / 0.91, 0);
  time += 2000;
  speedometer.note(50);
  expect(speedometer.stepsPerSecond()).toBe(0);
});
